import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { root } from '../config.ts';
import { CliError } from '../errors.ts';
import { runToEnd } from './child.ts';

/** Where reward_trainer lies, and what makes its environment. */
export const trainerFolder = path.join(root, 'packages/trainer/python');

/** Training needs Python 3.11 or newer with venv; says so before anything is started. */
export function requirePython(own: string | null, instead = ''): void {
  const versionFits = 'sys.exit(sys.version_info < (3, 11))';
  const runs = (name: string, code: string) =>
    spawnSync(name, ['-c', code], { stdio: 'ignore' }).status === 0;
  if (own) {
    if (runs(own, `import sys; ${versionFits}`)) return;
    throw new CliError(`PYTHON is no Python 3.11 or newer that can be run${instead}`);
  }
  const names = ['python3.11', 'python3.12', 'python3'];
  if (names.some((name) => runs(name, `import sys, venv, ensurepip; ${versionFits}`))) return;
  throw new CliError(
    `no Python 3.11 or newer with venv was found: install it (on Debian and Ubuntu: apt-get install python3.11 python3.11-venv)${instead}`,
  );
}

/** The trainer's interpreter. Its environment is made, or checked, unless PYTHON names one that has what it needs. */
export async function preparePython(
  own: string | null,
  logDir: string,
  signal: AbortSignal,
): Promise<string> {
  if (own) return own;
  const setup = {
    name: 'python',
    command: 'bash',
    args: [path.join(trainerFolder, 'setup.sh')],
    env: {},
    logDir,
  };
  await runToEnd(setup, 'the trainer’s Python could not be set up', signal);
  return interpreterOf(own);
}

/** The interpreter that the trainer runs with, whether it is there already or not. */
export const interpreterOf = (own: string | null): string =>
  own ?? path.join(trainerFolder, '.venv/bin/python');
