import { expect, test } from '@playwright/test';
import { percentOf, shareOf } from './percent.ts';

for (const [share, percent] of [
  [0, '0'],
  [0.07, '7'],
  [0.125, '12.5'],
  [0.5, '50'],
  [1, '100'],
] as const) {
  test(`the share ${share} is ${percent} percent in a form, and the other way round`, () => {
    expect(percentOf(share)).toBe(percent);
    expect(shareOf(percent, 0, 100)).toBe(share);
  });
}

for (const wrong of ['', ' ', '-1', '51', '5 %', '1e1', '.5', null]) {
  test(`no share is read from ${JSON.stringify(wrong)}`, () => {
    expect(shareOf(wrong, 0, 50)).toBeNull();
  });
}
