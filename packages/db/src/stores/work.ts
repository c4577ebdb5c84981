// What an annotator did themselves: each statement repeats the owner, so nobody reads another's work through it.
import type { Dimension, SafetyLabel, Side, SkipReason, Strength } from '@preferably/domain';
import type { Database } from '../database.ts';
import { type ClaimedComparison, everything } from '../queues/claim-sql.ts';

export interface WorkFilter {
  /** Missing or null: of all projects. */
  projectIds?: readonly string[] | null;
  state?: 'judged' | 'skipped';
  strength?: Strength;
  search?: string;
  /** The last assignment of the page before. */
  after?: string;
  limit: number;
}

export interface WorkRow {
  assignmentId: string;
  projectId: string;
  projectName: string;
  dimension: Dimension;
  batchNumber: number;
  batchName: string;
  batchOpen: boolean;
  lang: string | null;
  excerpt: string;
  endedAt: Date;
  skipReason: SkipReason | null;
  /** Null for a skipped one. */
  last: LastRevision | null;
  revisions: number;
  judgedAt: Date | null;
  activeMs: number | null;
}

export interface LastRevision {
  revision: number;
  side: Side;
  shownFirst: Side;
  strength: Strength;
  safeA: SafetyLabel | null;
  safeB: SafetyLabel | null;
  categories: Record<Side, string[]>;
  chips: Record<Side, string[]>;
  comment: string | null;
  edited: string | null;
}

/** The last revision of an assignment as one JSON value. */
const lastRevision = (assignment: string) => `
  select json_build_object('revision', p.revision, 'side', p.side, 'shownFirst', p.shown_first, 'strength', p.strength,
                           'safeA', p.safe_a, 'safeB', p.safe_b, 'comment', p.comment,
                           'categories', json_build_object('a', p.categories_a, 'b', p.categories_b),
                           'chips', json_build_object('a', p.chips_a, 'b', p.chips_b),
                           'edited', (select e.content from response e where e.id = p.edited_response_id)) as revision,
         p.comment, p.strength, p.submitted_at
  from preference p where p.assignment_id = ${assignment} order by p.revision desc limit 1`;

/*
 * Keyset over (ended_at, id) of one annotator. An assignment ends once, so a new revision moves no row and a page
 * neither repeats nor leaves out one. The search looks at this annotator's own rows and at nothing else.
 */
export const workStatement = {
  name: 'my-work',
  text: `
  select a.id as "assignmentId", p.id as "projectId", p.name as "projectName", p.dimension, b.number as "batchNumber",
         b.name as "batchName", b.state = 'open' as "batchOpen", pr.lang,
         left(pr.messages -> -1 ->> 'content', 200) as excerpt, a.ended_at as "endedAt",
         case when a.state = 'skipped' then a.reason end as "skipReason", last.revision as last, r.revisions,
         r.judged_at as "judgedAt", r.active_ms as "activeMs"
  from assignment a
  join comparison c on c.id = a.comparison_id
  join prompt pr on pr.id = c.prompt_id
  join batch b on b.id = c.batch_id
  join project p on p.id = a.project_id
  left join lateral (${lastRevision('a.id')}) last on true
  cross join lateral (
    select count(*)::int as revisions, sum(q.active_ms)::float8 as active_ms,
           min(coalesce(q.judged_at, q.submitted_at)) filter (where q.revision = 1) as judged_at
    from preference q where q.assignment_id = a.id
  ) r
  where a.annotator_id = $1 and a.state in ('submitted', 'skipped')
    and (a.ended_at, a.id) < (
      case when $2::uuid is null then 'infinity'
           else (select e.ended_at from assignment e where e.id = $2 and e.annotator_id = $1) end,
      coalesce($2, 'ffffffff-ffff-ffff-ffff-ffffffffffff'))
    and ($3::uuid[] is null or a.project_id = any ($3))
    and ($4::text is null or a.state = (case $4 when 'judged' then 'submitted' else 'skipped' end)::"AssignmentState")
    and ($5::"Strength" is null or last.strength = $5)
    -- Not LIKE: in what somebody types, a per cent sign is a per cent sign.
    and ($6::text is null or strpos(lower(pr.messages -> -1 ->> 'content'), lower($6)) > 0
         or strpos(lower(last.comment), lower($6)) > 0)
  order by a.ended_at desc, a.id desc
  limit $7`,
};

/** A page of what an annotator judged and skipped, newest first, and the place to go on from if there is more. */
export async function listWork(
  db: Database,
  annotatorId: string,
  filter: WorkFilter,
): Promise<{ rows: WorkRow[]; next: string | null }> {
  const { after, projectIds, state, strength, search, limit } = filter;
  const optional = [after, projectIds, state, strength, search].map((value) => value ?? null);
  const values = [annotatorId, ...optional, limit + 1];
  const { rows } = await db.pool.query<WorkRow>({ ...workStatement, values });
  const page = rows.slice(0, limit);
  return { rows: page, next: rows.length > limit ? (page.at(-1)?.assignmentId ?? null) : null };
}

export interface OwnJudged extends ClaimedComparison {
  number: number;
  last: LastRevision;
  submittedAt: Date;
  batchOpen: boolean;
}

const ownStatement = {
  name: 'own-assignment',
  text: `
  with mine as (
    select id, comparison_id, project_id, shown_first, guideline_version_id, ended_at,
           coalesce(lease_expires_at, ended_at) as lease_expires_at
    from assignment where id = $1 and annotator_id = $2 and state = 'submitted'
  )
  select shown.*, last.revision as last, last.submitted_at as "submittedAt", b.state = 'open' as "batchOpen",
         (select count(*)::int from assignment x
          where x.annotator_id = $2 and x.project_id = m.project_id and x.state = 'submitted'
            and (x.ended_at, x.id) <= (m.ended_at, m.id)) as number
  from (${everything}) shown
  cross join mine m
  join comparison c on c.id = m.comparison_id
  join batch b on b.id = c.batch_id
  cross join lateral (${lastRevision('m.id')}) last`,
};

/** A comparison that this annotator judged, with everything the screen needs and the last judgement; or null. */
export async function findJudged(
  db: Database,
  assignmentId: string,
  annotatorId: string,
): Promise<OwnJudged | null> {
  const { rows } = await db.pool.query<OwnJudged>({ ...ownStatement, values: [assignmentId, annotatorId] });
  return rows[0] ?? null;
}
