import { expect, test } from '@playwright/test';
import { guessFormat } from './guess-format.ts';

const own = '{"id":"1","prompt":[],"response_a":"x","response_b":"y"}';
const hh = '{"chosen":"\\n\\nHuman: q","rejected":"\\n\\nHuman: q"}';

for (const [name, start, whole, guess] of [
  ['our own rows', `${own}\n${own}`, false, { kind: 'format', format: 'preferably' }],
  ['transcripts of HH', `${hh}\n`, true, { kind: 'format', format: 'anthropic_hh' }],
  [
    'empty lines and a byte order mark first',
    `\uFEFF\n\n${hh}\n`,
    true,
    { kind: 'format', format: 'anthropic_hh' },
  ],
  ['one line without an end', own, true, { kind: 'format', format: 'preferably' }],
  ['a first line longer than what was read', own.slice(0, 20), false, { kind: 'unknown' }],
  ['an object of other keys', '{"text":"x"}\n', true, { kind: 'unknown' }],
  ['a JSON array', '[\n{"id":1}\n]', true, { kind: 'not_lines' }],
  ['a table', 'id,prompt\n1,x', true, { kind: 'not_lines' }],
  ['nothing', '\n \n', true, { kind: 'empty' }],
] as const) {
  test(`the format is guessed from the first line: ${name}`, () => {
    expect(guessFormat(start, whole)).toEqual(guess);
  });
}
