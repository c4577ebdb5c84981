import { spawn } from 'node:child_process';
import os from 'node:os';
import { CliError } from '../errors.ts';

/** A terminal gives Ctrl-C to the program itself; these two reach us alone. */
const handedOn = ['SIGTERM', 'SIGHUP'] as const;
const ignore = () => {};

/**
 * Runs a program with our own input and output to its end.
 *
 * @returns its exit code; 128 and the signal's number where a signal ended it, as a shell tells it
 * @throws CliError when it cannot be started
 */
export async function runForeground(
  [command = '', ...args]: readonly string[],
  env: Record<string, string>,
): Promise<number> {
  const child = spawn(command, args, { stdio: 'inherit', env: { ...process.env, ...env } });
  const handOn = (signal: NodeJS.Signals) => void child.kill(signal);
  for (const signal of handedOn) process.on(signal, handOn);
  // The program saves what it has and ends by itself; we stay for its exit code.
  process.on('SIGINT', ignore);
  try {
    return await new Promise((resolve, reject) => {
      child.once('error', (error) =>
        reject(new CliError(`${command} could not be started (${error.message})`)),
      );
      child.once('exit', (code, signal) => resolve(code ?? 128 + os.constants.signals[signal ?? 'SIGKILL']));
    });
  } finally {
    for (const signal of handedOn) process.off(signal, handOn);
    process.off('SIGINT', ignore);
  }
}
