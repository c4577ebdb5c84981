import { pairOf } from './export-row.ts';
import { canonicalRow } from './testing/canonical-row.ts';

test.each([
  ['a', 'Because.', 'No idea.'],
  ['b', 'No idea.', 'Because.'],
] as const)('the preferred side %s is chosen', (side, chosen, rejected) => {
  expect(pairOf({ ...canonicalRow, side })).toEqual({ chosen, rejected });
});
