import { readFile, writeFile } from 'node:fs/promises';
import type { Socket } from 'node:net';
import os from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';
import type pg from 'pg';

/** What others leave, and a fifteenth of a processor where they leave nothing, so that work goes on and leases are renewed. */
export const BEHIND = 12;

/** What a process answers that ended meanwhile or is somebody else's, and a system that has no such thing. */
const NOT_OURS = ['EACCES', 'EPERM', 'ESRCH', 'ENOENT', 'EROFS', 'ERR_SYSTEM_ERROR'];
/** Linux takes one change of a group each tenth of a second from who is not its administrator. */
const TRIES = 20;
const TRY_AGAIN_MS = 150;

/** What `pg` knows of a connection and does not declare. */
interface Connected {
  processID: number;
  connection: { stream: Socket };
}

/**
 * Puts the server's processes that work for this pool behind others, where the server runs on this machine: a long
 * statement takes a processor from whoever waits for a short one, and the server itself has no priorities.
 *
 * The process must be the one at the other end of our own connection, told by the port in its title; a server elsewhere,
 * in another container or of another system is left as it is.
 */
export function workAfterOthers(pool: pg.Pool): void {
  pool.on('connect', (client: pg.PoolClient) => {
    void lower(client as unknown as Connected);
  });
}

/**
 * Puts a process behind others, and those of its session with it: Linux compares the priorities of processes within one
 * session alone and gives each session the same share (sched(7), "The autogroup feature"). So it must lead a session of
 * its own, as a detached child does and every process of PostgreSQL. A process that is not ours to slow down stays as it is.
 */
export async function putBehind(pid: number): Promise<void> {
  try {
    os.setPriority(pid, BEHIND);
    if (os.platform() === 'linux') await lowerSession(pid);
  } catch (error) {
    if (!NOT_OURS.includes((error as NodeJS.ErrnoException).code ?? '')) throw error;
  }
}

async function lowerSession(pid: number): Promise<void> {
  for (let left = TRIES; left > 0; left--) {
    try {
      return await writeFile(`/proc/${pid}/autogroup`, String(BEHIND));
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EAGAIN') throw error;
    }
    await sleep(TRY_AGAIN_MS);
  }
}

async function lower({ processID, connection }: Connected): Promise<void> {
  const title = await readFile(`/proc/${processID}/cmdline`, 'utf8').catch(() => '');
  if (!title.startsWith('postgres: ') || !title.includes(`(${connection.stream.localPort})`)) return;
  await putBehind(processID);
}
