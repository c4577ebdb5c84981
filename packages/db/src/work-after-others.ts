import { readFile } from 'node:fs/promises';
import type { Socket } from 'node:net';
import os from 'node:os';
import type pg from 'pg';

/** How far behind: a tenth of the processor time that somebody at normal priority gets where both want all of it. */
export const BEHIND = 10;

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
 *
 * @param niceness as `os.setPriority` takes it, above 0
 */
export function workAfterOthers(pool: pg.Pool, niceness: number): void {
  pool.on('connect', (client: pg.PoolClient) => {
    void lower(client as unknown as Connected, niceness);
  });
}

async function lower({ processID, connection }: Connected, niceness: number): Promise<void> {
  const title = await readFile(`/proc/${processID}/cmdline`, 'utf8').catch(() => '');
  if (!title.startsWith('postgres: ') || !title.includes(`(${connection.stream.localPort})`)) return;
  try {
    os.setPriority(processID, niceness);
  } catch (error) {
    // Somebody else's process, which only they may slow down.
    const { code } = error as NodeJS.ErrnoException;
    if (code !== 'EACCES' && code !== 'EPERM' && code !== 'ESRCH' && code !== 'ERR_SYSTEM_ERROR') throw error;
  }
}
