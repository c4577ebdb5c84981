import type { Dimension, SafetyLabel, Side, SkipReason, Strength, Turn } from '@preferably/domain';
import type { Database } from '../database.ts';

export interface StoredRevision {
  revision: number;
  side: Side;
  strength: Strength | null;
  safeA: SafetyLabel | null;
  safeB: SafetyLabel | null;
  categories: Record<Side, string[]>;
  chips: Record<Side, string[]>;
  comment: string | null;
  edited: string | null;
  shownFirst: Side;
  /** Moments as the database writes them in JSON. */
  judgedAt: string | null;
  submittedAt: string;
  activeMs: number | null;
  idleMs: number | null;
  firstChoiceMs: number | null;
  changes: number | null;
  seenA: boolean | null;
  seenB: boolean | null;
  guidelineVersion: number | null;
}

export interface JudgedBy {
  pseudonym: string;
  name: string | null;
  recorded: boolean;
  skipReason: SkipReason | null;
  endedAt: string;
  revisions: StoredRevision[];
}

export interface ComparisonHistory {
  id: string;
  projectId: string;
  dimension: Dimension;
  batchNumber: number;
  batchName: string;
  batchOpen: boolean;
  sourceId: string | null;
  lang: string | null;
  prompt: Turn[];
  responseA: string;
  responseB: string;
  annotators: JudgedBy[];
}

/*
 * A pseudonym is keyed by the project's own seed: within a project it can be followed, and neither turned back into
 * a person nor matched with the next project.
 */
const statement = {
  name: 'comparison-history',
  text: `
  select c.id, c.project_id as "projectId", p.dimension, b.number as "batchNumber", b.name as "batchName",
         b.state = 'open' as "batchOpen", c.source_id as "sourceId", pr.lang, pr.messages as prompt,
         ra.content as "responseA", rb.content as "responseB", coalesce(judged.annotators, '[]') as annotators
  from comparison c
  join project p on p.id = c.project_id
  join batch b on b.id = c.batch_id
  join prompt pr on pr.id = c.prompt_id
  join response ra on ra.id = c.response_a_id
  join response rb on rb.id = c.response_b_id
  cross join lateral (
    select json_agg(json_build_object(
             'pseudonym', 'annotator-' || left(encode(sha256(convert_to(
               p.shuffle_seed || ':' || a.annotator_id, 'UTF8')), 'hex'), 12),
             'name', u.name, 'recorded', n.user_id is null,
             'skipReason', case when a.state = 'skipped' then a.reason end, 'endedAt', a.ended_at,
             'revisions', coalesce(said.revisions, '[]')) order by a.claimed_at, a.id) as annotators
    from assignment a
    join annotator n on n.id = a.annotator_id
    left join "user" u on u.id = n.user_id
    cross join lateral (
      select json_agg(json_build_object(
               'revision', q.revision, 'side', q.side, 'strength', q.strength, 'safeA', q.safe_a, 'safeB', q.safe_b,
               'comment', q.comment, 'categories', json_build_object('a', q.categories_a, 'b', q.categories_b),
               'chips', json_build_object('a', q.chips_a, 'b', q.chips_b), 'edited', e.content, 'shownFirst', q.shown_first, 'judgedAt', q.judged_at,
               'submittedAt', q.submitted_at, 'activeMs', q.active_ms, 'idleMs', q.idle_ms,
               'firstChoiceMs', q.first_choice_ms, 'changes', q.changes, 'seenA', q.seen_a, 'seenB', q.seen_b,
               'guidelineVersion', v.number) order by q.revision) as revisions
      from preference q
      left join guideline_version v on v.id = q.guideline_version_id
      left join response e on e.id = q.edited_response_id
      where q.assignment_id = a.id
    ) said
    where a.comparison_id = c.id and (said.revisions is not null or a.state = 'skipped')
  ) judged
  where c.id = $1`,
};

/** A comparison and everything that was ever said of it; null when it does not exist. */
export async function historyOf(db: Database, comparisonId: string): Promise<ComparisonHistory | null> {
  const { rows } = await db.pool.query<ComparisonHistory>({ ...statement, values: [comparisonId] });
  return rows[0] ?? null;
}
