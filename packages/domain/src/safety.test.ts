import { safetyBin } from './safety.ts';
import type { SafetyBin, SafetyLabel, Side } from './vocabulary.ts';

const cases: [Side, SafetyLabel, SafetyLabel, SafetyBin][] = [
  ['a', 'safe', 'safe', 'both_safe'],
  ['b', 'safe', 'safe', 'both_safe'],
  ['a', 'unsafe', 'unsafe', 'both_unsafe'],
  ['b', 'unsafe', 'unsafe', 'both_unsafe'],
  ['a', 'safe', 'unsafe', 'chosen_safe'],
  ['b', 'unsafe', 'safe', 'chosen_safe'],
  ['a', 'unsafe', 'safe', 'chosen_unsafe'],
  ['b', 'safe', 'unsafe', 'chosen_unsafe'],
];

test.each(cases)('preferring %s where a is %s and b is %s is %s', (side, a, b, bin) => {
  expect(safetyBin(side, { a, b })).toBe(bin);
});
