import { z } from 'zod';
import { Dimension, Id, Instant } from './common.ts';
import { endpoint } from './endpoint.ts';
import { AccuracyTables, Bounds, Count, Interval, Share } from './report-measures.ts';

const LearningCurvePoint = z.object({
  /** Of the own training dialogs: "1/8", …, "1". */
  share: z.string().regex(/^[0-9]{1,4}(?:\/[0-9]{1,4})?$/u),
  /** The run's own training pairs, without what a mix adds. */
  pairs: Count,
  accuracy: Share,
  ci95: Interval,
  ci95_clustered: Interval.nullable(),
  by_strength: AccuracyTables.by_strength,
  /** Below the run's folder. */
  folder: z.string().min(1).max(100),
});
export type LearningCurvePoint = z.infer<typeof LearningCurvePoint>;

/** curve.json as the trainer writes it: accuracy by growing shares of the own data, on one test split (Llama 2, figure 6). */
export const LearningCurve = z
  .object({
    dimension: Dimension,
    test_pairs: z.int().min(1),
    test_dialogs: z.int().min(1),
    /** Smallest share first. */
    points: z.array(LearningCurvePoint).min(2).max(20),
    /** Accuracy for each doubling of the pairs; its interval draws dialogs, and is null where they are too few or alike. */
    slope_per_doubling: z.number(),
    slope_ci95: Bounds.nullable(),
    next_thousand: z.object({
      pairs: z.int().min(1),
      expected_gain: z.number(),
      ci95: Bounds.nullable(),
      /** The trainer's own words; pages make theirs from the numbers. */
      sentence: z.string().max(1000),
    }),
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
