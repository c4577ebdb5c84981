import { type Agreement, agreementOf, type ComparisonKind, type Strength } from '@preferably/domain';
import type { Database } from '../database.ts';
import { givesAnswer } from './known-answers.ts';

export interface ProjectStatistics {
  comparisons: number;
  comparisonsDone: number;
  preferences: number;
  recorded: number;
  skipped: number;
  annotators: number;
  agreement: Agreement;
  gold: { judged: number; correct: number };
  byStrength: { strength: Strength | null; preferences: number }[];
  firstPlace: { preferences: number; chosen: number };
}

/** The preferences that count: the highest revision of each assignment of a kind of comparison. */
const currentOf = (kind: ComparisonKind) => `
  select p.*, a.comparison_id, a.annotator_id
  from assignment a join comparison c on c.id = a.comparison_id join preference p on p.assignment_id = a.id
  where a.project_id = $1 and c.kind = '${kind}'
    and not exists (select 1 from preference q where q.assignment_id = p.assignment_id and q.revision > p.revision)`;

const current = currentOf('work');

export async function projectStatistics(db: Database, projectId: string): Promise<ProjectStatistics> {
  const [totals, strengths, votes, gold] = await Promise.all([
    db.pool.query(
      `with current as (${current})
       select (select count(*)::int from comparison where project_id = $1 and kind = 'work') as comparisons,
              (select count(*)::int from comparison where project_id = $1 and kind = 'work' and state = 'done')
                as "comparisonsDone",
              (select count(*)::int from assignment a join comparison c on c.id = a.comparison_id
               where a.project_id = $1 and a.state = 'skipped' and c.kind = 'work') as skipped,
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
    db.pool.query<{ judged: number; correct: number }>(
      `with current as (${currentOf('gold')})
       select count(*)::int as judged, count(*) filter (where ${givesAnswer('p', 'k')})::int as correct
       from current p join known_answer k on k.comparison_id = p.comparison_id`,
      [projectId],
    ),
  ]);
  const { shown, chosen, ...counts } = totals.rows[0];
  return {
    ...counts,
    agreement: agreementOf(votes.rows),
    gold: gold.rows[0] as ProjectStatistics['gold'],
    byStrength: strengths.rows,
    firstPlace: { preferences: shown, chosen },
  };
}

/*
 * What an annotator sees of their own work and of what is left, in one statement. The test is no work. Gold is counted
 * like work, in what is judged and in what is left: numbers that stand still after a submission would tell that it was
 * gold. So what is left includes the gold that this annotator may still be given, for as long as there is work.
 */
const progressStatement = {
  name: 'progress',
  text: `
  with own as (
    select count(*) filter (where a.state = 'submitted')::int as mine,
           count(*) filter (where a.state = 'submitted' and a.ended_at >= date_trunc('day', now(), 'UTC'))::int as today,
           count(*) filter (where a.state = 'skipped')::int as skipped
    from assignment a join comparison c on c.id = a.comparison_id
    where a.annotator_id = $2 and a.project_id = $1 and c.kind <> 'qualification'
  ), work as (
    select coalesce(sum(c.votes_wanted), 0)::int as wanted, coalesce(sum(c.votes_done), 0)::int as done
    from comparison c join batch b on b.id = c.batch_id
    where b.project_id = $1 and b.state = 'open' and c.kind = 'work' and c.state <> 'withdrawn'
  ), gold as (
    select count(*)::int as all, count(a.id)::int as given
    from project p join batch b on b.project_id = p.id
    join comparison c on c.batch_id = b.id and c.kind = 'gold'
    left join assignment a on a.comparison_id = c.id and a.annotator_id = $2 and a.state = 'submitted'
    where p.id = $1 and p.gold_share > 0 and b.state = 'open' and c.state <> 'withdrawn'
  )
  select own.*, work.wanted + gold.all as "votesWanted",
         case when work.wanted > work.done then work.wanted - work.done + gold.all - gold.given else 0 end as "votesLeft"
  from own, work, gold`,
};

export async function progressOf(db: Database, projectId: string, annotatorId: string) {
  const { rows } = await db.pool.query<{
    mine: number;
    today: number;
    skipped: number;
    votesLeft: number;
    votesWanted: number;
  }>({ ...progressStatement, values: [projectId, annotatorId] });
  return rows[0] as NonNullable<(typeof rows)[0]>;
}
