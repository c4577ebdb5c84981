import { createHash } from 'node:crypto';
import type { DecidedPreference } from '@preferably/domain';
import { type Database, newId } from '../database.ts';

export interface NewPreference extends DecidedPreference {
  /** Made by the client: the same id again is the same preference, never a second one. */
  id: string;
  assignmentId: string;
  annotatorId: string;
  /** The preferred response, improved: a response of the same prompt, see `keepEdited`. */
  editedResponseId: string | null;
  firstChoiceMs: number | null;
  activeMs: number | null;
  idleMs: number | null;
  changes: number | null;
  /** Whether each response was seen to its end. */
  seen: { a: boolean; b: boolean } | null;
  /** When the person judged, by a clock that is not ours: taken as between the claim and now. */
  judgedAt: Date | null;
}

export interface StoredPreference {
  preferenceId: string;
  revision: number;
  submittedAt: Date;
}

/*
 * Submits in one statement and so in one transaction: the assignment is locked if it is this annotator's and may take a
 * preference, and its batch open; the preference is appended; the first one ends the claim and moves the counters.
 */
const submitSql = (target: string, ended: string, claimsOpen: string, votesWanted = 'c.votes_wanted') => `
  with target as (
    select a.id, a.comparison_id, a.state, a.shown_first, a.guideline_version_id, a.claimed_at
    from assignment a
    join comparison c on c.id = a.comparison_id
    join batch b on b.id = c.batch_id
    where a.id = $2 and a.annotator_id = $3 and b.state = 'open' and ${target}
  ), appended as (
    insert into preference (id, assignment_id, revision, side, strength, safe_a, safe_b, comment,
                            guideline_version_id, shown_first, first_choice_ms, active_ms, changes, submitted_at,
                            idle_ms, seen_a, seen_b, judged_at,
                            categories_a, categories_b, chips_a, chips_b, edited_response_id)
    select $1, t.id, coalesce((select max(p.revision) from preference p where p.assignment_id = t.id), 0) + 1,
           $4::"Side", $5::"Strength", $6::"SafetyLabel", $7::"SafetyLabel", $8, t.guideline_version_id, t.shown_first,
           $9, $10, $11, now(), $12, $13, $14, 
           case when $15::timestamptz is not null then least(greatest($15, t.claimed_at), now()) end,
           $16, $17, $18, $19, $20
    from target t
    where not exists (select 1 from preference p where p.id = $1)
    on conflict do nothing
    returning id, assignment_id, revision, submitted_at
  ), ended as (
    update assignment a set state = 'submitted', ended_at = now()
    from appended p where a.id = p.assignment_id and a.state = '${ended}'
    returning a.comparison_id
  ), counted as (
    update comparison c
    set votes_done = c.votes_done + 1, claims_open = ${claimsOpen}, votes_wanted = ${votesWanted},
        state = (case when c.state = 'withdrawn' then 'withdrawn'
                      when c.votes_done + 1 >= ${votesWanted} then 'done' else 'open' end)::"ComparisonState"
    from ended where c.id = ended.comparison_id
  )
  select id as "preferenceId", revision, submitted_at as "submittedAt" from appended`;

/* A claim whose lease is over but not yet swept is still alive: its place was given to nobody else. */
const inTime = {
  name: 'submit-preference',
  text: submitSql(`a.state in ('claimed', 'submitted') for update of a`, 'claimed', 'c.claims_open - 1'),
};

/* A claim that was swept is not lost while its vote is still wanted: the comparison is locked before it is looked at. */
const late = {
  name: 'submit-late-preference',
  text: submitSql(
    `a.state = 'expired' and c.votes_done + c.claims_open < c.votes_wanted for update of a, c`,
    'expired',
    'c.claims_open',
  ),
};

/* Or the annotator asks for it to count beside those of the others: one vote more is wanted then. */
const extra = {
  name: 'submit-extra-preference',
  text: submitSql(
    `a.state = 'expired' for update of a, c`,
    'expired',
    'c.claims_open',
    'greatest(c.votes_wanted, c.votes_done + c.claims_open + 1)',
  ),
};

/**
 * Appends a preference; null when nothing was written, and `whyNotSubmitted` says why. `how` says what is taken:
 * a living or submitted claim, a swept one whose vote is still wanted, or a swept one in any case.
 */
export async function submit(
  db: Database,
  p: NewPreference,
  how: 'in_time' | 'late' | 'extra' = 'in_time',
): Promise<StoredPreference | null> {
  const values = [
    p.id,
    p.assignmentId,
    p.annotatorId,
    p.side,
    p.strength,
    p.safety?.a ?? null,
    p.safety?.b ?? null,
    p.comment,
    p.firstChoiceMs,
    p.activeMs,
    p.changes,
    p.idleMs,
    p.seen?.a ?? null,
    p.seen?.b ?? null,
    p.judgedAt,
    p.categories.a,
    p.categories.b,
    p.chips.a,
    p.chips.b,
    p.editedResponseId,
  ];
  const statement = { in_time: inTime, late, extra }[how];
  const { rows } = await db.pool.query<StoredPreference>({ ...statement, values });
  return rows[0] ?? null;
}

/**
 * Keeps an improved response among those of its prompt and gives its id. In a statement of its own, before the
 * preference: within one, a text that another request writes at the same moment could not be seen.
 */
export async function keepEdited(db: Database, promptId: string, content: string): Promise<string> {
  const sha256 = createHash('sha256').update(content).digest('hex');
  await db.pool.query(
    `insert into response (id, prompt_id, content, sha256, origin) values ($1, $2, $3, $4, 'edited')
     on conflict (prompt_id, sha256) do nothing`,
    [newId(), promptId, content, sha256],
  );
  const { rows } = await db.pool.query<{ id: string }>(
    'select id from response where prompt_id = $1 and sha256 = $2',
    [promptId, sha256],
  );
  return (rows[0] as { id: string }).id;
}

export type NotSubmitted =
  | { reason: 'stored_before'; stored: StoredPreference }
  | { reason: 'id_taken' }
  | { reason: 'assignment_closed'; state: string }
  | { reason: 'batch_closed' }
  | { reason: 'raced' };

/** Looks up why a submission wrote nothing. `raced`: another request of the same person was first; ask again. */
export async function whyNotSubmitted(
  db: Database,
  preferenceId: string,
  assignmentId: string,
  annotatorId: string,
): Promise<NotSubmitted> {
  const stored = await db.prisma.preference.findUnique({
    where: { id: preferenceId },
    include: { assignment: true },
  });
  if (stored) {
    const mine = stored.assignmentId === assignmentId && stored.assignment.annotatorId === annotatorId;
    if (!mine) return { reason: 'id_taken' };
    const { id, revision, submittedAt } = stored;
    return { reason: 'stored_before', stored: { preferenceId: id, revision, submittedAt } };
  }
  const assignment = await db.prisma.assignment.findFirst({
    where: { id: assignmentId, annotatorId },
    include: { comparison: { include: { batch: true } } },
  });
  if (!assignment) return { reason: 'assignment_closed', state: 'gone' };
  if (assignment.comparison.batch.state !== 'open') return { reason: 'batch_closed' };
  if (assignment.state === 'claimed' || assignment.state === 'submitted') return { reason: 'raced' };
  return { reason: 'assignment_closed', state: assignment.state };
}
