import { expect, test } from '@playwright/test';
import { placeOn, scaleAround, ticksOf } from './interval-scale.ts';

const measured = (low: number, high: number) => ({
  pairs: 9,
  accuracy: (low + high) / 2,
  ci95: [low, high] as [number, number],
});

test('a scale holds every interval and keeps 50 % in sight', () => {
  expect(scaleAround([measured(0.58, 0.69)])).toEqual({ low: 0.4, high: 0.7 });
  expect(scaleAround([measured(0.21, 0.35), measured(0.9, 0.99)])).toEqual({ low: 0.2, high: 1 });
  expect(scaleAround([{ pairs: 0, accuracy: null, ci95: null }])).toEqual({ low: 0.4, high: 0.6 });
});

test('an interval that ends on a tenth needs no tenth more', () => {
  expect(scaleAround([measured(0.3, 0.7)])).toEqual({ low: 0.3, high: 0.7 });
});

test('ticks are tenths, and a share stands between them', () => {
  expect(ticksOf({ low: 0.4, high: 0.7 })).toEqual([0.4, 0.5, 0.6, 0.7]);
  expect(placeOn({ low: 0.4, high: 0.6 }, 0.5)).toBeCloseTo(50);
});
