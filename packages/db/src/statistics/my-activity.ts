import { type Day, DomainError } from '@preferably/domain';
import type { Database } from '../database.ts';

export interface ClosedBatch {
  projectId: string;
  projectName: string;
  batchNumber: number;
  name: string;
  judged: number;
  /** Pairs of this annotator's and somebody else's last revision of one comparison. */
  pairs: number;
  agreeing: number;
}

export interface Activity {
  days: Day[];
  batches: ClosedBatch[];
}

/*
 * A judgement counts on the day of its first revision, the active time of each revision on the day of that revision.
 * Days are those of the annotator's own clock. Agreement is told of closed batches only: while one is open, it would
 * tell what the others said.
 */
export const activityStatement = {
  name: 'my-activity',
  text: `
  with today as (select (now() at time zone $2)::date as date), mine as materialized (
    select id, comparison_id, project_id, state, ended_at
    from assignment where annotator_id = $1 and state in ('submitted', 'skipped')
      and ($3::uuid[] is null or project_id = any ($3))
  ), revised as (
    select (coalesce(p.judged_at, p.submitted_at) at time zone $2)::date as date,
           count(*) filter (where p.revision = 1) as judged, coalesce(sum(p.active_ms), 0) as active_ms
    from mine m
    -- The offset keeps it a look into the index for each, where a join would read everybody's preferences.
    cross join lateral (select * from preference q where q.assignment_id = m.id offset 0) p
    where coalesce(p.judged_at, p.submitted_at) >= (select (date - 13)::timestamp at time zone $2 from today)
    group by 1
  ), skipped as (
    select (ended_at at time zone $2)::date as date, count(*) as skipped from mine where state = 'skipped' group by 1
  ), day as (
    select t.date - 13 + n as date, coalesce(r.judged, 0) as judged, coalesce(s.skipped, 0) as skipped,
           coalesce(r.active_ms, 0) as "activeMs"
    from today t cross join generate_series(0, 13) n
    left join revised r on r.date = t.date - 13 + n left join skipped s on s.date = t.date - 13 + n
  ), closed as (
    select p.id as "projectId", p.name as "projectName", b.number as "batchNumber", b.name, count(*) as judged,
           sum(others.pairs) as pairs, sum(others.agreeing) as agreeing
    from mine m
    join comparison c on c.id = m.comparison_id
    join batch b on b.id = c.batch_id and b.state = 'closed'
    join project p on p.id = m.project_id
    cross join lateral (
      select q.side from preference q where q.assignment_id = m.id order by q.revision desc limit 1
    ) own
    cross join lateral (
      select count(*) as pairs, count(*) filter (where theirs.side = own.side) as agreeing
      from assignment x
      cross join lateral (
        select q.side from preference q where q.assignment_id = x.id order by q.revision desc limit 1
      ) theirs
      where x.comparison_id = m.comparison_id and x.annotator_id <> $1
    ) others
    where m.state = 'submitted'
    group by p.id, p.name, b.number, b.name
  )
  select (select json_agg(d order by d.date) from day d) as days,
         (select coalesce(json_agg(c order by c."projectName", c."projectId", c."batchNumber"), '[]') from closed c)
           as batches`,
};

/** What an annotator did on the last 14 days of a time zone's calendar, today last, and in closed batches; null: of all projects. */
export async function activityOf(
  db: Database,
  annotatorId: string,
  timeZone: string,
  projectIds: readonly string[] | null = null,
): Promise<Activity> {
  const values = [annotatorId, timeZone, projectIds];
  try {
    const { rows } = await db.pool.query<Activity>({ ...activityStatement, values });
    return rows[0] as Activity;
  } catch (error) {
    // Postgres has its own list of time zones, which may be older than that of whoever asks.
    if ((error as { code?: string }).code !== '22023') throw error;
    throw new DomainError('invalid_request', `the time zone ${timeZone} is not known here; use UTC`);
  }
}
