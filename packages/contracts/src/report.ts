import { z } from 'zod';
import { Dimension } from './common.ts';
import {
  AccuracyTables,
  Control,
  Count,
  clustered,
  halfMeasured,
  measured,
  measuredWhole,
  Rule,
  StrengthOrUnknown,
} from './report-measures.ts';
import { Calibration, Histograms, HumanRatings, UnsafeDetection } from './report-sections.ts';

/** One test split: the shape of Llama 2's tables 7 and 8, with Wilson intervals and what plain words reach. */
export const Evaluation = z
  .object({
    dimension: Dimension,
    ...measured,
    by_strength: z.array(
      z.object({ strength: StrengthOrUnknown, ...measured }).refine(measuredWhole, halfMeasured),
    ),
    baseline: Rule,
    length_baseline: Rule,
  })
  .refine(measuredWhole, halfMeasured);
export type Evaluation = z.infer<typeof Evaluation>;

/** One test split as schema 2 measures it; what schema 1 says stands in it under the same names. */
export const FullEvaluation = z
  .object({
    dimension: Dimension,
    /** The model was trained on the other dimension. */
    cross: z.boolean(),
    name: z.string().nullish(),
    ...clustered,
    dialogs: Count,
    dropped: z.record(z.string(), Count),
    truncated: Count,
    ...AccuracyTables,
    controls: z.array(Control),
    baseline: Rule,
    length_baseline: Rule,
    calibration: Calibration,
    safety: UnsafeDetection.nullable(),
    histograms: Histograms.nullable(),
    ratings: HumanRatings.nullable(),
  })
  .refine(measuredWhole, halfMeasured);
export type FullEvaluation = z.infer<typeof FullEvaluation>;

export const CurvePoint = z.object({
  step: Count,
  loss: z.number(),
  accuracy: z.number(),
  learning_rate: z.number(),
});
export type CurvePoint = z.infer<typeof CurvePoint>;

/** What was drawn from each other source, of what it had; `short` where all of it was less than the share asks for. */
export const Mix = z.object({
  drawn: z.record(z.string(), Count),
  available: z.record(z.string(), Count),
  wanted: Count,
  short: z.boolean(),
});
export type Mix = z.infer<typeof Mix>;

const common = {
  base_model: z.string(),
  parameters: Count,
  trained_parameters: Count,
  device: z.string(),
  dtype: z.string(),
  /** Of the trainer: version and commit; null where it cannot tell, absent where an older one wrote it. */
  code_version: z.string().max(200).nullish(),
  /** How many fitted one model together. */
  processes: z.int().min(1).optional(),
  seconds: z.number().min(0),
  train: z.object({
    dimension: Dimension,
    pairs: Count,
    mix: Mix.optional(),
    dropped: z.record(z.string(), Count),
    truncated: Count,
    tokens: Count,
    /** Places that were computed for them: fewer than tokens where prompts are shared, more where rows are padded. */
    places: Count.optional(),
    /** Pairs that were neither trained nor tested on: the slope is fitted on them. */
    calibration_pairs: Count.optional(),
    /** Of both, those of the run's own data; the others are of the mix. */
    own_pairs: Count.optional(),
    steps: Count,
    final_loss: z.number(),
  }),
  curve: z.array(CurvePoint),
  recipe: z.record(z.string(), z.unknown()),
};

/**
 * report.json as the trainer writes it (snake case, docs/trainer.md). Reports of schema 1 were stored before the
 * trainer measured calibration and the rest, and stay readable.
 */
export const Report = z
  .discriminatedUnion('schema', [
    z.object({ schema: z.literal(1), ...common, evaluations: z.array(Evaluation) }),
    z.object({ schema: z.literal(2), ...common, evaluations: z.array(FullEvaluation).min(1) }),
  ])
  .meta({ id: 'Report' });
export type Report = z.infer<typeof Report>;
