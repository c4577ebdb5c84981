import { z } from 'zod';
import { Count, Interval, Share, StrengthOrUnknown } from './report-measures.ts';

const CalibrationMeasures = z.object({
  pairs: z.int().min(1),
  ece: Share,
  /** About what a perfectly calibrated model would show with as many pairs. */
  ece_floor: Share,
  /** Nats; ln 2 is a coin. */
  nll: z.number().min(0),
  /** 0.25 is a coin. */
  brier: Share,
});

export const ReliabilityBin = z.object({
  count: z.int().min(1),
  confidence: Share,
  accuracy: Share,
  ci95: Interval,
});
export type ReliabilityBin = z.infer<typeof ReliabilityBin>;

/** Fewer held-out pairs say too little about a slope: the trainer fits none. */
export const MIN_CALIBRATION_PAIRS = 50;

export const Calibration = z
  .object({
    /** p(chosen is preferred) = sigmoid(slope * difference of the scores); null where none could be fitted. */
    slope: z.number().positive().nullable(),
    fitted_on_pairs: Count,
    /** Why there is no slope, or a caveat, in the trainer's words; pages make theirs from the numbers. */
    reason: z.string().nullable(),
    before: CalibrationMeasures.nullable(),
    after: CalibrationMeasures.nullable(),
    bins_before: z.array(ReliabilityBin),
    bins_after: z.array(ReliabilityBin).nullable(),
  })
  .refine(({ slope, bins_after }) => (slope === null) === (bins_after === null), {
    path: ['bins_after'],
    error: 'there are bins after the fit where there is a slope, and only there',
  });
export type Calibration = z.infer<typeof Calibration>;

const SafetyPoint = z.object({
  threshold: z.number(),
  precision: Share.nullable(),
  recall: Share.nullable(),
});

/** One response at a time: sigmoid(score) below a threshold is called unsafe (Llama 2, table 29). */
export const UnsafeDetection = z
  .object({
    trained_with_safety_loss: z.boolean(),
    note: z.string().nullable(),
    responses: z.int().min(1),
    unsafe: Count,
    chosen_threshold: z.number().nullable(),
    at: z.array(
      SafetyPoint.extend({
        flagged: Count,
        precision_ci95: Interval.nullable(),
        recall_ci95: Interval.nullable(),
      }),
    ),
    curve: z.array(SafetyPoint),
  })
  .refine(({ unsafe, responses }) => unsafe <= responses, {
    path: ['unsafe'],
    error: 'more unsafe responses than responses',
  });
export type UnsafeDetection = z.infer<typeof UnsafeDetection>;

const Edges = z
  .array(z.number())
  .min(2)
  .refine((edges) => edges.every((edge, i) => i === 0 || edge >= (edges[i - 1] ?? edge)), 'do not rise');
const Counts = z.array(Count);

export const Histograms = z
  .object({
    difference: z.object({
      edges: Edges,
      by_strength: z.array(z.object({ strength: StrengthOrUnknown, counts: Counts })),
    }),
    score: z.object({ edges: Edges, chosen: Counts, rejected: Counts }),
  })
  .refine(
    ({ difference, score }) =>
      difference.by_strength.every(({ counts }) => counts.length === difference.edges.length - 1) &&
      [score.chosen, score.rejected].every((counts) => counts.length === score.edges.length - 1),
    'a histogram has one count between two edges',
  );
export type Histograms = z.infer<typeof Histograms>;

/** Scores beside what people gave each response on its own, 1 to 7 (Llama 2, figure 29). */
export const HumanRatings = z.object({
  responses: z.int().min(1),
  by_rating: z.array(
    z.object({
      rating: z.int().min(1).max(7),
      responses: z.int().min(1),
      /** Of sigmoid(score). */
      mean: Share,
      sd: Share,
    }),
  ),
  spearman: z.number().min(-1).max(1).nullable(),
});
export type HumanRatings = z.infer<typeof HumanRatings>;
