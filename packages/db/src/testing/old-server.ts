import { spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import fs from 'node:fs';
import { createRequire } from 'node:module';
import os from 'node:os';
import path from 'node:path';
import { give, serverAccount } from '../postgres/account.ts';
import { findBinaries, packageFolder } from '../postgres/binaries.ts';
import { cleanEnvironment } from '../postgres/cluster.ts';
import { pause, spawnServer, stopServer } from '../postgres/server.ts';
import { ask, ensureDatabase, urlOf } from '../postgres/session.ts';
import { freePort } from './test-server.ts';

/** The oldest major that docs/operations.md promises to work. */
export const OLDEST_POSTGRES = 15;

const require = createRequire(import.meta.url);

/** The folder of its programs, or why there are none. */
function find(): { home: string } | { missing: string } {
  const missing = `there is no PostgreSQL ${OLDEST_POSTGRES} for ${process.platform}-${process.arch}`;
  let home: string;
  try {
    home = packageFolder(createRequire(require.resolve(`postgres-${OLDEST_POSTGRES}`)));
  } catch {
    return { missing };
  }
  // Where the old one has no programs for this system, the newest one's are what is found.
  const { version } = JSON.parse(fs.readFileSync(path.join(home, 'package.json'), 'utf8')) as {
    version: string;
  };
  return Number.parseInt(version, 10) === OLDEST_POSTGRES ? { home } : { missing };
}

/** Why there is no server of the oldest major on this system; null where there is one. */
export function whyNoOldServer(): string | null {
  const found = find();
  return 'missing' in found ? found.missing : null;
}

/**
 * A server that is as unlike ours as one that works may be: of the oldest major, with the order and the letters of
 * another language, in another time zone, writing dates another way. Its database is empty.
 */
export async function startOldServer(): Promise<{ url: string; stop: () => Promise<void> }> {
  const found = find();
  if ('missing' in found) throw new Error(found.missing);
  const account = serverAccount();
  const binaries = findBinaries(account, found.home);
  const dir = fs.mkdtempSync(path.join(os.tmpdir(), 'preferably-old-'));
  const remove = () => fs.rmSync(dir, { recursive: true, force: true });
  give(dir, account);
  const data = path.join(dir, 'data');
  const password = randomBytes(18).toString('base64url');
  const passwordFile = path.join(dir, 'password');
  fs.writeFileSync(passwordFile, password, { mode: 0o600 });
  give(passwordFile, account);
  const made = spawnSync(
    binaries.initdb,
    [
      ...['-D', data, '-U', 'postgres', '-A', 'scram-sha-256', `--pwfile=${passwordFile}`, '-E', 'UTF8'],
      ...['--locale=C', '--locale-provider=icu', '--icu-locale=tr'],
    ],
    { ...account, env: cleanEnvironment, encoding: 'utf8', cwd: '/' },
  );
  if (made.status !== 0) {
    remove();
    throw new Error(`initdb failed in ${dir}: ${made.error?.message ?? made.stderr}`);
  }
  const endpoint = { port: await freePort(), password, data };
  const settings = {
    ...{ listen_addresses: '127.0.0.1', port: endpoint.port, unix_socket_directories: '' },
    ...{ fsync: 'off', timezone: 'Pacific/Chatham', datestyle: 'SQL, DMY', intervalstyle: 'sql_standard' },
    ...{ bytea_output: 'escape', extra_float_digits: 0 },
  };
  const server = spawnServer(binaries.postgres, data, settings, account, () => {});
  const stop = async () => {
    await stopServer(data);
    remove();
  };
  try {
    while ((await ask(endpoint)).state !== 'ours') {
      const end = server.ended();
      if (end) throw end;
      await pause(50);
    }
    await ensureDatabase(endpoint, 'preferably');
  } catch (error) {
    await stop();
    throw error;
  }
  return { url: urlOf(endpoint, 'preferably'), stop };
}
