import { spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { type Account, give } from './account.ts';
import { type Binaries, renameUnlessThere } from './binaries.ts';

/** One database cluster on disk: PostgreSQL's data folder and, beside it, the password only we can read. */
export type Cluster = { data: string; password: string };

/** PostgreSQL's own locale is fixed at initdb, so nothing of the caller's LANG may reach it. */
export const cleanEnvironment = { PATH: process.env.PATH, HOME: '/', TZ: 'UTC', LC_ALL: 'C' };

/** Opens the cluster in `folder`, and makes it first when there is none. */
export function openCluster(folder: string, binaries: Binaries, account: Account): Cluster {
  const place = path.join(folder, `pg${binaries.major}`);
  if (!fs.existsSync(path.join(place, 'data', 'PG_VERSION'))) {
    refuseOtherVersion(folder, binaries.major);
    create(place, binaries, account);
  }
  return {
    data: path.join(place, 'data'),
    password: fs.readFileSync(path.join(place, 'password'), 'utf8').trim(),
  };
}

// A new major version cannot read an older one's files, and an empty database in their stead would look like lost data.
function refuseOtherVersion(folder: string, major: number): void {
  const other = fs.readdirSync(folder).find((name) => /^pg\d+$/.test(name) && name !== `pg${major}`);
  if (!other) return;
  throw new Error(
    `${path.join(folder, other)} was made by another PostgreSQL than this one (${major}): export it with the version that made it (pg_dump), move the folder away, and restore.`,
  );
}

// Made aside and moved into place: a crash half-way leaves nothing that looks finished, and two starters do not collide.
function create(place: string, binaries: Binaries, account: Account): void {
  removeUnfinished(place);
  const fresh = `${place}.new-${process.pid}`;
  const data = path.join(fresh, 'data');
  const password = path.join(fresh, 'password');
  fs.mkdirSync(fresh, { mode: 0o711 });
  try {
    fs.mkdirSync(data, { mode: 0o700 });
    give(data, account);
    fs.writeFileSync(password, `${randomBytes(18).toString('base64url')}\n`, { mode: 0o600 });
    give(password, account); // initdb reads it; from then on it is ours alone again
    const run = spawnSync(
      binaries.initdb,
      [
        ...['-D', data, '-U', 'postgres', '-A', 'scram-sha-256', `--pwfile=${password}`, '-E', 'UTF8'],
        ...['--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8'],
      ],
      { ...account, env: cleanEnvironment, encoding: 'utf8', cwd: '/' },
    );
    if (run.status !== 0) throw new Error(`initdb failed in ${fresh}: ${run.error?.message ?? run.stderr}`);
    if (account.uid !== undefined) fs.chownSync(password, 0, 0);
    if (!fs.existsSync(place)) renameUnlessThere(fresh, place);
  } finally {
    fs.rmSync(fresh, { recursive: true, force: true });
  }
}

function removeUnfinished(place: string): void {
  const prefix = `${path.basename(place)}.new-`;
  for (const name of fs.readdirSync(path.dirname(place))) {
    if (!name.startsWith(prefix) || isAlive(Number(name.slice(prefix.length)))) continue;
    fs.rmSync(path.join(path.dirname(place), name), { recursive: true, force: true });
  }
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
