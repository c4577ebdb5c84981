import { expect, test } from '@playwright/test';
import type { Evaluation } from '@preferably/contracts';
import { concludeOn, type Measured } from './conclusions.ts';

const measured = (low: number, high: number): Measured => ({
  pairs: 200,
  accuracy: (low + high) / 2,
  ci95: [low, high],
});
const none: Measured = { pairs: 0, accuracy: null, ci95: null };
const evaluation = (model: Measured, words: Measured, length: Measured): Evaluation => ({
  dimension: 'safety',
  ...model,
  by_strength: [],
  baseline: { name: 'bag_of_words', ...words },
  length_baseline: { name: 'shorter', ...length },
});

const cases: [string, Evaluation, ReturnType<typeof concludeOn>][] = [
  [
    'above chance and apart from both rules',
    evaluation(measured(0.7, 0.8), measured(0.55, 0.65), measured(0.45, 0.55)),
    {
      chance: 'above',
      words: 'higher',
      length: 'higher',
      resolution: expect.closeTo(0.05) as unknown as number,
      tone: 'ok',
    },
  ],
  [
    'above chance, but words may do as well',
    evaluation(measured(0.6, 0.7), measured(0.55, 0.65), measured(0.45, 0.55)),
    {
      chance: 'above',
      words: 'overlapping',
      length: 'higher',
      resolution: expect.closeTo(0.05) as unknown as number,
      tone: 'info',
    },
  ],
  [
    'intervals that touch count as overlapping',
    evaluation(measured(0.6, 0.7), measured(0.5, 0.6), measured(0.7, 0.8)),
    {
      chance: 'above',
      words: 'overlapping',
      length: 'overlapping',
      resolution: expect.closeTo(0.05) as unknown as number,
      tone: 'info',
    },
  ],
  [
    'an interval that contains one half is not distinguishable from chance',
    evaluation(measured(0.5, 0.6), measured(0.5, 0.6), measured(0.5, 0.6)),
    {
      chance: 'undecided',
      words: 'overlapping',
      length: 'overlapping',
      resolution: expect.closeTo(0.05) as unknown as number,
      tone: 'warn',
    },
  ],
  [
    'below chance, and below counting words',
    evaluation(measured(0.3, 0.4), measured(0.55, 0.65), measured(0.35, 0.45)),
    {
      chance: 'below',
      words: 'lower',
      length: 'overlapping',
      resolution: expect.closeTo(0.05) as unknown as number,
      tone: 'warn',
    },
  ],
  [
    'nothing measured allows no conclusion',
    evaluation(none, none, none),
    { chance: 'unknown', words: 'unknown', length: 'unknown', resolution: null, tone: 'warn' },
  ],
];
for (const [name, given, conclusion] of cases) {
  test(name, () => expect(concludeOn(given)).toEqual(conclusion));
}
