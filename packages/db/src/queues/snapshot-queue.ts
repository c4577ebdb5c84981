import type { Split } from '@preferably/domain';
import type { Database } from '../database.ts';

export interface WrittenFile {
  name: string;
  format: string;
  split: Split | null;
  rows: number;
  bytes: number;
  sha256: string;
  storageKey: string;
}

/** More attempts than this and the snapshot is given up: something is wrong that another try does not mend. */
export const MAX_ATTEMPTS = 5;

/**
 * Claims a frozen snapshot whose files nobody is writing; null when there is none. One whose writers all died without
 * a word is given up here: its last one gave nothing back, and nobody would ever claim it again.
 */
export async function claimSnapshot(
  db: Database,
  writer: string,
  leaseSeconds: number,
): Promise<string | null> {
  const { rows } = await db.pool.query<{ id: string }>(
    `with given_up as (
       update snapshot set state = 'failed', writer = null, lease_expires_at = null,
              error = 'its files were begun ' || attempts || ' times and never finished; the log of the service says why'
       where state = 'building' and attempts >= $3 and lease_expires_at < now()
     )
     update snapshot set writer = $1, lease_expires_at = now() + make_interval(secs => $2), attempts = attempts + 1,
            rows_written = 0
     where id = (select id from snapshot
                 where state = 'building' and attempts < $3 and (lease_expires_at is null or lease_expires_at < now())
                 order by id limit 1 for update skip locked)
     returning id`,
    [writer, leaseSeconds, MAX_ATTEMPTS],
  );
  return rows[0]?.id ?? null;
}

/** Whether a snapshot waits for a writer, or for being given up. */
export async function anyWaiting(db: Database): Promise<boolean> {
  const { rows } = await db.pool.query<{ waiting: boolean }>(
    `select exists (select from snapshot
                    where state = 'building' and (lease_expires_at is null or lease_expires_at < now())) as waiting`,
  );
  return rows[0]?.waiting === true;
}

/** Notes progress and prolongs the lease; false when the snapshot is no longer this writer's. */
export async function reportRows(
  db: Database,
  id: string,
  writer: string,
  rows: number,
  leaseSeconds: number,
) {
  const { rowCount } = await db.pool.query(
    `update snapshot set rows_written = $3, lease_expires_at = now() + make_interval(secs => $4)
     where id = $1 and writer = $2 and state = 'building'`,
    [id, writer, rows, leaseSeconds],
  );
  return rowCount === 1;
}

/** Lists the files and makes the snapshot ready, together or not at all; false when it is no longer this writer's. */
export async function finishSnapshot(db: Database, id: string, writer: string, files: WrittenFile[]) {
  const { rows } = await db.pool.query<{ done: number }>(
    `with mine as (
       select id from snapshot where id = $1 and writer = $2 and state = 'building' for update
     ), listed as (
       insert into snapshot_file (snapshot_id, name, format, rows, bytes, sha256, storage_key, split)
       select mine.id, n.* from mine,
              unnest($3::text[], $4::text[], $5::int[], $6::bigint[], $7::text[], $8::text[], $10::"Split"[]) as n
       returning 1
     ), done as (
       update snapshot s set state = 'ready', ready_at = now(), writer = null, lease_expires_at = null,
              rows_written = $9
       from mine where s.id = mine.id and (select count(*) from listed) = cardinality($3) returning s.id
     ) select count(*)::int as done from done`,
    [
      id,
      writer,
      files.map((f) => f.name),
      files.map((f) => f.format),
      files.map((f) => f.rows),
      files.map((f) => f.bytes),
      files.map((f) => f.sha256),
      files.map((f) => f.storageKey),
      files.reduce((sum, f) => sum + f.rows, 0),
      files.map((f) => f.split),
    ],
  );
  return rows[0]?.done === 1;
}

/** Gives a snapshot back after a failure: to be tried again at once, or given up with the reason. */
export async function giveBackSnapshot(db: Database, id: string, writer: string, reason: string) {
  await db.pool.query(
    `update snapshot set writer = null, lease_expires_at = null, error = $3,
            state = (case when attempts >= $4 then 'failed' else 'building' end)::"SnapshotState"
     where id = $1 and writer = $2 and state = 'building'`,
    [id, writer, reason, MAX_ATTEMPTS],
  );
}

/** Gives a snapshot back because its writer is to stop: another one begins at once, and the attempt does not count. */
export async function putAsideSnapshot(db: Database, id: string, writer: string) {
  await db.pool.query(
    `update snapshot set writer = null, lease_expires_at = null, attempts = attempts - 1
     where id = $1 and writer = $2 and state = 'building'`,
    [id, writer],
  );
}

/** The snapshots whose files are still to be written, or being written. */
export async function buildingSnapshots(db: Database): Promise<string[]> {
  const { rows } = await db.pool.query<{ id: string }>(`select id from snapshot where state = 'building'`);
  return rows.map((row) => row.id);
}
