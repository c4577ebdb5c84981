import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import type { Resources } from '../lib/resources.ts';
import { type Result, takeTurns } from '../lib/take-turns.ts';
import { dialogLines } from '../lib/texts.ts';

const clients = path.resolve(import.meta.dirname, '../../../trainer/clients');
const script = path.join(clients, 'bench_trainer.py');
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
  {
    data,
    folder,
    rounds,
    log,
  }: { data: string | undefined; folder: string; rounds: number; log: (line: string) => void },
): Promise<Result[]> {
  log('setting up the Python of the clients (some minutes the first time)');
  await promisify(execFile)('bash', [path.join(clients, 'setup.sh')]);
  const file = data ?? path.join(folder, 'dialogs.jsonl');
  if (data === undefined) await fs.writeFile(file, [...dialogLines(4 * PAIRS)].join(''));
  const python = (args: string[]) =>
    run(resources, path.join(clients, '.venv/bin/python'), [script, ...args]);
  const made = { single: path.join(folder, 'single'), dialogs: path.join(folder, 'dialogs') };
  const prepared = ['--data', file, '--pairs', String(PAIRS)];
  await python(['prepare', '--folder', made.single, ...prepared]);
  await python(['prepare', '--folder', made.dialogs, '--dialogs', ...prepared]);
  const train = async (what: string, on: keyof typeof made): Promise<Fitted> => {
    const fitted: Fitted = JSON.parse(
      (await python([what, '--folder', made[on]])).trim().split('\n').at(-1) ?? '',
    );
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

/** Runs a program that ends by itself, and gives what it printed. It is ended with the bench. */
async function run(resources: Resources, command: string, args: string[]): Promise<string> {
  const child = await resources.use(
    async () => spawn(command, args, { stdio: ['ignore', 'pipe', 'pipe'] }),
    async (started) => {
      if (started.exitCode === null && started.signalCode === null) started.kill('SIGKILL');
    },
  );
  let printed = '';
  let complaint = '';
  child.stdout.on('data', (chunk: Buffer) => {
    printed += chunk;
  });
  child.stderr.on('data', (chunk: Buffer) => {
    complaint = (complaint + chunk).slice(-2000);
  });
  const [code] = await once(child, 'close');
  if (code !== 0)
    throw new Error(`${path.basename(args[0] ?? command)} ${args[1]} ended with ${code}:\n${complaint}`);
  return printed;
}
