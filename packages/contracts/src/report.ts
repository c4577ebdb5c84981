import { z } from 'zod';
import { Dimension, Strength } from './common.ts';

const Share = z.number().min(0).max(1);
const Interval = z.tuple([Share, Share]);
const measured = { pairs: z.int(), accuracy: Share.nullable(), ci95: Interval.nullable() };

/** One test split: the shape of Llama 2's tables 7 and 8, with Wilson intervals and what plain words reach. */
export const Evaluation = z.object({
  dimension: Dimension,
  ...measured,
  by_strength: z.array(z.object({ strength: Strength.or(z.literal('unknown')), ...measured })),
  baseline: z.object({ name: z.string(), ...measured }),
  length_baseline: z.object({ name: z.string(), ...measured }),
});
export type Evaluation = z.infer<typeof Evaluation>;

export const CurvePoint = z.object({
  step: z.int(),
  loss: z.number(),
  accuracy: z.number(),
  learning_rate: z.number(),
});
export type CurvePoint = z.infer<typeof CurvePoint>;

/** report.json as the trainer writes it (snake case, docs/trainer.md). */
export const Report = z
  .object({
    schema: z.literal(1),
    base_model: z.string(),
    parameters: z.int(),
    trained_parameters: z.int(),
    device: z.string(),
    dtype: z.string(),
    seconds: z.number(),
    train: z.object({
      dimension: Dimension,
      pairs: z.int(),
      dropped: z.record(z.string(), z.int()),
      truncated: z.int(),
      tokens: z.int(),
      steps: z.int(),
      final_loss: z.number(),
    }),
    evaluations: z.array(Evaluation),
    curve: z.array(CurvePoint),
    recipe: z.record(z.string(), z.unknown()),
  })
  .meta({ id: 'Report' });
export type Report = z.infer<typeof Report>;
