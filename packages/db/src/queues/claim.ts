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

/*
 * Claims in one statement. Whoever holds a comparison gets the same one back. Otherwise the candidate is locked (others
 * skip it), its assignment inserted and its counter raised. Two claims of one annotator at once: the second insert
 * meets assignment_one_claim_a_slot and claims nothing; its caller asks again and gets what the first one claimed.
 */
const claimSql = (pick: string) => `
  with ${projectRow}, ${heldAndLetGo}, ${pick}, claimed as (
    insert into assignment (id, comparison_id, project_id, annotator_id, guideline_version_id, shown_first, state,
                            claimed_at, lease_expires_at)
    select $3, pick.id, p.id, $1, p.version_id, ${shownFirst},
           'claimed', ${claimedAt}, now() + make_interval(secs => p.lease_seconds)
    from pick, project_row p
    on conflict do nothing
    returning id, comparison_id, shown_first, guideline_version_id, lease_expires_at, slot
  ), counted as (
    update comparison c set claims_open = c.claims_open + 1 from claimed where c.id = claimed.comparison_id
  ), mine as (select * from (select * from held union all select * from claimed) h order by slot limit 1)
  ${everything}`;

const lock = 'for update of c skip locked';
const free = 'not exists (select 1 from held) and (select count(*) from let_go) >= 0';

const workOf = (which: string) => `select id from (${candidates('p.kind', which, lock)}) c where ${free}`;

/*
 * A place that is drawn as gold is given to gold if there is some, and to work if there is none. Work is looked for first:
 * without any, gold is kept, or the last claims would use it up.
 */
export const claimNextStatement = {
  name: 'claim-next',
  text: claimSql(`
  work as (${workOf('')}), draw as (
    select count(*) as gold from work, project_row p where ${drawnAsGold('$3::uuid')}
  ), gold as (
    select id from (${candidates("'gold'", '', lock, '(select gold from draw)')}) c
  ), pick as (
    select id from gold union all select id from work where not exists (select 1 from gold)
  )`),
};
const claimOneStatement = {
  name: 'claim-one',
  text: claimSql(`pick as (${workOf('and c.id = $4')})`),
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
