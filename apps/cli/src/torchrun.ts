import path from 'node:path';
import { CliError } from './errors.ts';

export interface Launch {
  nodes: number;
  /** Processes of each node, one a GPU: a number, or `gpu` for as many as it has. */
  gpus: string;
  /** HOST:PORT of one of the nodes, at which all of them meet. */
  rdzvEndpoint?: string | undefined;
  /** Growing shares of the data are fitted, in place of all of it alone. */
  learningCurve: boolean;
}

/** torchrun stands beside the interpreter that it starts; of a bare name, wherever that one was found. */
export const torchrunOf = (python: string): string =>
  python.includes('/') ? path.join(path.dirname(python), 'torchrun') : 'torchrun';

/**
 * The command that fits a spec by several processes. On several nodes it is the same on each.
 *
 * @throws CliError when several nodes have no place to meet
 */
export function launchCommand(python: string, spec: string, launch: Launch): string[] {
  const { nodes, gpus, rdzvEndpoint } = launch;
  if (nodes > 1 && !rdzvEndpoint) {
    throw new CliError(
      'several nodes need --rdzv-endpoint HOST:PORT, the same on each: one of them, and a free port',
    );
  }
  const meeting = rdzvEndpoint
    ? ['--rdzv-backend', 'c10d', '--rdzv-endpoint', rdzvEndpoint]
    : ['--standalone'];
  const size = ['--nnodes', String(nodes), '--nproc-per-node', gpus];
  const trainer = ['-m', 'reward_trainer', launch.learningCurve ? 'curve' : 'run', '--spec', spec];
  return [torchrunOf(python), ...size, ...meeting, ...trainer];
}

/** A command as a shell reads it. */
export const shellWords = (words: readonly string[]): string =>
  words
    .map((word) => (/^[A-Za-z0-9_@%+=:,./-]+$/u.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`))
    .join(' ');
