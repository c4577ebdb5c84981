import type { z } from 'zod';
import type { Recipe } from './recipe.ts';

/**
 * The recipes that come with the trainer, under the names that it knows them by. Its own files hold the same keys; a
 * test in packages/trainer says so. What a preset leaves out has its default.
 */
export const recipePresets = {
  'helpfulness.llama2': {
    margin: 'small',
    safety_weight: 0,
    other_share: 0.5,
    epochs: 1,
    batch_pairs: 512,
    learning_rate: 1e-5,
    final_ratio: 0.1,
    warmup_share: 0.03,
    warmup_minimum: 5,
    weight_decay: 0.1,
    max_length: 4096,
  },
  'safety.llama2': {
    margin: 'small',
    safety_weight: 1,
    other_share: 0.1,
    epochs: 1,
    batch_pairs: 512,
    learning_rate: 1e-5,
    final_ratio: 0.1,
    warmup_share: 0.03,
    warmup_minimum: 5,
    weight_decay: 0.1,
    max_length: 4096,
  },
  'demo-cpu': {
    margin: 'small',
    batch_pairs: 16,
    learning_rate: 1e-4,
    max_length: 384,
    checkpoint_seconds: 120,
  },
} as const satisfies Record<string, z.input<typeof Recipe>>;

export type RecipePreset = keyof typeof recipePresets;
export const recipePresetNames = Object.keys(recipePresets) as RecipePreset[];
