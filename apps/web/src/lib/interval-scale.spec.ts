import { expect, test } from '@playwright/test';
import { differenceScale, numberedTicks, placeOn, scaleAround, ticksOf } from './interval-scale.ts';

test('a scale holds every interval and keeps 50 % in sight', () => {
  expect(scaleAround([[0.58, 0.69]])).toEqual({ low: 0.4, high: 0.7 });
  expect(scaleAround([[0.21, 0.35], null, [0.9, 0.99]])).toEqual({ low: 0.2, high: 1 });
  expect(scaleAround([undefined])).toEqual({ low: 0.4, high: 0.6 });
});

test('an interval that ends on a tenth needs no tenth more', () => {
  expect(scaleAround([[0.3, 0.7]])).toEqual({ low: 0.3, high: 0.7 });
});

test('the scale of a difference has no difference in its middle', () => {
  expect(differenceScale(0.02, null)).toEqual({ low: -0.1, high: 0.1 });
  expect(differenceScale(-0.14, [-0.23, -0.01])).toEqual({ low: -0.3, high: 0.3 });
});

test('ticks are tenths, and a share stands between them', () => {
  expect(ticksOf({ low: 0.4, high: 0.7 })).toEqual([0.4, 0.5, 0.6, 0.7]);
  expect(placeOn({ low: 0.4, high: 0.6 }, 0.5)).toBeCloseTo(50);
});

test('what lies outside a scale stands at its end', () => {
  expect(placeOn({ low: 0.4, high: 0.6 }, 0.1)).toBe(0);
  expect(placeOn({ low: 0.4, high: 0.6 }, 1)).toBe(100);
});

test('with many tenths every second one has its number, counted from the reference', () => {
  expect(numberedTicks({ low: 0.4, high: 0.7 }, 0.5)).toEqual([0.4, 0.5, 0.6, 0.7]);
  expect(numberedTicks({ low: 0.2, high: 1 }, 0.5)).toEqual([0.3, 0.5, 0.7, 0.9]);
  expect(numberedTicks({ low: -0.3, high: 0.3 }, 0)).toEqual([-0.2, 0, 0.2]);
});
