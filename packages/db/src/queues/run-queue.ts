import { DomainError, missingRunFiles } from '@preferably/domain';
import { type Database, inTransaction } from '../database.ts';
import { type End, HELD, type Held, leasedQueue } from './leased-queue.ts';

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

const queue = leasedQueue('run', 'start a new run');
const held = ({ runId, worker, attempt }: Holder): Held => ({ id: runId, worker, attempt });

export const claimRun = queue.claim;
export const endAbandonedRuns = queue.endAbandoned;
export const requestCancel = queue.requestCancel;

/** Prolongs the lease; null when the run is no longer this worker's. */
export const keepRun = (db: Database, holder: Holder, leaseSeconds: number) =>
  queue.keep(db.pool, held(holder), leaseSeconds);

/** Whether the run is this worker's now. */
export const isHeld = (db: Database, holder: Holder) => queue.isHeld(db, held(holder));

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
  | Exclude<End, { outcome: 'succeeded' }>
  | { outcome: 'succeeded'; report: object; curve?: object | undefined };

/**
 * Ends a run, or puts it back into the queue; a succeeded one leaves its reward model. False when not the holder.
 * @throws DomainError run_files_missing: a run has succeeded only when the files of its model are here, and its curve
 *   where it was to fit one; invalid_request for a curve that was not asked for
 */
export function endRun(db: Database, holder: Holder, end: RunEnd): Promise<boolean> {
  return inTransaction(db.pool, async (client) => {
    if (!(await queue.end(client, held(holder), end))) return false;
    if (end.outcome === 'succeeded') {
      const { rows } = await client.query<{ learningCurve: boolean }>(
        'select learning_curve as "learningCurve" from run where id = $1',
        [holder.runId],
      );
      const learningCurve = rows[0]?.learningCurve ?? false;
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
        `insert into reward_model (run_id, project_id, dimension, report, curve)
         select id, project_id, dimension, $2, $3 from run where id = $1`,
        [holder.runId, JSON.stringify(end.report), end.curve ? JSON.stringify(end.curve) : null],
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
