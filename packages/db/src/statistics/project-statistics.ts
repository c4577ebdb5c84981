import { type Agreement, agreementOf, type Strength } from '@preferably/domain';
import type { Database } from '../database.ts';

export interface ProjectStatistics {
  comparisons: number;
  comparisonsDone: number;
  preferences: number;
  recorded: number;
  skipped: number;
  annotators: number;
  agreement: Agreement;
  byStrength: { strength: Strength | null; preferences: number }[];
  firstPlace: { preferences: number; chosen: number };
}

/** The preferences that count: the highest revision of each assignment. */
const current = `
  select p.*, a.comparison_id, a.annotator_id
  from assignment a join preference p on p.assignment_id = a.id
  where a.project_id = $1
    and not exists (select 1 from preference q where q.assignment_id = p.assignment_id and q.revision > p.revision)`;

export async function projectStatistics(db: Database, projectId: string): Promise<ProjectStatistics> {
  const [totals, strengths, votes] = await Promise.all([
    db.pool.query(
      `with current as (${current})
       select (select count(*)::int from comparison where project_id = $1) as comparisons,
              (select count(*)::int from comparison where project_id = $1 and state = 'done') as "comparisonsDone",
              (select count(*)::int from assignment where project_id = $1 and state = 'skipped') as skipped,
              count(*)::int as preferences, count(*) filter (where recorded)::int as recorded,
              count(distinct annotator_id)::int as annotators,
              count(*) filter (where not recorded)::int as "shown",
              count(*) filter (where not recorded and side = shown_first)::int as "chosen"
       from current`,
      [projectId],
    ),
    db.pool.query<{ strength: Strength | null; preferences: number }>(
      `with current as (${current})
       select strength, count(*)::int as preferences from current group by strength order by strength`,
      [projectId],
    ),
    db.pool.query<{ a: number; b: number }>(
      `with current as (${current})
       select count(*) filter (where side = 'a')::int as a, count(*) filter (where side = 'b')::int as b
       from current group by comparison_id having count(*) > 1`,
      [projectId],
    ),
  ]);
  const { shown, chosen, ...counts } = totals.rows[0];
  return {
    ...counts,
    agreement: agreementOf(votes.rows),
    byStrength: strengths.rows,
    firstPlace: { preferences: shown, chosen },
  };
}

/** What an annotator sees of their own work and of what is left, in one statement. */
export async function progressOf(db: Database, projectId: string, annotatorId: string) {
  const { rows } = await db.pool.query<{
    mine: number;
    today: number;
    skipped: number;
    votesLeft: number;
    votesWanted: number;
  }>(
    `select m.mine, m.today, m.skipped, coalesce(w.wanted - w.done, 0)::int as "votesLeft",
            coalesce(w.wanted, 0)::int as "votesWanted"
     from (select count(*) filter (where state = 'submitted')::int as mine,
                  count(*) filter (where state = 'submitted' and ended_at >= date_trunc('day', now(), 'UTC'))::int as today,
                  count(*) filter (where state = 'skipped')::int as skipped
           from assignment where annotator_id = $2 and project_id = $1) m,
          (select sum(c.votes_wanted) as wanted, sum(c.votes_done) as done
           from comparison c join batch b on b.id = c.batch_id
           where b.project_id = $1 and b.state = 'open' and c.state <> 'withdrawn') w`,
    [projectId, annotatorId],
  );
  return rows[0] as NonNullable<(typeof rows)[0]>;
}
