import { expect, test } from '@playwright/test';
import type { Press, Where } from '../../lib/keys.ts';
import { activeMs, clockDifference, idleMs, signOfLife, startClock, tabHidden } from './active-clock.ts';
import { type Command, commandOf } from './key-map.ts';

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

const cases: [string, Press, Where, Command['do'] | null][] = [
  ['1 chooses', press('1'), 'page', 'choose'],
  ['8 chooses, wherever the focus is among buttons', press('8'), 'button', 'choose'],
  ['9 is not on the scale', press('9'), 'page', null],
  ['a digit typed into a text field stays text', press('1'), 'text', null],
  ['a letter typed into a text field stays text', press('x'), 'text', null],
  ['Enter submits', press('Enter'), 'page', 'submit'],
  ['Enter on a focused button belongs to the button', press('Enter'), 'button', null],
  ['Enter on a step belongs to the scale', press('Enter'), 'radio', null],
  ['Enter in a text field is a new line', press('Enter'), 'text', null],
  ['Ctrl+Enter in a text field submits', press('Enter', { ctrlKey: true }), 'text', 'submit'],
  ['Enter that ends a composition does not submit', press('Enter', { isComposing: true }), 'page', null],
  ['a held Enter does not submit twice', press('Enter', { repeat: true }), 'page', null],
  ['Ctrl+C copies', press('c', { ctrlKey: true }), 'page', null],
  ["Cmd+1 is the browser's", press('1', { metaKey: true }), 'page', null],
  ["Alt+1 is the system's", press('1', { altKey: true }), 'page', null],
  ['c on a Hangul layout', press('ㅊ', { code: 'KeyC' }), 'page', 'dialog'],
  ['c under an input method', press('Process', { code: 'KeyC' }), 'page', 'dialog'],
  ['? shows the keys', press('?'), 'page', 'keys'],
  ['Esc puts an opened judgement back', press('Escape'), 'page', 'put_back'],
  ['Esc in a text field leaves the field', press('Escape'), 'text', null],
  ['d shows the differences', press('d'), 'page', 'diff'],
  ['d on a Hangul layout', press('ㅇ', { code: 'KeyD' }), 'page', 'diff'],
  ["Ctrl+D is the browser's", press('d', { ctrlKey: true }), 'page', null],
  ['x skips', press('x'), 'page', 'skip'],
  ['q labels in a safety project', press('q'), 'page', 'label'],
];
for (const [name, given, where, wanted] of cases) {
  test(name, () => {
    expect(commandOf(given, where, 'safety')?.do ?? null).toBe(wanted);
  });
}

test('safety keys do nothing in a helpfulness project', () => {
  expect(commandOf(press('q'), 'page', 'helpfulness')).toBeNull();
});

test('active time leaves out hidden tabs and long silence', () => {
  let clock = startClock(0, true);
  clock = signOfLife(clock, 5000);
  clock = tabHidden(clock, 7000);
  clock = signOfLife(clock, 100_000);
  expect(activeMs(clock, 100_000 + 10 * idleMs)).toBe(7000 + idleMs);
});

test('a clock that is wrong is told from a page that was slow to come', () => {
  expect([clockDifference(10_000, 12_400), clockDifference(0, 90_000), clockDifference(60_000, 0)]).toEqual([
    0, -90_000, 60_000,
  ]);
});
