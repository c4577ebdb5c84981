import { expect, test } from '@playwright/test';
import type { Press, Where } from '../../../lib/keys.ts';
import { commandOf, type QueueCommand } from './queue-keys.ts';

const press = (key: string, part: Partial<Press> = {}): Press => ({
  key,
  code: /^[a-z]$/u.test(key) ? `Key${key.toUpperCase()}` : '',
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  isComposing: false,
  repeat: false,
  ...part,
});

const cases: [string, Press, Where, QueueCommand | null][] = [
  ['1 says that the humans are right', press('1'), 'page', { do: 'decide', resolution: 'humans_right' }],
  ['2 asks one more annotator', press('2'), 'button', { do: 'decide', resolution: 'judged_again' }],
  ['3 withdraws', press('3'), 'page', { do: 'decide', resolution: 'withdrawn' }],
  ['4 is no decision', press('4'), 'page', null],
  ['a held digit does not decide about the next one', press('3', { repeat: true }), 'page', null],
  ['a digit typed into a text field stays text', press('3'), 'text', null],
  ["Ctrl+1 is the browser's", press('1', { ctrlKey: true }), 'page', null],
  ['j goes on', press('j'), 'page', { do: 'move', step: 1 }],
  ['k goes back', press('k'), 'page', { do: 'move', step: -1 }],
  ['j on a Hangul layout', press('ㅓ', { code: 'KeyJ' }), 'page', { do: 'move', step: 1 }],
  ['u takes back', press('u'), 'page', { do: 'undo' }],
];
for (const [name, given, where, wanted] of cases) {
  test(name, () => {
    expect(commandOf(given, where)).toEqual(wanted);
  });
}
