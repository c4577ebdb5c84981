import { wilson } from './wilson.ts';

test('the interval agrees with published values of the Wilson score', () => {
  // 15 of 50: 0.1910 to 0.4375.
  const { low, high } = wilson(15, 50);
  expect(low).toBeCloseTo(0.191, 3);
  expect(high).toBeCloseTo(0.4375, 3);
});

test('the interval stays between 0 and 1 where every answer is the same', () => {
  for (const { low, high } of [wilson(0, 4), wilson(4, 4), wilson(0, 1), wilson(1, 1)]) {
    expect(low).toBeGreaterThanOrEqual(0);
    expect(high).toBeLessThanOrEqual(1);
    expect(high).toBeGreaterThan(low);
  }
  expect(wilson(0, 0)).toEqual({ low: 0, high: 1 });
});
