import type { Split, Strength } from '@preferably/domain';
import type { Database } from '../database.ts';

interface Placed {
  preferenceId: string;
  split: Split;
  strength: Strength | null;
}

export interface SnapshotChange {
  /** What is followed: somebody's assignment, or the comparison where one row stands for all its judgements. */
  key: string;
  change: 'in' | 'out' | 'changed';
  comparisonId: string;
  before: Placed | null;
  after: Placed | null;
}

export interface SnapshotDiff {
  counts: { in: number; out: number; changed: number; same: number };
  changes: SnapshotChange[];
}

const rows = (snapshot: string) => `
  select case when $3 then p.assignment_id else r.comparison_id end as key, r.comparison_id, r.preference_id, r.split,
         p.strength
  from snapshot_row r join preference p on p.id = r.preference_id where r.snapshot_id = ${snapshot}`;

const changed = `
  select coalesce(n.key, o.key) as key, coalesce(n.comparison_id, o.comparison_id) as comparison_id,
         o.preference_id as old_preference, o.split as old_split, o.strength as old_strength,
         n.preference_id as new_preference, n.split as new_split, n.strength as new_strength,
         case when o.key is null then 'in' when n.key is null then 'out'
              when o.preference_id <> n.preference_id or o.split <> n.split then 'changed' end as change
  from (${rows('$1')}) o full join (${rows('$2')}) n using (key)`;

const side = (of: string) => `
  case when ${of}_preference is not null then json_build_object(
    'preferenceId', ${of}_preference, 'split', ${of}_split, 'strength', ${of}_strength) end`;

/**
 * What differs between two snapshots of one project, in one statement: counts, and a page of the rows behind them.
 *
 * @param byAssignment whether judgements are followed one by one, which needs both snapshots to hold them so
 */
export async function diffSnapshots(
  db: Database,
  { before, after, byAssignment }: { before: string; after: string; byAssignment: boolean },
  page: { after: string | null; limit: number },
): Promise<SnapshotDiff> {
  const { rows: found } = await db.pool.query<SnapshotDiff>(
    `with c as materialized (${changed})
     select (select json_build_object(
               'in', count(*) filter (where change = 'in'), 'out', count(*) filter (where change = 'out'),
               'changed', count(*) filter (where change = 'changed'), 'same', count(*) filter (where change is null))
             from c) as counts,
            (select coalesce(json_agg(json_build_object(
               'key', key, 'change', change, 'comparisonId', comparison_id, 'before', ${side('old')}, 'after', ${side('new')})
               order by key), '[]')
             from (select * from c where change is not null and ($4::uuid is null or key > $4) order by key limit $5) p) as changes`,
    [before, after, byAssignment, page.after, page.limit],
  );
  return found[0] as SnapshotDiff;
}
