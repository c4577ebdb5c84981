import fs from 'node:fs';
import pg from 'pg';

/** The server as seen over its port. */
export type Endpoint = { port: number; password: string; data: string };

export type Answer = { state: 'ours' | 'free' | 'starting' | 'hung-up' } | { state: 'taken'; by: string };

export const urlOf = ({ port, password }: Endpoint, database: string) =>
  `postgresql://postgres:${password}@127.0.0.1:${port}/${encodeURIComponent(database)}`;

async function connect(endpoint: Endpoint, database: string): Promise<pg.Client> {
  const client = new pg.Client({
    connectionString: urlOf(endpoint, database),
    connectionTimeoutMillis: 15_000,
    application_name: 'preferably start',
  });
  client.on('error', () => {}); // the server going away under us is learnt from the query, or is our own stop
  try {
    await client.connect();
    return client;
  } catch (error) {
    await client.end().catch(() => {});
    throw error;
  }
}

/** Asks the port who is there. Only a server that runs on our own data folder counts as ours. */
export async function ask(endpoint: Endpoint): Promise<Answer> {
  try {
    const client = await connect(endpoint, 'postgres');
    try {
      const { rows } = await client.query<{ data_directory: string }>('show data_directory');
      const folder = rows[0]?.data_directory ?? '';
      return realPath(folder) === realPath(endpoint.data)
        ? { state: 'ours' }
        : { state: 'taken', by: `another PostgreSQL (${folder})` };
    } finally {
      await client.end().catch(() => {});
    }
  } catch (error) {
    const { code, message } = error as Error & { code?: string };
    if (code === 'ECONNREFUSED') return { state: 'free' };
    if (code === '57P03' || code === '57P01') return { state: 'starting' }; // or shutting down
    // A server that goes down while we ask, or a program that has nothing to say to us.
    if (code === 'ECONNRESET' || message === 'Connection terminated unexpectedly')
      return { state: 'hung-up' };
    if (code === '28P01' || code === '28000') return { state: 'taken', by: 'another PostgreSQL' };
    return { state: 'taken', by: `a program that is not PostgreSQL (${message})` };
  }
}

function realPath(folder: string): string {
  try {
    return fs.realpathSync(folder);
  } catch {
    return folder; // another user's folder, which cannot be ours
  }
}

export async function ensureDatabase(endpoint: Endpoint, name: string): Promise<void> {
  const client = await connect(endpoint, 'postgres');
  try {
    const found = await client.query('select 1 from pg_database where datname = $1', [name]);
    if (found.rowCount) return;
    await client.query(`create database ${pg.escapeIdentifier(name)}`);
  } catch (error) {
    const { code = '' } = error as { code?: string };
    if (code !== '42P04' && code !== '23505') throw error; // another starter has just made it
  } finally {
    await client.end().catch(() => {});
  }
}

const KEEPER_LOCK = 5_207_118_018;

/**
 * Whoever holds this session's lock is the server's keeper, and the only one who may stop it. The lock goes with the
 * process, so that after a kill -9 the next starter becomes keeper, while beside a living one it does not.
 */
export async function becomeKeeper(endpoint: Endpoint, started: boolean): Promise<pg.Client | null> {
  const client = await connect(endpoint, 'postgres');
  for (let attempt = 0; attempt < 60; attempt++) {
    // A starter that did not start the server leaves the first second of its life to the one that did.
    const { rows } = await client.query<{ kept: boolean; young: boolean }>(
      `select case when young and not $1 then false else pg_try_advisory_lock($2) end as kept, young
         from (select clock_timestamp() - pg_postmaster_start_time() < interval '1 second' as young) age`,
      [started, KEEPER_LOCK],
    );
    if (rows[0]?.kept) return client;
    // A dead keeper's session lingers for some milliseconds.
    if (attempt >= 5 && !rows[0]?.young) break;
    await new Promise((resolve) => setTimeout(resolve, 40));
  }
  await client.end().catch(() => {});
  return null;
}
