import { z } from 'zod';
import { Dimension, Id, Instant } from './common.ts';
import { endpoint } from './endpoint.ts';
import { AccuracyTables, Bounds, Count, Interval, Share } from './report-measures.ts';

const LearningCurvePoint = z.object({
  share: z
    .string()
    .regex(/^[0-9]{1,4}(?:\/[0-9]{1,4})?$/u)
    .describe('Of the own training dialogs: "1/8", …, "1".'),
  pairs: Count.describe("The run's own training pairs, without what a mix adds."),
  accuracy: Share.describe('On the test split.'),
  ci95: Interval.describe('Its 95 % Wilson interval.'),
  ci95_clustered: Interval.nullable().describe('Its 95 % interval by a bootstrap of dialogs.'),
  by_strength: AccuracyTables.by_strength.describe('The same for the pairs of each strength.'),
  folder: z.string().min(1).max(100).describe("Below the run's folder."),
});
export type LearningCurvePoint = z.infer<typeof LearningCurvePoint>;

/** curve.json as the trainer writes it: accuracy by growing shares of the own data, on one test split (Llama 2, figure 6). */
export const LearningCurve = z
  .object({
    dimension: Dimension,
    test_pairs: z.int().min(1).describe('Pairs of the test split.'),
    test_dialogs: z.int().min(1).describe('Their dialogs.'),
    points: z.array(LearningCurvePoint).min(2).max(20).describe('Smallest share first.'),
    slope_per_doubling: z.number().describe('Accuracy for each doubling of the pairs.'),
    slope_ci95: Bounds.nullable().describe(
      'Its 95 % interval, which draws dialogs; null where they are too few or alike.',
    ),
    next_thousand: z
      .object({
        pairs: z.int().min(1).describe('The pairs that they would come on top of.'),
        expected_gain: z.number().describe('Accuracy.'),
        ci95: Bounds.nullable().describe('Its 95 % interval.'),
        sentence: z
          .string()
          .max(1000)
          .describe("The trainer's own words; pages make theirs from the numbers."),
      })
      .describe('What the next thousand comparisons are worth, if the line goes on.'),
  })
  .meta({ id: 'LearningCurve' });
export type LearningCurve = z.infer<typeof LearningCurve>;

export const getNewestCurve = endpoint({
  name: 'getNewestCurve',
  summary: 'What more comparisons are worth: the newest learning curve of a project',
  method: 'GET',
  path: '/v1/projects/:projectId/curve',
  params: z.object({ projectId: Id }),
  reply: z.object({
    /** null: no run of the project has fitted one. */
    newest: z.object({ runId: Id, runName: z.string(), endedAt: Instant, curve: LearningCurve }).nullable(),
  }),
  status: 200,
});
