import { DomainError, missingRunFiles } from '@preferably/domain';
import { type Database, inTransaction } from '../database.ts';

/** The worker that holds a run. Both are repeated in every write, so a worker whose run was taken writes nothing. */
export interface Holder {
  runId: string;
  worker: string;
  attempt: number;
}

export interface RunEventRow {
  seq: number;
  at: string;
  kind: string;
  payload: Record<string, unknown>;
}

/** After this many attempts without an end a run is failed instead of claimed again. */
export const MAX_RUN_ATTEMPTS = 10;

/**
 * Claims the oldest queued run, or one whose worker let its lease run out, in one statement.
 * @returns its id and attempt; null when there is nothing to do
 */
export async function claimRun(db: Database, worker: string, leaseSeconds: number) {
  const { rows } = await db.pool.query<{ id: string; attempt: number; leaseExpiresAt: Date }>(
    `update run set state = 'running', worker = $1, attempt = attempt + 1, started_at = coalesce(started_at, now()),
            lease_expires_at = now() + make_interval(secs => $2), error = null
     where id = (select id from run
                 where attempt < $3 and cancel_requested_at is null
                   and (state = 'queued' or state = 'running' and lease_expires_at < now())
                 order by id limit 1 for update skip locked)
     returning id, attempt, lease_expires_at as "leaseExpiresAt"`,
    [worker, leaseSeconds, MAX_RUN_ATTEMPTS],
  );
  return rows[0] ?? null;
}

/** Whether the run is this worker's: the statement's first three parameters. */
export const HELD = `id = $1 and worker = $2 and attempt = $3 and state = 'running'`;

/** Prolongs the lease; null when the run is no longer this worker's. */
export async function keepRun(db: Database, { runId, worker, attempt }: Holder, leaseSeconds: number) {
  const { rows } = await db.pool.query<{ leaseExpiresAt: Date; cancelRequested: boolean }>(
    `update run set lease_expires_at = now() + make_interval(secs => $4) where ${HELD}
     returning lease_expires_at as "leaseExpiresAt", cancel_requested_at is not null as "cancelRequested"`,
    [runId, worker, attempt, leaseSeconds],
  );
  return rows[0] ?? null;
}

/** Appends events and prolongs the lease in one statement; an event that stands already is left as it is. */
export async function appendEvents(
  db: Database,
  holder: Holder,
  events: RunEventRow[],
  leaseSeconds: number,
) {
  const { rows } = await db.pool.query<{ leaseExpiresAt: Date; cancelRequested: boolean }>(
    `with kept as (
       update run set lease_expires_at = now() + make_interval(secs => $4) where ${HELD}
       returning id, lease_expires_at, cancel_requested_at
     ), appended as (
       insert into run_event (run_id, attempt, seq, at, kind, payload)
       select kept.id, $3, n.* from kept,
              unnest($5::int[], $6::timestamptz[], $7::text[], $8::jsonb[]) as n(seq, at, kind, payload)
       on conflict do nothing
     )
     select lease_expires_at as "leaseExpiresAt", cancel_requested_at is not null as "cancelRequested" from kept`,
    [
      holder.runId,
      holder.worker,
      holder.attempt,
      leaseSeconds,
      events.map((e) => e.seq),
      events.map((e) => e.at),
      events.map((e) => e.kind),
      events.map((e) => JSON.stringify(e.payload)),
    ],
  );
  return rows[0] ?? null;
}

export type RunEnd =
  | { outcome: 'succeeded'; report: object; curve?: object | undefined }
  | { outcome: 'failed'; error: string }
  | { outcome: 'cancelled' }
  | { outcome: 'released' };

/**
 * Ends a run, or puts it back into the queue (one that was to be cancelled is cancelled then: nobody would claim it);
 * a succeeded one leaves its reward model. False when not the holder.
 * @throws DomainError run_files_missing: a run has succeeded only when the files of its model are here, and its curve
 *   where it was to fit one; invalid_request for a curve that was not asked for
 */
export function endRun(db: Database, holder: Holder, end: RunEnd): Promise<boolean> {
  return inTransaction(db.pool, async (client) => {
    const released = end.outcome === 'released';
    const { rows } = await client.query<{ dimension: string; projectId: string; learningCurve: boolean }>(
      `update run set lease_expires_at = null, error = $5,
              state = (case when $6 and cancel_requested_at is not null then 'cancelled' else $4 end)::"RunState",
              worker = case when $6 then null else worker end,
              ended_at = case when $6 and cancel_requested_at is null then null else now() end
       where ${HELD} returning dimension, project_id as "projectId", learning_curve as "learningCurve"`,
      [
        holder.runId,
        holder.worker,
        holder.attempt,
        released ? 'queued' : end.outcome,
        end.outcome === 'failed' ? end.error : null,
        released,
      ],
    );
    if (!rows[0]) return false;
    if (end.outcome === 'succeeded') {
      const { projectId, dimension, learningCurve } = rows[0];
      requireCurve(learningCurve, end.curve);
      const files = await client.query<{ name: string }>('select name from model_file where run_id = $1', [
        holder.runId,
      ]);
      const missing = missingRunFiles(
        files.rows.map(({ name }) => name),
        learningCurve,
      );
      if (missing.length > 0) {
        throw new DomainError(
          'run_files_missing',
          `these files of the run are not here yet: ${missing.join(', ')}; upload them, then finish it`,
        );
      }
      await client.query(
        'insert into reward_model (run_id, project_id, dimension, report, curve) values ($1, $2, $3::"Dimension", $4, $5)',
        [
          holder.runId,
          projectId,
          dimension,
          JSON.stringify(end.report),
          end.curve ? JSON.stringify(end.curve) : null,
        ],
      );
    }
    return true;
  });
}

function requireCurve(wanted: boolean, curve: object | undefined): void {
  if (wanted && !curve) {
    throw new DomainError(
      'run_files_missing',
      'this run was to fit a learning curve: hand in `curve`, the content of its curve.json',
    );
  }
  if (!wanted && curve) {
    throw new DomainError(
      'invalid_request',
      'this run was not to fit a learning curve: finish it without `curve`',
    );
  }
}

/** Ends runs that no worker will: cancelled ones whose worker is gone, and ones that used up their attempts. */
export async function endAbandonedRuns(db: Database): Promise<number> {
  const { rowCount } = await db.pool.query(
    `update run set state = (case when cancel_requested_at is null then 'failed' else 'cancelled' end)::"RunState",
            error = case when cancel_requested_at is null
                         then 'no worker brought it to its end in ' || attempt ||
                              ' attempts; look at their logs, then start a new run' end,
            lease_expires_at = null, ended_at = now()
     where state = 'running' and lease_expires_at < now() and (cancel_requested_at is not null or attempt >= $1)
        or state = 'queued' and attempt >= $1`,
    [MAX_RUN_ATTEMPTS],
  );
  return rowCount ?? 0;
}
