import { type MarginKind, marginKinds, marginOf, marginTables } from './margin.ts';
import { type Strength, strengths } from './vocabulary.ts';

// Llama 2 Table 27, in its order.
const cases: [MarginKind, Strength | null, number][] = [
  ['large', 'significantly_better', 3],
  ['large', 'better', 2],
  ['large', 'slightly_better', 1],
  ['large', 'negligibly_better', 0],
  ['small', 'significantly_better', 1],
  ['small', 'better', 2 / 3],
  ['small', 'slightly_better', 1 / 3],
  ['small', 'negligibly_better', 0],
  ['none', 'significantly_better', 0],
  ['none', 'better', 0],
  ['none', 'slightly_better', 0],
  ['none', 'negligibly_better', 0],
  ['large', null, 0],
  ['small', null, 0],
  ['none', null, 0],
];

test.each(cases)('the %s margin of %s is %d', (kind, strength, margin) => {
  expect(marginOf(kind, strength)).toBe(margin);
});

test('every kind has a number for every strength, never growing as the strength falls', () => {
  expect(Object.keys(marginTables)).toEqual([...marginKinds]);
  for (const kind of marginKinds) {
    const margins = strengths.map((strength) => marginOf(kind, strength));
    expect(margins).toEqual(margins.toSorted((a, b) => b - a));
  }
});
