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
  /** It belongs to the test. Of a gold one nothing says so. */
  qualification: boolean;
}

/** Everything the labeling screen needs of the claims in the common table `mine`. */
export const everything = `
  select m.id as "assignmentId", m.comparison_id as "comparisonId", m.shown_first as "shownFirst",
         m.lease_expires_at as "leaseExpiresAt", p.id as "projectId", p.name as "projectName", p.dimension,
         b.number as "batchNumber", b.name as "batchName", pr.lang, pr.messages as prompt,
         ra.content as "responseA", rb.content as "responseB", v.id as "versionId", v.number as "versionNumber",
         v.categories, v.chips, c.kind = 'qualification' as qualification,
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
 * How many comparisons this annotator may still be given; null without a bound. Of work, what is left of the daily cap
 * (UTC). Of a try, what was not handed out in it yet; one whose lease ran out is made up for. Both in one look at the
 * person's assignments: as two subqueries their estimated cost had the claim planned anew at each call.
 */
const room = `
  case when doing.most is not null then greatest(0, doing.most - (
    select count(*) from assignment a
    where a.annotator_id = $1 and a.project_id = p.id and a.state in ('claimed', 'submitted', 'skipped')
      and case doing.kind
          when 'work' then a.state = 'submitted' and a.ended_at >= date_trunc('day', now(), 'UTC')
                           and kind_of_comparison(a.comparison_id) <> 'qualification'
          else a.claimed_at >= try.started_at and kind_of_comparison(a.comparison_id) = 'qualification' end
  )) end`;

/*
 * Everything that decides what this annotator may be given: the newest published version of the guidelines, if they have
 * acknowledged it; the kind of comparison that is theirs, which is work, or the test while the project asks for one, or
 * none before its try is begun; and how many. Without a version nothing is handed out and nothing that is held is given
 * again. It is read first, in the same statement and by indexes alone.
 */
export const projectRow = `
  project_row as (
    select p.id, p.shuffle_seed, p.lease_seconds, p.look_ahead, p.gold_share, k.version_id, try.started_at,
           doing.kind, ${room} as room
    from project p
    left join lateral (${newestVersion}) newest on true
    left join acknowledgement k on k.version_id = newest.id and k.annotator_id = $1
    left join lateral (
      select q.passed, q.comparisons, q.started_at from qualification_attempt q
      where p.qualification_comparisons is not null and q.project_id = p.id and q.annotator_id = $1
        and (q.passed or q.ended_at is null)
      order by q.passed nulls last limit 1
    ) try on true
    cross join lateral (
      select (case when p.qualification_comparisons is null or try.passed then 'work'
                   when try.started_at is not null then 'qualification' end)::"ComparisonKind" as kind,
             case when p.qualification_comparisons is null or try.passed then p.daily_cap else try.comparisons end as most
    ) doing
    where p.id = $2
  )`;

/*
 * The first comparisons of a kind, as many as `limit`, of the lowest-numbered open batches that want votes and were never
 * this annotator's. The batches come sorted out of their own subquery: a sort above the join would lock a comparison of
 * every open batch.
 */
export const candidates = (kind: string, which: string, lock: string, limit = '1') => `
    select c.id
    from project_row p
    cross join lateral (
      select b.id from batch b where b.project_id = p.id and b.state = 'open' order by b.number
    ) b
    cross join lateral (
      select c.id from comparison c
      where c.batch_id = b.id and c.kind = ${kind} and c.state = 'open' and c.votes_done + c.claims_open < c.votes_wanted
        and not exists (select 1 from assignment x where x.comparison_id = c.id and x.annotator_id = $1)
        ${which}
      order by c.priority desc, c.id limit ${limit}
      ${lock}
    ) c
    where p.version_id is not null and (p.room is null or p.room > 0)
    limit ${limit}`;

/*
 * Whether the place of a new assignment in a project `p` is gold: drawn from the assignment's id and the project's secret
 * seed, so that nobody can tell beforehand and nothing is counted.
 */
export const drawnAsGold = (id: string) => `
  (p.gold_share > 0 and p.kind = 'work' and (
    select (get_byte(h.hash, 0) * 256 + get_byte(h.hash, 1)) / 65536.0 < p.gold_share
    from (select sha256(convert_to('gold:' || p.shuffle_seed || ${id}::text, 'UTF8')) as hash) h))`;

/*
 * What the annotator holds already gets a fresh lease, and the version that they have read meanwhile: one claimed at the
 * very moment of their acknowledgement may have missed it. What they hold of a batch that was closed meanwhile is let
 * go, because nothing can be submitted there. All of it is locked in the order of the ids before anything is written:
 * two tabs of one person that ask at once wait for each other and never deadlock.
 */
export const heldAndLetGo = `
  mine_now as (
    select a.id, b.state = 'open' as open
    from assignment a join comparison c on c.id = a.comparison_id join batch b on b.id = c.batch_id
    where a.annotator_id = $1 and a.project_id = $2 and a.state = 'claimed'
    order by a.id for update of a
  ), held as (
    update assignment a
    set lease_expires_at = now() + make_interval(secs => p.lease_seconds), guideline_version_id = p.version_id
    from project_row p, mine_now m
    where a.id = m.id and m.open and a.state = 'claimed' and p.version_id is not null
    returning a.id, a.comparison_id, a.shown_first, a.guideline_version_id, a.lease_expires_at, a.slot
  ), let_go as (
    update assignment a set state = 'released', ended_at = now()
    from mine_now m where a.id = m.id and not m.open and a.state = 'claimed'
    returning a.id, a.comparison_id
  ), given_back as (
    update comparison c set claims_open = c.claims_open - 1 from let_go where c.id = let_go.comparison_id
  )`;

/** When a claim was made: never before the try that it belongs to, though two tabs may begin and fill at one moment. */
export const claimedAt = 'greatest(now(), p.started_at)';

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
    (${candidates('p.kind', 'and ($3::uuid is null or c.id = $3)', '')})
  ) for update`,
};
