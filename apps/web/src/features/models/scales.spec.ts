import { expect, test } from '@playwright/test';
import { accuracyScale, differenceScale } from './scales.ts';

const model = (low: number, high: number) => ({
  ownTest: { pairs: 9, accuracy: (low + high) / 2, ci95: [low, high] as [number, number] },
});

test('the scale of accuracies holds every interval and one half', () => {
  expect(accuracyScale([])).toEqual({ low: 0.4, high: 0.6 });
  expect(accuracyScale([model(0.31, 0.7), model(0.6, 0.82), { ownTest: null }])).toEqual({
    low: 0.3,
    high: 0.9,
  });
});

test('the scale of a difference has no difference in its middle', () => {
  expect(differenceScale(0.02, null)).toEqual({ low: -0.1, high: 0.1 });
  expect(differenceScale(-0.14, [-0.23, -0.01])).toEqual({ low: -0.3, high: 0.3 });
});
