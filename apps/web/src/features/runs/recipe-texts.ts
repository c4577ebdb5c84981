import { Recipe, type RecipePreset, recipePresetNames, recipePresets } from '@preferably/contracts';
import type { z } from 'zod';

/** A recipe as the form holds it: text, until it is read. Shares are percentages. */
export interface RecipeTexts {
  margin: string;
  center: string;
  label_smoothing: string;
  safety_weight: string;
  strengths: readonly string[];
  edits: boolean;
  other_share: string;
  batch_pairs: string;
  learning_rate: string;
  final_ratio: string;
  warmup_share: string;
  warmup_minimum: string;
  weight_decay: string;
  max_length: string;
  trained_layers: string;
  /** Empty where all weights are trained, or the top layers. */
  adapter: string;
  rank: string;
  alpha: string;
  /** Names of modules with commas between; empty for every linear layer. */
  targets: string;
  dtype: string;
  compile: boolean;
  activation_checkpointing: boolean;
  checkpoint_seconds: string;
}

export const keepableStrengths = [
  'significantly_better',
  'better',
  'slightly_better',
  'negligibly_better',
  'unknown',
] as const;

/** Where an adapter starts: as much as the common choice of LoRA's users. */
const usualAdapter = { rank: '16', alpha: '32' };

/** 0.00001 is how a computer says it; an engineer writes 1e-5. */
export function rateText(rate: number): string {
  return rate > 0 && rate < 0.001 ? rate.toExponential().replace('e-0', 'e-') : String(rate);
}

/** 0.07 → "7", and not "7.000000000000001". */
const percentText = (share: number) => String(Number((share * 100).toPrecision(12)));

/** NaN where the text holds no number, so that the schema refuses it. */
export const numberOf = (text: string) => (text.trim() === '' ? Number.NaN : Number(text));
const shareOf = (text: string) => numberOf(text) / 100;

export function recipeTexts(recipe: Recipe): RecipeTexts {
  const { adapter } = recipe;
  return {
    margin: recipe.margin,
    center: String(recipe.center),
    label_smoothing: percentText(recipe.label_smoothing),
    safety_weight: String(recipe.safety_weight),
    strengths: recipe.strengths ?? keepableStrengths,
    edits: recipe.edits,
    other_share: percentText(recipe.other_share),
    batch_pairs: String(recipe.batch_pairs),
    learning_rate: rateText(recipe.learning_rate),
    final_ratio: percentText(recipe.final_ratio),
    warmup_share: percentText(recipe.warmup_share),
    warmup_minimum: String(recipe.warmup_minimum),
    weight_decay: String(recipe.weight_decay),
    max_length: String(recipe.max_length),
    trained_layers: recipe.trained_layers === null ? '' : String(recipe.trained_layers),
    adapter: adapter?.kind ?? '',
    rank: adapter ? String(adapter.rank) : usualAdapter.rank,
    alpha: adapter ? String(adapter.alpha) : usualAdapter.alpha,
    targets: adapter && adapter.targets !== 'all-linear' ? adapter.targets.join(', ') : '',
    dtype: recipe.dtype,
    compile: recipe.compile,
    activation_checkpointing: recipe.activation_checkpointing,
    checkpoint_seconds: String(recipe.checkpoint_seconds),
  };
}

/** What the contract's schema is asked about. It may be refused: then each fault has the name of its field. */
export function recipeOf(texts: RecipeTexts): Record<keyof z.input<typeof Recipe>, unknown> {
  const targets = texts.targets.split(',').map((name) => name.trim());
  const adapter = {
    kind: texts.adapter,
    rank: numberOf(texts.rank),
    alpha: numberOf(texts.alpha),
    targets: texts.targets.trim() === '' ? 'all-linear' : targets.filter(Boolean),
  };
  const layers = texts.trained_layers.trim();
  return {
    margin: texts.margin,
    center: numberOf(texts.center),
    label_smoothing: shareOf(texts.label_smoothing),
    safety_weight: numberOf(texts.safety_weight),
    strengths: texts.strengths.length === keepableStrengths.length ? null : texts.strengths,
    edits: texts.edits,
    other_share: shareOf(texts.other_share),
    epochs: 1,
    batch_pairs: numberOf(texts.batch_pairs),
    learning_rate: numberOf(texts.learning_rate),
    final_ratio: shareOf(texts.final_ratio),
    warmup_share: shareOf(texts.warmup_share),
    warmup_minimum: numberOf(texts.warmup_minimum),
    weight_decay: numberOf(texts.weight_decay),
    max_length: numberOf(texts.max_length),
    // An adapter says by itself what is trained; the field is locked then.
    trained_layers: layers === '' || texts.adapter !== '' ? null : numberOf(layers),
    adapter: texts.adapter === '' ? null : adapter,
    dtype: texts.dtype,
    compile: texts.compile,
    activation_checkpointing: texts.activation_checkpointing,
    checkpoint_seconds: numberOf(texts.checkpoint_seconds),
  };
}

/** @param mixable whether there is another source at all; without one a preset's share of the mix is 0 */
export function presetTexts(name: RecipePreset, mixable: boolean): RecipeTexts {
  const texts = recipeTexts(Recipe.parse(recipePresets[name]));
  return mixable ? texts : { ...texts, other_share: '0' };
}

/** The preset that the form holds as it stands; null for settings of one's own. */
export function presetOf(texts: RecipeTexts, mixable: boolean): RecipePreset | null {
  const said = JSON.stringify(recipeOf(texts));
  return (
    recipePresetNames.find((name) => JSON.stringify(recipeOf(presetTexts(name, mixable))) === said) ?? null
  );
}
