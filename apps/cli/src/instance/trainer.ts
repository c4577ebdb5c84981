import fs from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { readTrainerConfig } from '../config.ts';
import { complain } from '../say.ts';
import { runForeground } from './foreground.ts';
import { listenForInterrupt } from './interrupt.ts';
import { interpreterOf, preparePython, requirePython, trainerFolder } from './python.ts';

/** What the trainer needs to be found, from whatever folder it is started in. */
export function trainerEnvironment(): { PYTHONPATH: string } {
  const { pythonPath } = readTrainerConfig();
  return { PYTHONPATH: pythonPath ? `${trainerFolder}${path.delimiter}${pythonPath}` : trainerFolder };
}

/** The trainer's interpreter, set up where PYTHON names none. */
export async function readyPython(): Promise<string> {
  const { python: own } = readTrainerConfig();
  requirePython(own);
  if (own) return own;
  // stdout is for results: they may go into a pipe.
  if (!fs.existsSync(interpreterOf(null)))
    complain('Setting up the trainer’s Python (some minutes the first time)');
  const logs = fs.mkdtempSync(path.join(tmpdir(), 'preferably-python-'));
  const { control, release } = listenForInterrupt();
  try {
    return await preparePython(own, logs, control.signal);
  } finally {
    release();
    fs.rmSync(logs, { recursive: true, force: true });
  }
}

/** Runs a command of reward_trainer in the foreground. Returns its exit code. */
export async function runTrainer(...words: string[]): Promise<number> {
  const python = await readyPython();
  return runForeground([python, '-m', 'reward_trainer', ...words], trainerEnvironment());
}
