// The tries of a project's test. What may be handed out during one is decided by the claiming statements themselves.
import { neededOf, type TestRules } from '@preferably/domain';
import { refusing } from '../constraint-errors.ts';
import { type Database, newId } from '../database.ts';
import { givesAnswer } from '../statistics/known-answers.ts';

export interface Attempt {
  number: number;
  comparisons: number;
  needed: number;
  answered: number;
  correct: number | null;
  passed: boolean | null;
  granted: boolean;
  startedAt: Date;
  endedAt: Date | null;
}

/** The comparisons of a project's open test batches that were never this annotator's. */
const unseen = (project: string, annotator: string) => `
  select from batch b join comparison c on c.batch_id = b.id and c.kind = 'qualification' and c.state = 'open'
  where b.project_id = ${project} and b.state = 'open'
    and not exists (select 1 from assignment x where x.comparison_id = c.id and x.annotator_id = ${annotator})`;

/** What an annotator was given during a try `q`, whatever became of it since. */
const givenIn = (q: string) => `
  select a.* from assignment a join comparison c on c.id = a.comparison_id
  where a.annotator_id = ${q}.annotator_id and a.project_id = ${q}.project_id and c.kind = 'qualification'
    and a.claimed_at between ${q}.started_at and coalesce(${q}.ended_at, 'infinity')`;

/*
 * Ends an open try in which nothing is held any more and either enough is answered or nothing is left to hand out, with
 * the highest revisions of this moment. What was skipped or never came is not correct; of answers beyond the number,
 * from claims that had run out, the first count. Two at once: the second waits, then finds the try ended.
 */
const settleStatement = {
  name: 'settle-qualification',
  text: `
  update qualification_attempt q set ended_at = now(), correct = r.correct, passed = r.correct >= q.needed
  from (
    select o.id, graded.correct
    from qualification_attempt o
    cross join lateral (
      select count(*) filter (where a.state = 'claimed') as held,
             count(*) filter (where a.state in ('submitted', 'skipped')) as answered
      from (${givenIn('o')}) a
    ) so_far
    cross join lateral (
      select count(*) filter (where ${givesAnswer('last', 'k')})::int as correct
      from (select a.* from (${givenIn('o')}) a where a.state in ('submitted', 'skipped')
            order by a.ended_at, a.id limit o.comparisons) a
      join known_answer k on k.comparison_id = a.comparison_id
      left join lateral (
        select p.side, p.safe_a, p.safe_b from preference p where p.assignment_id = a.id
        order by p.revision desc limit 1
      ) last on true
    ) graded
    where o.annotator_id = $1 and o.project_id = $2 and o.ended_at is null and so_far.held = 0
      and (so_far.answered >= o.comparisons or not exists (${unseen('$2', '$1')}))
  ) r
  where q.id = r.id and q.ended_at is null`,
};

/** Grades the annotator's open try if it is over; says whether one ended now. Again changes nothing. */
export async function settle(db: Database, annotatorId: string, projectId: string): Promise<boolean> {
  const { rowCount } = await db.pool.query({ ...settleStatement, values: [annotatorId, projectId] });
  return rowCount === 1;
}

/** The tries of an annotator, the first one first; what an admin granted is among them. */
export async function listAttempts(db: Database, annotatorId: string, projectId: string): Promise<Attempt[]> {
  const { rows } = await db.pool.query<Attempt>({
    name: 'qualification-attempts',
    text: `
    select q.number, q.comparisons, q.needed, q.correct, q.passed, q.granted_by is not null as granted,
           q.started_at as "startedAt", q.ended_at as "endedAt",
           (select least(count(*), q.comparisons)::int from (${givenIn('q')}) a
            where a.state in ('submitted', 'skipped') and a.ended_at <= coalesce(q.ended_at, 'infinity')) as answered
    from qualification_attempt q where q.annotator_id = $1 and q.project_id = $2 order by q.number`,
    values: [annotatorId, projectId],
  });
  return rows;
}

/**
 * Begins a try under the rules of this moment. False when one is open already (another tab was first), or when fewer
 * comparisons that this annotator has not seen are there than a try has.
 */
export async function begin(
  db: Database,
  annotatorId: string,
  projectId: string,
  rules: TestRules,
): Promise<boolean> {
  const { rowCount } = await db.pool.query(
    `insert into qualification_attempt (id, project_id, annotator_id, number, comparisons, needed, started_at)
     select $3, $2, $1, coalesce(max(q.number), 0) + 1, $4::int, $5::int, now()
     from qualification_attempt q where q.annotator_id = $1 and q.project_id = $2
     having (select count(*) from (${unseen('$2', '$1')} limit $4::int) u) = $4::int
     on conflict do nothing`,
    [annotatorId, projectId, newId(), rules.comparisons, neededOf(rules)],
  );
  return rowCount === 1;
}

/** Lets somebody in without a passed try. Null: there is no such person; false: they have passed already. */
export async function grant(
  db: Database,
  projectId: string,
  userId: string,
  grantedBy: string,
): Promise<boolean | null> {
  const { rows } = await refusing(
    db.pool.query<{ granted: boolean }>(
      `with person as (
         select n.id from annotator n where n.user_id = $2
       ), granted as (
         insert into qualification_attempt (id, project_id, annotator_id, number, comparisons, needed, started_at,
                                            ended_at, correct, passed, granted_by)
         select $4, $1, n.id, coalesce((select max(q.number) from qualification_attempt q
                                        where q.project_id = $1 and q.annotator_id = n.id), 0) + 1,
                0, 0, now(), now(), 0, true, $3
         from person n
         where not exists (select 1 from qualification_attempt q
                           where q.project_id = $1 and q.annotator_id = n.id and q.passed)
         returning id
       )
       select exists (select 1 from granted) as granted from person`,
      [projectId, userId, grantedBy, newId()],
    ),
  );
  return rows[0]?.granted ?? null;
}

export interface PersonAttempts {
  userId: string;
  attempts: Pick<Attempt, 'comparisons' | 'correct' | 'passed' | 'granted'>[];
}

/** The members of a project and whoever else has tried, by name, with their tries in order. */
export async function listPeople(db: Database, projectId: string): Promise<PersonAttempts[]> {
  const { rows } = await db.pool.query<PersonAttempts>(
    `select u.id as "userId", coalesce(tried.attempts, '[]') as attempts
     from (select user_id as id from project_member where project_id = $1
           union select annotator_id from qualification_attempt where project_id = $1) who
     join "user" u on u.id = who.id
     left join lateral (
       select json_agg(json_build_object('comparisons', q.comparisons, 'correct', q.correct, 'passed', q.passed,
                                         'granted', q.granted_by is not null) order by q.number) as attempts
       from qualification_attempt q where q.project_id = $1 and q.annotator_id = u.id
     ) tried on true
     order by u.name, u.id`,
    [projectId],
  );
  return rows;
}

/** How many comparisons the open test batches of a project hold. */
export async function countAvailable(db: Database, projectId: string): Promise<number> {
  const { rows } = await db.pool.query<{ available: number }>(
    `select count(*)::int as available
     from batch b join comparison c on c.batch_id = b.id and c.kind = 'qualification' and c.state = 'open'
     where b.project_id = $1 and b.state = 'open'`,
    [projectId],
  );
  return rows[0]?.available ?? 0;
}
