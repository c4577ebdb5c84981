import type { Asks, Side } from '@preferably/domain';
import type pg from 'pg';
import type { Database } from '../database.ts';

export { claim } from './claim.ts';
export type { ClaimedComparison } from './claim-sql.ts';
export { type FilledHand, fillHand } from './hand.ts';

/** Prolongs a lease by the project's length; null when the claim is not this annotator's or no longer alive. */
export async function renew(db: Database, assignmentId: string, annotatorId: string): Promise<Date | null> {
  const { rows } = await db.pool.query<{ at: Date }>(
    `update assignment a set lease_expires_at = now() + make_interval(secs => p.lease_seconds)
     from project p
     where a.id = $1 and a.annotator_id = $2 and a.state = 'claimed' and p.id = a.project_id
     returning a.lease_expires_at as at`,
    [assignmentId, annotatorId],
  );
  return rows[0]?.at ?? null;
}

/** Gives a claim back with a reason, in one statement; false when it is not this annotator's living claim. */
export async function skip(
  db: Database,
  assignmentId: string,
  annotatorId: string,
  reason: string,
): Promise<boolean> {
  const { rowCount } = await db.pool.query(
    `with ended as (
       update assignment set state = 'skipped', ended_at = now(), reason = $3
       where id = $1 and annotator_id = $2 and state = 'claimed' returning comparison_id
     )
     update comparison c set claims_open = c.claims_open - 1 from ended where c.id = ended.comparison_id`,
    [assignmentId, annotatorId, reason],
  );
  return rowCount === 1;
}

/**
 * Takes back claims whose lease is over, at most `limit` at a time, and says how many. Any process may run it: the
 * comparisons are locked in the order of their ids, so that two sweeps of the same ones wait and never deadlock.
 */
export async function expire(db: Database, limit = 500): Promise<number> {
  const { rows } = await db.pool.query<{ expired: number }>(
    `with over as (
       select id from assignment where state = 'claimed' and lease_expires_at < now()
       order by lease_expires_at limit $1 for update skip locked
     ), ended as (
       update assignment a set state = 'expired', ended_at = now() from over where a.id = over.id
       returning a.comparison_id
     ), locked as (
       select id from comparison where id in (select comparison_id from ended) order by id for update
     ), given_back as (
       update comparison c set claims_open = c.claims_open - e.n
       from locked, (select comparison_id, count(*)::int as n from ended group by comparison_id) e
       where c.id = locked.id and e.comparison_id = locked.id
     )
     select count(*)::int as expired from ended`,
    [limit],
  );
  return rows[0]?.expired ?? 0;
}

/** What can no longer change about an assignment once it is claimed: enough to decide a preference. */
export interface AssignmentFacts extends Asks {
  shownFirst: Side;
  projectId: string;
  promptId: string;
  /** The two that are compared. */
  responseIds: readonly string[];
}

export async function factsOf(
  pool: pg.Pool,
  assignmentId: string,
  annotatorId: string,
): Promise<AssignmentFacts | null> {
  const { rows } = await pool.query<AssignmentFacts>({
    name: 'assignment-facts',
    text: `select p.dimension, a.shown_first as "shownFirst", a.project_id as "projectId", c.prompt_id as "promptId",
                  array[c.response_a_id, c.response_b_id] as "responseIds",
                  p.comment_required as "commentRequired", p.edit_step as "editStep",
                  coalesce(jsonb_path_query_array(v.categories, '$[*].code'), '[]') as categories,
                  coalesce(jsonb_path_query_array(v.chips, '$[*].code'), '[]') as chips
           from assignment a
           join project p on p.id = a.project_id
           join comparison c on c.id = a.comparison_id
           left join guideline_version v on v.id = a.guideline_version_id
           where a.id = $1 and a.annotator_id = $2`,
    values: [assignmentId, annotatorId],
  });
  return rows[0] ?? null;
}
