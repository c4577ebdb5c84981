import path from 'node:path';
import type { Resources } from '../lib/resources.ts';
import { type Result, takeTurns } from '../lib/take-turns.ts';
import { type Order, openPython, preferencesOf } from './python.ts';

/** Twenty optimiser steps of eight pairs. */
const PAIRS = 160;

interface Fitted {
  pairs: number;
  seconds: number;
  peak_mb: number;
  loss: number;
  steps: number;
}

/**
 * Pairs a second of our trainer beside TRL's RewardTrainer, each in a process of its own: the same tokenised pairs, the
 * same start, as many optimiser steps. And what it is worth that the pairs of one dialog are computed as one tree.
 */
export async function measureTrainer(
  resources: Resources,
  { data, folder, rounds, log }: Order,
): Promise<Result[]> {
  const python = await openPython(resources, log);
  const file = await preferencesOf(data, folder, 4 * PAIRS);
  const made = { single: path.join(folder, 'single'), dialogs: path.join(folder, 'dialogs') };
  const prepared = ['--data', file, '--pairs', String(PAIRS)];
  await python(['bench_trainer.py', 'prepare', '--folder', made.single, ...prepared]);
  await python(['bench_trainer.py', 'prepare', '--folder', made.dialogs, '--dialogs', ...prepared]);
  const train = async (what: string, on: keyof typeof made): Promise<Fitted> => {
    const fitted: Fitted = JSON.parse(await python(['bench_trainer.py', what, '--folder', made[on]]));
    log(
      `${what}, ${on}: ${(fitted.pairs / fitted.seconds).toFixed(2)} pairs/s, ${fitted.peak_mb.toFixed(0)} MB`,
    );
    return fitted;
  };
  const figures = ({ pairs, seconds, peak_mb }: Fitted) => ({
    trainer: pairs / seconds,
    'trainer-memory': peak_mb,
  });
  const trl = await takeTurns(
    { trainer: 'pairs/s', 'trainer-memory': 'MB' },
    {
      ours: async () => figures(await train('ours', 'single')),
      reference: async () => figures(await train('trl', 'single')),
    },
    rounds,
  );
  const beside = async (name: string, what: string, on: keyof typeof made) => {
    const rate = async (which: string) => {
      const { pairs, seconds } = await train(which, on);
      return { [name]: pairs / seconds };
    };
    return takeTurns(
      { [name]: 'pairs/s' },
      { ours: () => rate('ours'), reference: () => rate(what) },
      rounds,
    );
  };
  return [
    ...trl,
    ...(await beside('trainer-lengths', 'trl-lengths', 'single')),
    ...(await beside('trainer-dialogs', 'ours-pairs', 'dialogs')),
  ];
}
