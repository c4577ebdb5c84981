import { type Database, inTransaction } from '../database.ts';
import { type End, HELD, type Held, type Kept, leasedQueue } from './leased-queue.ts';

const queue = leasedQueue('scoring', 'ask for the scores again');

export const claimScoring = queue.claim;
export const endAbandonedScorings = queue.endAbandoned;
export const requestCancel = queue.requestCancel;

/** Prolongs the lease; null when the scoring is no longer this worker's. */
export const keepScoring = (db: Database, holder: Held, leaseSeconds: number) =>
  queue.keep(db.pool, holder, leaseSeconds);

/** Ends a scoring, or puts it back into the queue; the scores that are there stay. False when not the holder. */
export const endScoring = (db: Database, holder: Held, end: End) => queue.end(db.pool, holder, end);

/** The model whose scores this worker is to give; null when the scoring is not (or no longer) its own. */
export async function heldModel(db: Database, { id, worker, attempt }: Held): Promise<string | null> {
  const { rows } = await db.pool.query<{ modelId: string }>(
    `select run_id as "modelId" from scoring where ${HELD}`,
    [id, worker, attempt],
  );
  return rows[0]?.modelId ?? null;
}

export interface NewScore {
  comparisonId: string;
  /** All three are null where they could not be had. */
  a: number | null;
  b: number | null;
  probability: number | null;
  truncated: boolean;
}

/*
 * What is new or has changed is counted against what stood there before, so that a batch that is sent twice counts once.
 * One that is no work of the project (any more) is left out.
 */
const putSql = `
  with given as (
    select distinct on (n.comparison_id) m.run_id, m.project_id, n.*
    from scoring m,
         unnest($2::uuid[], $3::float8[], $4::float8[], $5::float8[], $6::boolean[])
           with ordinality as n(comparison_id, a, b, probability, truncated, place)
    where m.id = $1
      and exists (select from comparison c
                  where c.id = n.comparison_id and c.project_id = m.project_id and c.kind = 'work')
    order by n.comparison_id, n.place desc
  ), before as (
    select s.comparison_id, s.probability from model_score s join given g using (run_id, comparison_id)
  ), put as (
    insert into model_score (run_id, comparison_id, project_id, a, b, probability, truncated)
    select run_id, comparison_id, project_id, a, b, probability, truncated from given order by comparison_id
    on conflict (run_id, comparison_id) do update
      set a = excluded.a, b = excluded.b, probability = excluded.probability, truncated = excluded.truncated
  ), counts as (
    select (select count(probability) from given) - (select count(probability) from before) as scored,
           (select count(*) - count(probability) from given) - (select count(*) - count(probability) from before)
             as unscorable
  )
  update scoring m
  set scored = greatest(0, m.scored + n.scored), unscorable = greatest(0, m.unscorable + n.unscorable),
      comparisons = greatest(m.comparisons, greatest(0, m.scored + n.scored) + greatest(0, m.unscorable + n.unscorable))
  from counts n where m.id = $1`;

/** Writes scores and prolongs the lease, together or not at all; null when the scoring is no longer this worker's. */
export function putScores(
  db: Database,
  holder: Held,
  scores: NewScore[],
  leaseSeconds: number,
): Promise<Kept | null> {
  return inTransaction(db.pool, async (client) => {
    // First, because it locks the row: the same batch sent twice at once is then written one after the other.
    const kept = await queue.keep(client, holder, leaseSeconds);
    if (!kept || scores.length === 0) return kept;
    await client.query(putSql, [
      holder.id,
      scores.map((s) => s.comparisonId),
      scores.map((s) => s.a),
      scores.map((s) => s.b),
      scores.map((s) => s.probability),
      scores.map((s) => s.truncated),
    ]);
    return kept;
  });
}
