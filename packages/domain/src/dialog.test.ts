import { type DialogFault, faultOfDialog, rootOf, type Turn } from './dialog.ts';

/** s, u and a are turns of the system, the user and the assistant. */
const talk = (roles: string): Turn[] =>
  [...roles].map((letter, i) => ({
    role: letter === 's' ? 'system' : letter === 'u' ? 'user' : 'assistant',
    content: `turn ${i}`,
  }));

const cases: [string, string, DialogFault | null][] = [
  ['one question is a dialog', 'u', null],
  ['a longer one ends with the human', 'uau', null],
  ['a system turn may open it', 'su', null],
  ['and open a longer one', 'suauau', null],
  ['an opening by the assistant is allowed', 'au', null],
  ['nothing is no dialog', '', 'empty'],
  ['a system turn alone asks nothing', 's', 'no_user_turn'],
  ['an assistant alone asks nothing', 'a', 'no_user_turn'],
  ['an answer is not the end', 'ua', 'last_turn_not_user'],
  ['a system turn is not the end', 'us', 'last_turn_not_user'],
  ['two human turns do not alternate', 'uu', 'turns_do_not_alternate'],
  ['two answers do not alternate', 'uaau', 'turns_do_not_alternate'],
  ['a system turn in the middle does not alternate', 'usu', 'turns_do_not_alternate'],
  ['a second system turn does not open', 'ssu', 'turns_do_not_alternate'],
];

test.each(cases)('%s (%s)', (_, roles, fault) => {
  expect(faultOfDialog(talk(roles))).toBe(fault);
});

const roots: [string, string, string][] = [
  ['case', 'How Are YOU?', 'how are you?'],
  ['spacing', '  how\n\n are\tyou?  ', 'how are you?'],
  ['no-break and ideographic spaces', 'how\u00a0are\u3000you?', 'how are you?'],
  ['composed and decomposed letters', 'cafe\u0301', 'caf\u00e9'],
  ['decomposed Hangul', '\u1112\u1161\u11ab', '한'],
  ['full-width letters', 'Ｈｏｗ', 'how'],
];

test.each(roots)('%s does not change the root', (_, content, root) => {
  expect(rootOf([{ role: 'user', content }])).toBe(root);
});

test('the root is the first human turn, whatever stands before and after it', () => {
  expect(rootOf(talk('suau'))).toBe('turn 1');
});

test('the root of a dialog without a human turn is empty', () => {
  expect(rootOf(talk('s'))).toBe('');
});
