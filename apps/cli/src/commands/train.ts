import fs from 'node:fs';
import { Recipe, startRun } from '@preferably/contracts';
import { z } from 'zod';
import { readRemoteConfig } from '../config.ts';
import { CliError } from '../errors.ts';
import { reportTable } from '../figures.ts';
import { followRun } from '../follow-run.ts';
import { projectBySlug, readySnapshot } from '../projects.ts';
import { duration, say } from '../say.ts';
import { keySession } from '../session.ts';

export interface TrainOptions {
  project: string;
  snapshot: string;
  baseModel: string;
  recipe?: string;
  evaluate: string[];
  mix: string[];
  name?: string;
  seed: number;
}

/** Queues a run and follows it. Ctrl-C ends the following; the run goes on and can be cancelled on its page. */
export async function train(options: TrainOptions): Promise<number> {
  const recipe = options.recipe ? readRecipe(options.recipe) : Recipe.parse({});
  const { url, apiKey } = readRemoteConfig();
  const { client } = keySession(url, apiKey);
  const project = await projectBySlug(client, options.project);
  const snapshot = await readySnapshot(client, project, options.snapshot);
  const run = await client(startRun, {
    params: { projectId: project.id },
    body: {
      name: options.name ?? `${snapshot.name} on ${options.baseModel}`.slice(0, 120),
      trainSnapshotId: snapshot.id,
      evaluateSnapshotIds: options.evaluate,
      mixSnapshotIds: options.mix,
      baseModel: options.baseModel,
      recipe,
      seed: options.seed,
    },
  });
  say(`run ${run.id} is queued`);
  const ended = await followRun(client, run.id, { label: run.name });
  if (ended.state !== 'succeeded' || !ended.report) {
    throw new CliError(`the run ${ended.state}${ended.error ? `: ${ended.error}` : ''}`);
  }
  say(`${run.name}: ${duration(ended.report.seconds)} on ${ended.report.device}`);
  say(reportTable(ended.report));
  return 0;
}

export function readRecipe(file: string): Recipe {
  let value: unknown;
  try {
    value = JSON.parse(fs.readFileSync(file, 'utf8'));
  } catch {
    throw new CliError(`the recipe ${file} cannot be read as JSON`);
  }
  const parsed = Recipe.safeParse(value);
  if (!parsed.success)
    throw new CliError(`the recipe ${file} is not valid:\n${z.prettifyError(parsed.error)}`);
  return parsed.data;
}
