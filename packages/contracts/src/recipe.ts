import { adapterKinds, lossMargins, strengths } from '@preferably/domain';
import { z } from 'zod';
import { once } from './common.ts';

/** Train matrices of low rank beside the linear layers, and the head, in place of all weights. */
export const Adapter = z.strictObject({
  kind: z.enum(adapterKinds),
  rank: z.int().min(1).max(1024),
  /** The update is scaled by alpha / rank. */
  alpha: z.number().positive().max(10_000),
  /** Names of modules, or every linear layer. */
  targets: z
    .union([z.literal('all-linear'), z.array(z.string().min(1).max(100)).min(1).max(64)])
    .default('all-linear'),
});
export type Adapter = z.infer<typeof Adapter>;

const share = z.number().min(0).max(1);

/**
 * Snake case, as the trainer reads it: one shape from the web form to run.json. Defaults are Llama 2's (§3.2.2) where
 * the paper names a value, else off; docs/trainer.md says what each key means.
 */
export const Recipe = z
  .strictObject({
    margin: z.enum(lossMargins).default('small'),
    center: z.number().min(0).max(100).default(0),
    /** Probability that a judgement is taken for the opposite one. */
    label_smoothing: z.number().min(0).lt(0.5).default(0),
    safety_weight: z.number().min(0).max(100).default(0),
    /** Those that are trained on, `unknown` being none recorded; null trains on all. */
    strengths: once(z.array(z.enum([...strengths, 'unknown'])).min(1), 'names a strength twice')
      .nullable()
      .default(null),
    edits: z.boolean().default(false),
    /** Share of the training mix that is drawn from the run's other sources. */
    other_share: z.number().min(0).lt(1).default(0),
    epochs: z.literal(1).default(1),
    batch_pairs: z.int().min(1).max(4096).default(512),
    learning_rate: z.number().positive().max(1).default(1e-5),
    final_ratio: share.default(0.1),
    warmup_share: share.default(0.03),
    /** Steps. */
    warmup_minimum: z.int().min(0).max(100_000).default(5),
    weight_decay: z.number().min(0).max(10).default(0.1),
    max_length: z.int().min(32).max(131_072).default(4096),
    /** Train only the top n layers and the head; null trains everything. */
    trained_layers: z.int().min(0).nullable().default(null),
    adapter: Adapter.nullable().default(null),
    dtype: z.enum(['auto', 'float32', 'bfloat16']).default('auto'),
    compile: z.boolean().default(false),
    /** Activations are computed again for the gradient rather than kept. */
    activation_checkpointing: z.boolean().default(false),
    checkpoint_seconds: z.int().min(1).default(300),
  })
  .refine((recipe) => recipe.adapter === null || recipe.trained_layers === null, {
    path: ['trained_layers'],
    error: 'trained layers and an adapter each say what is trained; leave one of them out',
  })
  .meta({ id: 'Recipe' });
export type Recipe = z.infer<typeof Recipe>;
