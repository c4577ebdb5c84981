import { expect, test } from '@playwright/test';
import { reasonKeyOf } from './words-for-reason.ts';

for (const [reason, key] of [
  ['this is not JSON; each line must be one whole JSON object', 'not_json'],
  ['the line is about safety, this project collects helpfulness', 'other_dimension'],
  ['the two responses are identical', 'identical'],
  ['prompt: last turn not user', 'last_turn_not_user'],
  ['dialog: turns do not alternate', 'turns_do_not_alternate'],
  ['chosen and rejected must share all turns but the last', 'no_common_dialog'],
  ['response_a: Invalid input: expected string, received undefined', null],
] as const) {
  test(`a reason has words: ${reason}`, () => {
    expect(reasonKeyOf(reason)).toBe(key);
  });
}
