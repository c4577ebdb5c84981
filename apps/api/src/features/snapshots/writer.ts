import { fork } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { type Database, putBehind, snapshotQueue } from '@preferably/db';
import type { StoragePlace } from '../../storage/open-storage.ts';
import type { WriterFailure, WriterOrder } from './writer-process.ts';

interface Options {
  databaseUrl: string;
  storage: StoragePlace;
  failed(failure: string): void;
}

/**
 * Starts the process that writes snapshots when one waits, and lets it end when none does. `stop` lets it put away what
 * it has begun, so that the next service begins with it at once.
 */
export function snapshotWriter(db: Database, name: string, options: Options) {
  let stopped = false;
  let stop = () => {};

  /** @returns whether there was something to write */
  async function writeWaiting(): Promise<boolean> {
    if (stopped || !(await snapshotQueue.anyWaiting(db))) return false;
    const child = fork(path.join(import.meta.dirname, 'writer-process.ts'), {
      execArgv: ['--import', 'tsx'],
      cwd: import.meta.dirname,
      // A session of its own, without which it cannot be put behind others; Ctrl-C is the service's alone.
      detached: true,
      // biome-ignore lint/style/noProcessEnv: nothing is read here; the credentials of a bucket travel along
      env: process.env,
    });
    stop = () => child.kill('SIGTERM');
    child.on('message', ({ failure }: WriterFailure) => options.failed(failure));
    // A process that does not start, or cannot be told what to do, must not take the service with it.
    child.on('error', (error) => options.failed(error.message));
    const ended = once(child, 'exit');
    ended.catch(() => {});
    await once(child, 'spawn');
    if (stopped) stop();
    await putBehind(child.pid as number);
    const { databaseUrl, storage } = options;
    child.send({ databaseUrl, storage, writer: name } satisfies WriterOrder);
    const [code, signal] = await ended;
    if (code !== 0 && !stopped)
      throw new Error(`the process that writes snapshots ended (${code ?? signal})`);
    return !stopped;
  }

  return {
    writeWaiting,
    stop() {
      stopped = true;
      stop();
    },
  };
}
