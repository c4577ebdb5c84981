import { randomUUID } from 'node:crypto';
import fs from 'node:fs/promises';
import path from 'node:path';
import type { WorkOrder } from '@preferably/contracts';
import type { FetchedExport } from './fetch-exports.ts';

/** run.json as reward_trainer reads it (docs/trainer.md). Paths are absolute, so a resumed run finds the same ones. */
export function runSpec(
  order: Pick<WorkOrder, 'runId' | 'baseModel' | 'seed' | 'recipe'>,
  exports: readonly FetchedExport[],
  outputDir: string,
) {
  const usedTo = (use: FetchedExport['use']) => exports.filter((e) => e.use === use);
  const [train] = usedTo('train');
  if (!train) throw new Error('the order names no export to train on');
  return {
    run_id: order.runId,
    output_dir: outputDir,
    base_model: order.baseModel,
    seed: order.seed,
    // The trainer takes the first for the run's own, here and below; what follows fills the mix.
    train: [train, ...usedTo('mix')].map(dataOf),
    evaluate: [train, ...usedTo('evaluate')].map(dataOf),
    recipe: order.recipe,
  };
}

const dataOf = ({ path, dimension, name }: FetchedExport) => ({ path, dimension, name });

export const runFolder = (workDir: string, runId: string) => path.join(workDir, 'runs', runId);

/** Writes run.json into the run's folder and returns its path. */
export async function writeRunSpec(folder: string, spec: ReturnType<typeof runSpec>): Promise<string> {
  await fs.mkdir(folder, { recursive: true });
  const file = path.join(folder, 'run.json');
  // Nodes that share the folder write the same spec, each through a file of its own.
  const fresh = `${file}.${randomUUID()}.new`;
  await fs.writeFile(fresh, `${JSON.stringify(spec, null, 2)}\n`);
  await fs.rename(fresh, file);
  return file;
}
