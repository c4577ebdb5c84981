import fs from 'node:fs/promises';
import net from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { localPostgres } from '@preferably/db';
import type { Resources } from './resources.ts';

export interface Ground {
  /** Makes the database on first use and tells its address. */
  database(name: string): Promise<string>;
  /** A folder for files, gone with the rest. */
  files: string;
}

/** One embedded PostgreSQL with its shipped settings (fsync on) for both sides, in a temporary folder. */
export async function openGround(resources: Resources): Promise<Ground> {
  const dir = await resources.use(makeFolder, (folder) => fs.rm(folder, { recursive: true, force: true }));
  const port = await freePort();
  const open = (database: string) => localPostgres({ dir: path.join(dir, 'postgres'), port, database });
  await resources.use(
    () => open('postgres'),
    (server) => server.stop(),
  );
  return { database: async (name) => (await open(name)).url, files: path.join(dir, 'files') };
}

async function makeFolder(): Promise<string> {
  const dir = await fs.mkdtemp(path.join(os.tmpdir(), 'preferably-bench-'));
  // Run as root, PostgreSQL gets an account of its own, which must get in.
  await fs.chmod(dir, 0o755);
  return dir;
}

export async function freePort(): Promise<number> {
  const server = net.createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (address === null || typeof address === 'string') throw new Error('no free port');
  return address.port;
}
