import type { Dimension, Side, Turn } from '@preferably/domain';
import type pg from 'pg';
import { type Database, newId } from '../database.ts';

/** A claimed comparison with everything the labeling screen needs, in one row. */
export interface ClaimedComparison {
  assignmentId: string;
  comparisonId: string;
  shownFirst: Side;
  leaseExpiresAt: Date;
  projectId: string;
  projectName: string;
  dimension: Dimension;
  batchNumber: number;
  batchName: string;
  lang: string | null;
  prompt: Turn[];
  responseA: string;
  responseB: string;
  versionId: string;
  versionNumber: number;
  texts: Record<string, string>;
}

const everything = `
  select m.id as "assignmentId", m.comparison_id as "comparisonId", m.shown_first as "shownFirst",
         m.lease_expires_at as "leaseExpiresAt", p.id as "projectId", p.name as "projectName", p.dimension,
         b.number as "batchNumber", b.name as "batchName", pr.lang, pr.messages as prompt,
         ra.content as "responseA", rb.content as "responseB", v.id as "versionId", v.number as "versionNumber",
         (select json_object_agg(t.locale, t.body) from guideline_text t where t.version_id = v.id) as texts
  from mine m
  join comparison c on c.id = m.comparison_id
  join project p on p.id = c.project_id
  join batch b on b.id = c.batch_id
  join prompt pr on pr.id = c.prompt_id
  join response ra on ra.id = c.response_a_id
  join response rb on rb.id = c.response_b_id
  join guideline_version v on v.id = m.guideline_version_id`;

const projectRow = `
  project_row as (
    select p.id, p.shuffle_seed, p.lease_seconds,
           (select v.id from guideline_version v
            where v.guideline_set_id = p.guideline_set_id and v.state = 'published'
            order by v.number desc limit 1) as version_id
    from project p where p.id = $2
  )`;

/*
 * The first comparison of the lowest-numbered open batch that wants votes and was never this annotator's. The batches
 * come sorted out of their own subquery: a sort above the join would lock a comparison of every open batch.
 */
const candidate = (which: string, lock: string) => `
    select c.id
    from project_row p
    cross join lateral (
      select b.id from batch b where b.project_id = p.id and b.state = 'open' order by b.number
    ) b
    cross join lateral (
      select c.id from comparison c
      where c.batch_id = b.id and c.state = 'open' and c.votes_done + c.claims_open < c.votes_wanted
        and not exists (select 1 from assignment x where x.comparison_id = c.id and x.annotator_id = $1)
        ${which}
      order by c.priority desc, c.id limit 1
      ${lock}
    ) c
    where p.version_id is not null
    limit 1`;

/*
 * Claims in one statement. Whoever holds a comparison gets the same one back with a fresh lease; what they hold of a
 * batch that was closed meanwhile is let go, because nothing can be submitted there. Otherwise the candidate is locked
 * (others skip it), its assignment inserted and its counter raised. Two claims of one annotator at once: the second
 * insert meets assignment_one_open_claim and claims nothing; its caller asks again and gets what the first one claimed.
 * The sides are shuffled by the project's stored seed, so the order can be recomputed but not guessed.
 */
const claimSql = (which: string) => `
  with ${projectRow}, mine_now as (
    select a.id, b.state = 'open' as open
    from assignment a join comparison c on c.id = a.comparison_id join batch b on b.id = c.batch_id
    where a.annotator_id = $1 and a.project_id = $2 and a.state = 'claimed'
  ), held as (
    update assignment a set lease_expires_at = now() + make_interval(secs => p.lease_seconds)
    from project_row p, mine_now m
    where a.id = m.id and m.open and a.state = 'claimed'
    returning a.id, a.comparison_id, a.shown_first, a.guideline_version_id, a.lease_expires_at
  ), let_go as (
    update assignment a set state = 'released', ended_at = now()
    from mine_now m where a.id = m.id and not m.open and a.state = 'claimed'
    returning a.comparison_id
  ), given_back as (
    update comparison c set claims_open = c.claims_open - 1 from let_go where c.id = let_go.comparison_id
  ), pick as (
    select id from (${candidate(which, 'for update of c skip locked')}) c
    where not exists (select 1 from held) and (select count(*) from let_go) >= 0
  ), claimed as (
    insert into assignment (id, comparison_id, project_id, annotator_id, guideline_version_id, shown_first, state,
                            claimed_at, lease_expires_at)
    select $3, pick.id, p.id, $1, p.version_id,
           (case when get_byte(sha256(convert_to(p.shuffle_seed || pick.id || $1::text, 'UTF8')), 0) & 1 = 0
                 then 'a' else 'b' end)::"Side",
           'claimed', now(), now() + make_interval(secs => p.lease_seconds)
    from pick, project_row p
    on conflict do nothing
    returning id, comparison_id, shown_first, guideline_version_id, lease_expires_at
  ), counted as (
    update comparison c set claims_open = c.claims_open + 1 from claimed where c.id = claimed.comparison_id
  ), mine as (select * from held union all select * from claimed)
  ${everything}`;

const claimNextStatement = { name: 'claim-next', text: claimSql('') };
const claimOneStatement = { name: 'claim-one', text: claimSql('and c.id = $4') };

/*
 * Skipping what others have locked makes claims quick, but nothing claimed does not mean nothing left: the last
 * comparisons may be locked by somebody who gives only one of the wanted votes, or by the other claim of the same
 * person. This waits until that one row is free, and returns no row when there is nothing to wait for.
 */
const waitStatement = {
  name: 'claim-wait',
  text: `
  with ${projectRow}
  select 1 from comparison where id = coalesce(
    (select a.comparison_id from assignment a where a.annotator_id = $1 and a.project_id = $2 and a.state = 'claimed'),
    (${candidate('and ($3::uuid is null or c.id = $3)', '')})
  ) for update`,
};

/** Claims the next comparison of a project (or one by its id) for an annotator; null when there is none for them. */
export async function claim(
  db: Database,
  annotatorId: string,
  projectId: string,
  comparisonId?: string,
): Promise<ClaimedComparison | null> {
  const values = [annotatorId, projectId, newId()];
  const statement = comparisonId
    ? { ...claimOneStatement, values: [...values, comparisonId] }
    : { ...claimNextStatement, values };
  // Every round after the first follows one in which somebody else got something; the bound is only against a fault.
  for (let round = 0; round < 100; round++) {
    const { rows } = await db.pool.query<ClaimedComparison>(statement);
    if (rows[0]) return rows[0];
    const waited = await db.pool.query({
      ...waitStatement,
      values: [annotatorId, projectId, comparisonId ?? null],
    });
    if (waited.rowCount === 0) return null;
  }
  return null;
}

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
export interface AssignmentFacts {
  dimension: Dimension;
  shownFirst: Side;
  projectId: string;
}

export async function factsOf(
  pool: pg.Pool,
  assignmentId: string,
  annotatorId: string,
): Promise<AssignmentFacts | null> {
  const { rows } = await pool.query<AssignmentFacts>({
    name: 'assignment-facts',
    text: `select p.dimension, a.shown_first as "shownFirst", a.project_id as "projectId"
           from assignment a join project p on p.id = a.project_id where a.id = $1 and a.annotator_id = $2`,
    values: [assignmentId, annotatorId],
  });
  return rows[0] ?? null;
}
