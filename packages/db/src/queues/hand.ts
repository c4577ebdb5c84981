import { type Database, newId } from '../database.ts';
import {
  type ClaimedComparison,
  candidates,
  claimedAt,
  drawnAsGold,
  everything,
  heldAndLetGo,
  projectRow,
  shownFirst,
  waitStatement,
} from './claim-sql.ts';

/** More than anybody may hold: slots are numbered from 0 to 49. */
const MOST = 50;

export interface HeldComparison extends ClaimedComparison {
  draft: { body: unknown; savedAt: Date } | null;
}

export interface FilledHand {
  /** Everything about those that the caller does not know yet, in the order they are to be judged. */
  fresh: HeldComparison[];
  /** Everything that is held now, each with its fresh lease. */
  held: { assignmentId: string; leaseExpiresAt: Date }[];
  /** What was let go just now, because its batch was closed. */
  released: string[];
}

const lock = 'for update of c skip locked';

/*
 * Fills the annotator's hand in one statement, under the rules of a single claim: all that is held gets a fresh lease,
 * and the places that are free, of the wanted ones and as far as the project allows, are given to the next comparisons.
 * A place that is drawn as gold goes to gold as long as there is some, all others to work or to the test. Work is looked
 * for first, for every place: without any, gold is kept, or the last hands would use it up. The room of a day counts what
 * is held as well; the room of a try has counted it already.
 * A second call of the same person at the same time meets assignment_one_claim_a_slot and claims the less.
 */
export const fillStatement = {
  name: 'fill-hand',
  text: `
  with ${projectRow}, ${heldAndLetGo}, free as (
    select slot, n, made.id, drawn, count(*) filter (where drawn) over (order by n) as nth_drawn
    from (
      select s::smallint as slot, row_number() over (order by s) as n
      from project_row p, generate_series(0, least($4::int, p.look_ahead + 1) - 1) s
      where s not in (select slot from held)
      limit (select case when kind = 'qualification' then room
                         when room is not null then greatest(0, room - (select count(*) from held)) end from project_row)
    ) place
    cross join project_row p
    cross join lateral (select ($3::uuid[])[n::int] as id) made
    cross join lateral (select ${drawnAsGold('made.id')} as drawn) d
  ), work as (
    select id, row_number() over () as n
    from (${candidates('p.kind', '', lock, '(select count(*) from free)')}) c
    where (select count(*) from let_go) >= 0
  ), draw as (
    select count(*) as gold from free where drawn and exists (select 1 from work)
  ), gold as (
    select id, row_number() over () as n from (${candidates("'gold'", '', lock, '(select gold from draw)')}) c
  ), place as (
    select f.slot, f.id, g.id as gold_id, row_number() over (partition by g.id is null order by f.n) as n
    from free f left join gold g on f.drawn and g.n = f.nth_drawn
  ), pick as (
    select coalesce(place.gold_id, work.id) as id, place.slot, place.id as assignment_id
    from place left join work on place.gold_id is null and work.n = place.n
    where coalesce(place.gold_id, work.id) is not null
  ), claimed as (
    insert into assignment (id, comparison_id, project_id, annotator_id, guideline_version_id, shown_first, slot,
                            state, claimed_at, lease_expires_at)
    select pick.assignment_id, pick.id, p.id, $1, p.version_id, ${shownFirst}, pick.slot,
           'claimed', ${claimedAt}, now() + make_interval(secs => p.lease_seconds)
    from pick, project_row p
    on conflict do nothing
    returning id, comparison_id, shown_first, guideline_version_id, lease_expires_at, slot
  ), counted as (
    update comparison c set claims_open = c.claims_open + 1 from claimed where c.id = claimed.comparison_id
  ), hand as (select * from held union all select * from claimed
  ), mine as (select * from hand where not (id = any($5::uuid[])))
  select (select coalesce(json_agg(json_build_object('assignmentId', id, 'leaseExpiresAt', lease_expires_at)
                                   order by id), '[]') from hand) as held,
         (select coalesce(json_agg(id), '[]') from let_go) as released,
         (select coalesce(json_agg(f order by f."assignmentId"), '[]') from (
            select e.*, (select json_build_object('body', d.body, 'savedAt', d.saved_at)
                         from draft d where d.assignment_id = e."assignmentId") as draft
            from (${everything}) e) f) as fresh`,
};

/**
 * Fills a hand up to `wanted` comparisons. Those in `known` are held on to but not sent again.
 * Ids are UUIDv7, made in the order of the places: sorting by them is the order in which to judge.
 */
export async function fillHand(
  db: Database,
  annotatorId: string,
  projectId: string,
  { wanted, known }: { wanted: number; known: readonly string[] },
): Promise<FilledHand> {
  const most = Math.min(wanted, MOST);
  const ids = Array.from({ length: most }, newId);
  const values = [annotatorId, projectId, ids, most, known];
  const released: string[] = [];
  // As with a single claim: a round without a catch follows one in which somebody else got something.
  for (let round = 0; round < 100; round++) {
    const { rows } = await db.pool.query<{
      held: Dated[];
      fresh: Dated<HeldComparison>[];
      released: string[];
    }>({
      ...fillStatement,
      values,
    });
    const { held = [], fresh = [], released: now = [] } = rows[0] ?? {};
    released.push(...now);
    if (held.length > 0) return { held: held.map(withDates), fresh: fresh.map(withDraftDate), released };
    const waited = await db.pool.query({ ...waitStatement, values: [annotatorId, projectId, null] });
    if (waited.rowCount === 0) break;
  }
  return { held: [], fresh: [], released };
}

/** A row that came as JSON: its times are still texts. */
type Dated<T = { assignmentId: string }> = Omit<T, 'leaseExpiresAt' | 'draft'> & {
  leaseExpiresAt: string;
  draft?: { body: unknown; savedAt: string } | null;
};

const withDates = ({ assignmentId, leaseExpiresAt }: Dated) => ({
  assignmentId,
  leaseExpiresAt: new Date(leaseExpiresAt),
});

const withDraftDate = ({ draft, ...row }: Dated<HeldComparison>): HeldComparison => ({
  ...row,
  leaseExpiresAt: new Date(row.leaseExpiresAt),
  draft: draft ? { body: draft.body, savedAt: new Date(draft.savedAt) } : null,
});
