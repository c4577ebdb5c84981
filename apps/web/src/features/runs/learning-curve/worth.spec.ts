import { expect, test } from '@playwright/test';
import type { LearningCurve, LearningCurvePoint } from '@preferably/contracts';
import { accuracyAt, boundsOf, largestPoint, strengthsOf, type Worth, worthOf } from './worth.ts';

const point = (
  share: string,
  pairs: number,
  changes: Partial<LearningCurvePoint> = {},
): LearningCurvePoint => ({
  ...{ share, pairs, accuracy: 0.6, ci95: [0.55, 0.65], ci95_clustered: null, by_strength: [] },
  ...{ folder: `share-${share}`, ...changes },
});
const measured = { pairs: 9, ci95: [0.5, 0.7] as [number, number], ci95_clustered: null };
const curve = (ci95: [number, number] | null): LearningCurve => ({
  ...{ dimension: 'helpfulness', test_pairs: 100, test_dialogs: 90, slope_per_doubling: 0.01 },
  points: [
    point('1/2', 500, { by_strength: [{ strength: 'unknown', accuracy: 0.5, ...measured }] }),
    point('1', 1000, {
      ci95_clustered: [0.5, 0.7],
      by_strength: [
        { strength: 'unknown', accuracy: 0.6, ...measured },
        { strength: 'better', accuracy: 0.7, ...measured },
      ],
    }),
  ],
  slope_ci95: ci95,
  next_thousand: { pairs: 1000, expected_gain: 0.01, ci95, sentence: '' },
});

const verdicts: [string, [number, number] | null, Worth][] = [
  ['an interval above nothing is a gain', [0.001, 0.02], 'gain'],
  ['an interval below nothing is a fall', [-0.02, -0.001], 'fall'],
  ['an interval that includes nothing tells nothing', [-0.01, 0.02], 'unclear'],
  ['an interval that ends at nothing tells nothing', [0, 0.02], 'unclear'],
  ['without an interval nobody knows how sure it is', null, 'unmeasured'],
];
for (const [name, ci95, worth] of verdicts) {
  test(name, () => expect(worthOf(curve(ci95))).toBe(worth));
}

test('strengths come strongest first, those that nobody recorded last', () => {
  expect(strengthsOf(curve(null))).toEqual(['better', 'unknown']);
});

test('a strength that no test pair of a share has is no number', () => {
  const [half, whole] = curve(null).points as [LearningCurvePoint, LearningCurvePoint];
  expect([accuracyAt(half, 'better'), accuracyAt(whole, 'better')]).toEqual([null, 0.7]);
  expect([boundsOf(half), boundsOf(whole)]).toEqual([
    [0.55, 0.65],
    [0.5, 0.7],
  ]);
});

test('the largest share is what the next comparisons are added to', () => {
  expect(largestPoint(curve(null)).pairs).toBe(1000);
});
