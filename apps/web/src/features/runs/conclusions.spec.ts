import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from '@playwright/test';
import { type Control, type Evaluation, type FullEvaluation, Report } from '@preferably/contracts';
import { byDialog, concludeOn, isFull, type Measured, verdictOfLead } from './conclusions.ts';

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
      paired: false,
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
      paired: false,
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
      paired: false,
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
      paired: false,
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
      paired: false,
      tone: 'warn',
    },
  ],
  [
    'nothing measured allows no conclusion',
    evaluation(none, none, none),
    { chance: 'unknown', words: 'unknown', length: 'unknown', resolution: null, paired: false, tone: 'warn' },
  ],
];
for (const [name, given, conclusion] of cases) {
  test(name, () => expect(concludeOn(given)).toEqual(conclusion));
}

const file = path.join(
  import.meta.dirname,
  '../../../../../packages/contracts/fixtures/report-schema-2.json',
);
const own = Report.parse(JSON.parse(readFileSync(file, 'utf8'))).evaluations[0] as FullEvaluation;
const withLead = (lead_ci95: Control['lead_ci95']): FullEvaluation => ({
  ...own,
  controls: own.controls.map((each) => (each.name === 'bag_of_words' ? { ...each, lead_ci95 } : each)),
});

const leads: [string, Control['lead_ci95'], Record<string, unknown>][] = [
  ['a lead above 0 beats the bag of words', [0.01, 0.08], { words: 'higher', paired: true, tone: 'ok' }],
  ['a lead around 0 does not', [-0.01, 0.08], { words: 'overlapping', paired: true, tone: 'info' }],
  ['a lead that ends at 0 excludes nothing', [0, 0.08], { words: 'overlapping', paired: true, tone: 'info' }],
  ['a lead below 0 loses to it', [-0.08, -0.01], { words: 'lower', paired: true, tone: 'warn' }],
  ['without a lead the intervals are put side by side', null, { words: 'overlapping', paired: false }],
];
for (const [name, lead, conclusion] of leads) {
  test(name, () => expect(concludeOn(withLead(lead))).toMatchObject(conclusion));
}

test('what is concluded rests on the interval by dialog, where there is one', () => {
  expect(isFull(own)).toBe(true);
  expect(byDialog(own).ci95).toEqual(own.ci95_clustered);
  expect(byDialog({ ...own, ci95_clustered: null }).ci95).toEqual(own.ci95);
  const undecided: FullEvaluation = { ...own, ci95: [0.51, 0.6], ci95_clustered: [0.49, 0.62] };
  expect(concludeOn(undecided).chance).toBe('undecided');
  expect(verdictOfLead({ lead_ci95: null })).toBe('unknown');
});
