import { expect, test } from '@playwright/test';
import { niceTicks } from './nice-ticks.ts';

const cases: [string, number[], number[]][] = [
  ['a loss around ln 2', [0.54, 0.78, Math.LN2], [0.5, 0.6, 0.7, 0.8]],
  ['accuracies', [0.42, 0.73, 0.5], [0.4, 0.5, 0.6, 0.7, 0.8]],
  ['a single value', [0.5], [0.5]],
  ['a wide range', [0.2, 6.1], [0, 2, 4, 6, 8]],
];
for (const [name, values, ticks] of cases) {
  test(`${name} get round ticks that hold them`, () => expect(niceTicks(values)).toEqual(ticks));
}
