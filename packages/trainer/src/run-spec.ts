import fs from 'node:fs/promises';
import path from 'node:path';
import type { WorkOrder } from '@preferably/contracts';
import type { FetchedExport } from './fetch-exports.ts';

/** run.json as reward_trainer reads it (docs/trainer.md). Paths are absolute, so a resumed run finds the same ones. */
export function runSpec(order: WorkOrder, exports: readonly FetchedExport[], outputDir: string) {
  const train = exports.find((e) => e.use === 'train');
  if (!train) throw new Error('the order names no export to train on');
  return {
    run_id: order.runId,
    output_dir: outputDir,
    base_model: order.baseModel,
    seed: order.seed,
    train: { path: train.path, dimension: train.dimension },
    // The trainer asks for the run's own test split first.
    evaluate: [train, ...exports.filter((e) => e !== train)].map((e) => ({
      dimension: e.dimension,
      path: e.path,
    })),
    recipe: order.recipe,
  };
}

export const runFolder = (workDir: string, runId: string) => path.join(workDir, 'runs', runId);

/** Writes run.json into the run's folder and returns its path. */
export async function writeRunSpec(folder: string, spec: ReturnType<typeof runSpec>): Promise<string> {
  await fs.mkdir(folder, { recursive: true });
  const file = path.join(folder, 'run.json');
  await fs.writeFile(`${file}.new`, `${JSON.stringify(spec, null, 2)}\n`);
  await fs.rename(`${file}.new`, file);
  return file;
}
