import { startRun } from '@preferably/contracts';
import { readRemoteConfig } from '../config.ts';
import { CliError } from '../errors.ts';
import { reportTable } from '../figures.ts';
import { followRun } from '../follow-run.ts';
import { projectBySlug, readySnapshot } from '../projects.ts';
import { readRecipe } from '../recipe-file.ts';
import { duration, say } from '../say.ts';
import { keySession } from '../session.ts';

export interface TrainOptions {
  project: string;
  snapshot: string;
  baseModel: string;
  recipe?: string | undefined;
  evaluate: string[];
  mix: string[];
  name?: string | undefined;
  seed: number;
  learningCurve: boolean;
}

/** Queues a run and follows it. Ctrl-C ends the following; the run goes on and can be cancelled on its page. */
export async function train(options: TrainOptions): Promise<number> {
  const recipe = readRecipe(options.recipe);
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
      learningCurve: options.learningCurve,
    },
  });
  say(`run ${run.id} is queued`);
  const ended = await followRun(client, run.id, { label: run.name });
  if (ended.state !== 'succeeded' || !ended.report) {
    throw new CliError(`the run ${ended.state}${ended.error ? `: ${ended.error}` : ''}`);
  }
  say(`${run.name}: ${duration(ended.report.seconds)} on ${ended.report.device}`);
  say(reportTable(ended.report));
  if (ended.curve) say(ended.curve.next_thousand.sentence);
  return 0;
}
