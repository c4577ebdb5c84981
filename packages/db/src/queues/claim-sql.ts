// The parts that claiming one comparison and filling a hand have in common.
import type { Choice, Dimension, Side, Turn } from '@preferably/domain';
import { newestVersion } from '../stores/acknowledgements.ts';

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
  categories: Choice[];
  chips: Choice[];
}

/** Everything the labeling screen needs of the claims in the common table `mine`. */
export const everything = `
  select m.id as "assignmentId", m.comparison_id as "comparisonId", m.shown_first as "shownFirst",
         m.lease_expires_at as "leaseExpiresAt", p.id as "projectId", p.name as "projectName", p.dimension,
         b.number as "batchNumber", b.name as "batchName", pr.lang, pr.messages as prompt,
         ra.content as "responseA", rb.content as "responseB", v.id as "versionId", v.number as "versionNumber",
         v.categories, v.chips,
         (select json_object_agg(t.locale, t.body) from guideline_text t where t.version_id = v.id) as texts
  from mine m
  join comparison c on c.id = m.comparison_id
  join project p on p.id = c.project_id
  join batch b on b.id = c.batch_id
  join prompt pr on pr.id = c.prompt_id
  join response ra on ra.id = c.response_a_id
  join response rb on rb.id = c.response_b_id
  join guideline_version v on v.id = m.guideline_version_id`;

/*
 * The newest published version of the guidelines, if this annotator has acknowledged it. Without one nothing is handed
 * out and nothing that is held is given again: it is read first, in the same statement and by the index alone.
 */
export const projectRow = `
  project_row as (
    select p.id, p.shuffle_seed, p.lease_seconds, p.look_ahead, k.version_id
    from project p
    left join lateral (${newestVersion}) newest on true
    left join acknowledgement k on k.version_id = newest.id and k.annotator_id = $1
    where p.id = $2
  )`;

/*
 * The first comparisons, as many as `limit`, of the lowest-numbered open batches that want votes and were never this
 * annotator's. The batches come sorted out of their own subquery: a sort above the join would lock a comparison of
 * every open batch.
 */
export const candidates = (which: string, lock: string, limit = '1') => `
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
      order by c.priority desc, c.id limit ${limit}
      ${lock}
    ) c
    where p.version_id is not null
    limit ${limit}`;

/*
 * What the annotator holds already gets a fresh lease, and the version that they have read meanwhile: one claimed at the
 * very moment of their acknowledgement may have missed it. What they hold of a batch that was closed meanwhile is let
 * go, because nothing can be submitted there.
 */
export const heldAndLetGo = `
  mine_now as (
    select a.id, b.state = 'open' as open
    from assignment a join comparison c on c.id = a.comparison_id join batch b on b.id = c.batch_id
    where a.annotator_id = $1 and a.project_id = $2 and a.state = 'claimed'
  ), held as (
    update assignment a
    set lease_expires_at = now() + make_interval(secs => p.lease_seconds), guideline_version_id = p.version_id
    from project_row p, mine_now m
    where a.id = m.id and m.open and a.state = 'claimed' and p.version_id is not null
    returning a.id, a.comparison_id, a.shown_first, a.guideline_version_id, a.lease_expires_at, a.slot
  ), let_go as (
    update assignment a set state = 'released', ended_at = now()
    from mine_now m where a.id = m.id and not m.open and a.state = 'claimed'
    returning a.comparison_id
  ), given_back as (
    update comparison c set claims_open = c.claims_open - 1 from let_go where c.id = let_go.comparison_id
  )`;

/** The side that stands first, from the project's stored seed: it can be recomputed but not guessed. */
export const shownFirst = `
  (case when get_byte(sha256(convert_to(p.shuffle_seed || pick.id || $1::text, 'UTF8')), 0) & 1 = 0
        then 'a' else 'b' end)::"Side"`;

/*
 * Skipping what others have locked makes claims quick, but nothing claimed does not mean nothing left: the last
 * comparisons may be locked by somebody who gives only one of the wanted votes, or by the other claim of the same
 * person. This waits until that one row is free, and returns no row when there is nothing to wait for.
 */
export const waitStatement = {
  name: 'claim-wait',
  text: `
  with ${projectRow}
  select 1 from comparison where id = coalesce(
    (select a.comparison_id from assignment a join project_row p on p.id = a.project_id
     where a.annotator_id = $1 and a.state = 'claimed' and p.version_id is not null limit 1),
    (${candidates('and ($3::uuid is null or c.id = $3)', '')})
  ) for update`,
};
