import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import type { Resources } from '../lib/resources.ts';
import { dialogLines } from '../lib/texts.ts';

const clients = path.resolve(import.meta.dirname, '../../../trainer/clients');

export interface Order {
  /** A file of preferences, in any format that the trainer reads; undefined is generated dialogs. */
  data: string | undefined;
  /** For what is made on the way. */
  folder: string;
  rounds: number;
  log: (line: string) => void;
}

/** Runs a script of the clients, in their environment, to its end, and gives the last line that it printed. */
export type Python = (args: string[]) => Promise<string>;

/** The environment that has both trainers. */
export async function openPython(resources: Resources, log: (line: string) => void): Promise<Python> {
  log('setting up the Python of the clients (some minutes the first time)');
  await promisify(execFile)('bash', [path.join(clients, 'setup.sh')]);
  return async ([script = '', ...args]) => {
    const printed = await run(resources, path.join(clients, '.venv/bin/python'), [
      path.join(clients, script),
      ...args,
    ]);
    return printed.trim().split('\n').at(-1) ?? '';
  };
}

/** The file of preferences that was named, else one with so many generated dialogs. */
export async function preferencesOf(
  data: string | undefined,
  folder: string,
  dialogs: number,
): Promise<string> {
  if (data !== undefined) return data;
  const file = path.join(folder, 'dialogs.jsonl');
  await fs.writeFile(file, [...dialogLines(dialogs)].join(''));
  return file;
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
