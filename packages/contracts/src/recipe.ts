import { adapterKinds, lossMargins, strengths } from '@preferably/domain';
import { z } from 'zod';
import { once } from './common.ts';

/** Train matrices of low rank beside the linear layers, and the head, in place of all weights. */
export const Adapter = z.strictObject({
  kind: z.enum(adapterKinds).describe('LoRA, or QLoRA with the base in 4 bits (NVIDIA alone).'),
  rank: z.int().min(1).max(1024).describe('The rank of the matrices.'),
  alpha: z.number().positive().max(10_000).describe('The update is scaled by alpha / rank.'),
  targets: z
    .union([z.literal('all-linear'), z.array(z.string().min(1).max(100)).min(1).max(64)])
    .default('all-linear')
    .describe('Names of modules, or every linear layer.'),
});
export type Adapter = z.infer<typeof Adapter>;

const share = z.number().min(0).max(1);

/**
 * Snake case, as the trainer reads it: one shape from the web form to run.json. Defaults are Llama 2's (§3.2.2) where
 * the paper names a value, else off; docs/trainer.md says what each key means.
 */
export const Recipe = z
  .strictObject({
    margin: z
      .enum(lossMargins)
      .default('small')
      .describe(
        'How the strength of a judgement enters the loss (Llama 2, table 27); `scaled` multiplies the loss in place of shifting it.',
      ),
    center: z
      .number()
      .min(0)
      .max(100)
      .default(0)
      .describe('Weight of the term that keeps the scores of a pair around 0; 0 is off.'),
    label_smoothing: z
      .number()
      .min(0)
      .lt(0.5)
      .default(0)
      .describe('Probability that a judgement is taken for the opposite one.'),
    safety_weight: z
      .number()
      .min(0)
      .max(100)
      .default(0)
      .describe('Weight of the auxiliary safety loss; 0 is off.'),
    strengths: once(z.array(z.enum([...strengths, 'unknown'])).min(1), 'names a strength twice')
      .nullable()
      .default(null)
      .describe('Those that are trained on, `unknown` being none recorded; null trains on all.'),
    edits: z
      .boolean()
      .default(false)
      .describe('Whether edited > chosen and edited > rejected are trained on beside the judged pair.'),
    other_share: z
      .number()
      .min(0)
      .lt(1)
      .default(0)
      .describe("Share of the training mix that is drawn from the run's other sources."),
    epochs: z.literal(1).default(1).describe('Llama 2 trains one: more overfit.'),
    batch_pairs: z.int().min(1).max(4096).default(512).describe('Pairs of one step.'),
    learning_rate: z.number().positive().max(1).default(1e-5).describe('At its peak.'),
    final_ratio: share.default(0.1).describe('The share of the peak at which the cosine ends.'),
    warmup_share: share.default(0.03).describe('The share of all steps in which the rate rises.'),
    warmup_minimum: z.int().min(0).max(100_000).default(5).describe('It rises over at least so many steps.'),
    weight_decay: z.number().min(0).max(10).default(0.1).describe('Of AdamW.'),
    max_length: z
      .int()
      .min(32)
      .max(131_072)
      .default(4096)
      .describe('Tokens of dialog and response together.'),
    trained_layers: z
      .int()
      .min(0)
      .nullable()
      .default(null)
      .describe('Train only the top n layers and the head; null trains everything.'),
    adapter: Adapter.nullable().default(null).describe('Null trains the weights themselves.'),
    dtype: z
      .enum(['auto', 'float32', 'bfloat16'])
      .default('auto')
      .describe('The numbers to compute in; `auto` takes bfloat16 where the device has it.'),
    compile: z.boolean().default(false).describe('Whether torch.compile is used.'),
    activation_checkpointing: z
      .boolean()
      .default(false)
      .describe('Whether activations are computed again for the gradient rather than kept.'),
    checkpoint_seconds: z
      .int()
      .min(1)
      .default(300)
      .describe('How often a run is saved so that it can go on after a kill.'),
  })
  .refine((recipe) => recipe.adapter === null || recipe.trained_layers === null, {
    path: ['trained_layers'],
    error: 'trained layers and an adapter each say what is trained; leave one of them out',
  })
  .meta({ id: 'Recipe' });
export type Recipe = z.infer<typeof Recipe>;
