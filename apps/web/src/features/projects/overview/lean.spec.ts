import { expect, test } from '@playwright/test';
import { leanOf } from './lean.ts';

for (const [name, chosen, count, lean] of [
  ['nothing was shown yet', 0, 0, 'fair'],
  ['three of four is no evidence', 3, 4, 'fair'],
  ['half of many', 500, 1000, 'fair'],
  ['six in ten of many', 600, 1000, 'first'],
  ['four in ten of many', 400, 1000, 'second'],
] as const) {
  test(`the lean to a place: ${name}`, () => {
    expect(leanOf(chosen, count)).toBe(lean);
  });
}
