import { execFile } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';
import type { Resources } from '../lib/resources.ts';
import { type Result, takeTurns } from '../lib/take-turns.ts';
import { type Order, openPython, preferencesOf } from './python.ts';

/** Twelve optimiser steps of 64 pairs; the larger model takes the first four of them. */
const PAIRS = 768;

/** What is fitted, and how TRL is set to do so: as many pairs at once as an 80 GB card holds without recomputation. */
const shapes = {
  half: { shape: 'half-billion', trl: ['--at-once', '16'] },
  eight: { shape: 'eight-billion', trl: ['--at-once', '4'] },
};

/** Pairs a second, model FLOPs utilisation and memory on a GPU, ours with compiled layers beside TRL's RewardTrainer. */
export async function measureGpu(
  resources: Resources,
  { data, folder, rounds, log }: Order,
): Promise<Result[]> {
  if (!(await hasGpu())) {
    log('no NVIDIA GPU: trainer-gpu is left out');
    return [];
  }
  const python = await openPython(resources, log);
  const made = path.join(folder, 'gpu');
  const file = await preferencesOf(data, folder, 4 * PAIRS);
  await python(['bench_trainer.py', 'prepare', '--folder', made, '--data', file, '--pairs', String(PAIRS)]);
  const results: Result[] = [];
  for (const [name, { shape, trl }] of Object.entries(shapes)) {
    const units = {
      [`trainer-gpu-${name}`]: 'pairs/s',
      [`trainer-gpu-${name}-mfu`]: '%',
      [`trainer-gpu-${name}-memory`]: 'GB',
    };
    const figuresOf = async (what: string, ...options: string[]) => {
      const found: { pairs_per_second: number; mfu: number; peak_gb: number } = JSON.parse(
        await python(['bench_gpu.py', what, '--folder', made, '--shape', shape, ...options]),
      );
      log(`${what}, ${shape}: ${found.pairs_per_second.toFixed(1)} pairs/s, ${found.peak_gb.toFixed(1)} GB`);
      return {
        [`trainer-gpu-${name}`]: found.pairs_per_second,
        [`trainer-gpu-${name}-mfu`]: 100 * found.mfu,
        [`trainer-gpu-${name}-memory`]: found.peak_gb,
      };
    };
    const sides = { ours: () => figuresOf('ours', '--compile'), reference: () => figuresOf('trl', ...trl) };
    // Each fit warms up by itself.
    results.push(...(await takeTurns(units, sides, rounds, false)));
  }
  return results;
}

async function hasGpu(): Promise<boolean> {
  return promisify(execFile)('nvidia-smi', ['-L']).then(
    ({ stdout }) => stdout.includes('GPU'),
    () => false,
  );
}
