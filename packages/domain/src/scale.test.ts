import { scale, stepOf } from './scale.ts';
import type { Place, Strength } from './vocabulary.ts';

const cases: [number, Place, Strength][] = [
  [1, 'first', 'significantly_better'],
  [2, 'first', 'better'],
  [3, 'first', 'slightly_better'],
  [4, 'first', 'negligibly_better'],
  [5, 'second', 'negligibly_better'],
  [6, 'second', 'slightly_better'],
  [7, 'second', 'better'],
  [8, 'second', 'significantly_better'],
];

test.each(cases)('step %i prefers the %s response as %s', (step, place, strength) => {
  expect(scale[step - 1]).toEqual({ step, place, strength });
  expect(stepOf(place, strength)).toBe(step);
});

test('the scale has those eight steps and no tie', () => {
  expect(scale).toHaveLength(8);
});

test('what is on no step is refused', () => {
  expect(() => stepOf('first', 'equal' as Strength)).toThrow(RangeError);
});
