import { expect, test } from '@playwright/test';
import { readReason } from './words-for-reason.ts';

for (const [reason, read] of [
  ['this is not JSON; each line must be one whole JSON object', [{ key: 'not_json' }]],
  ['the line is about safety, this project collects helpfulness', [{ key: 'other_dimension' }]],
  ['the two responses are identical', [{ key: 'identical' }]],
  ['there is no known answer; name the better response as `preferred`, a or b', [{ key: 'no_known_answer' }]],
  ['prompt: last turn not user', [{ key: 'last_turn_not_user' }]],
  ['dialog: turns do not alternate', [{ key: 'turns_do_not_alternate' }]],
  ['chosen and rejected must share all turns but the last', [{ key: 'no_common_dialog' }]],
  ['the line: Invalid input: expected object, received array', [{ key: 'not_object' }]],
  [
    'prompt.0.role: Invalid input: expected string, received number; response_b: Invalid input: expected string, received undefined',
    [
      { key: 'wrong_type', field: 'prompt.0.role' },
      { key: 'missing', field: 'response_b' },
    ],
  ],
  ['response_a: Too small: expected string to have >=1 characters', null],
] as const) {
  test(`a reason has words: ${reason}`, () => {
    expect(readReason(reason)).toEqual(read);
  });
}
