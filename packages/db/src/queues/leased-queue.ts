// The statements that every table of work with workers, attempts and a lease has in common: the row is the queue entry.
import type { Database } from '../database.ts';

/** After this many attempts of which nobody heard the end a row is failed instead of claimed again. */
export const MAX_ATTEMPTS = 10;

/** Given back, as by a machine that is wanted elsewhere, an attempt went well; but not for ever. */
export const MAX_RELEASES = 1000;

const SPENT = `(attempt - released >= ${MAX_ATTEMPTS} or released >= ${MAX_RELEASES})`;

/** Whether a row is this worker's: the statement's first three parameters. */
export const HELD = `id = $1 and worker = $2 and attempt = $3 and state = 'running'`;

/** The worker that holds a row. Both are repeated in every write, so a worker whose row was taken writes nothing. */
export interface Held {
  id: string;
  worker: string;
  attempt: number;
}

export interface Kept {
  leaseExpiresAt: Date;
  cancelRequested: boolean;
}

export interface Claimed {
  id: string;
  attempt: number;
  leaseExpiresAt: Date;
}

/** How a row ends: well, with a reason, at somebody's wish, or not yet, for another worker to go on. */
export type End =
  | { outcome: 'succeeded' }
  | { outcome: 'failed'; error: string }
  | { outcome: 'cancelled' }
  | { outcome: 'released' };

type Querying = Pick<Database['pool'], 'query'>;

/**
 * The queue that a table is.
 * @param startAgain what somebody does when no worker brought a row to its end
 */
export function leasedQueue(table: 'run' | 'scoring', startAgain: string) {
  return {
    /** Claims the oldest queued row, or one whose worker let its lease run out, in one statement; null without any. */
    async claim(db: Database, worker: string, leaseSeconds: number): Promise<Claimed | null> {
      const { rows } = await db.pool.query<Claimed>(
        `update ${table} set state = 'running', worker = $1, attempt = attempt + 1,
                started_at = coalesce(started_at, now()), error = null,
                lease_expires_at = now() + make_interval(secs => $2)
         where id = (select id from ${table}
                     where not ${SPENT} and cancel_requested_at is null
                       and (state = 'queued' or state = 'running' and lease_expires_at < now())
                     order by id limit 1 for update skip locked)
         returning id, attempt, lease_expires_at as "leaseExpiresAt"`,
        [worker, leaseSeconds],
      );
      return rows[0] ?? null;
    },

    /** Prolongs the lease; null when the row is no longer this worker's. In a transaction it locks the row. */
    async keep(by: Querying, { id, worker, attempt }: Held, leaseSeconds: number): Promise<Kept | null> {
      const { rows } = await by.query<Kept>(
        `update ${table} set lease_expires_at = now() + make_interval(secs => $4) where ${HELD}
         returning lease_expires_at as "leaseExpiresAt", cancel_requested_at is not null as "cancelRequested"`,
        [id, worker, attempt, leaseSeconds],
      );
      return rows[0] ?? null;
    },

    /**
     * Ends a row, or puts it back into the queue (one that was to be cancelled is cancelled then: nobody would claim
     * it). False when not the holder.
     */
    async end(by: Querying, { id, worker, attempt }: Held, end: End): Promise<boolean> {
      const released = end.outcome === 'released';
      const { rowCount } = await by.query(
        `update ${table} set lease_expires_at = null, error = $5, released = released + $6::boolean::int,
                state = (case when $6 and cancel_requested_at is not null then 'cancelled' else $4 end)::"RunState",
                worker = case when $6 then null else worker end,
                ended_at = case when $6 and cancel_requested_at is null then null else now() end
         where ${HELD}`,
        [
          id,
          worker,
          attempt,
          released ? 'queued' : end.outcome,
          end.outcome === 'failed' ? end.error : null,
          released,
        ],
      );
      return rowCount === 1;
    },

    /** Ends what no worker will: what is cancelled and whose worker is gone, and what used up its attempts. */
    async endAbandoned(db: Database): Promise<number> {
      const { rowCount } = await db.pool.query(
        `update ${table} set state = (case when cancel_requested_at is null then 'failed' else 'cancelled' end)::"RunState",
                error = case when cancel_requested_at is null
                             then 'no worker brought it to its end in ' || attempt || ' attempts; look at their logs, then '
                                  || $1::text end,
                lease_expires_at = null, ended_at = now()
         where state = 'running' and lease_expires_at < now() and (cancel_requested_at is not null or ${SPENT})
            or state = 'queued' and ${SPENT}`,
        [startAgain],
      );
      return rowCount ?? 0;
    },

    /** Asks for an end: what is queued is cancelled at once, what runs when its worker next reports. False when ended. */
    async requestCancel(db: Database, id: string): Promise<boolean> {
      const { rowCount } = await db.pool.query(
        `update ${table} set cancel_requested_at = coalesce(cancel_requested_at, now()),
                state = (case when state = 'queued' then 'cancelled' else state::text end)::"RunState",
                ended_at = case when state = 'queued' then now() end
         where id = $1 and state in ('queued', 'running')`,
        [id],
      );
      return rowCount === 1;
    },

    async isHeld(db: Database, { id, worker, attempt }: Held): Promise<boolean> {
      const { rowCount } = await db.pool.query(`select 1 from ${table} where ${HELD}`, [id, worker, attempt]);
      return rowCount === 1;
    },
  };
}
