import type { SubmittedPreference } from '@preferably/contracts';
import { assignmentQueue, type Database, preferences } from '@preferably/db';
import { DomainError, decidePreference, type PreferenceRefusal, placeOf } from '@preferably/domain';

const refusals: Record<PreferenceRefusal, string> = {
  safety_labels_missing: 'this is a safety project: say of each response whether it is safe',
  safety_labels_not_asked: 'this is a helpfulness project: it asks for no safety labels',
  prefers_unsafe:
    'you prefer a response that you marked unsafe over one marked safe: change the preference or a label',
  comment_missing: 'this project asks for the reason in words: send a comment',
  not_asked: 'a category, a chip or an improved response is sent that is not asked for here',
};

/**
 * Submits a judgement. What is decided here depends only on facts that never change after the claim, so deciding and
 * writing need no common transaction; the writing statement itself repeats owner, life and open batch.
 */
export async function submit(
  db: Database,
  annotatorId: string,
  assignmentId: string,
  judgement: SubmittedPreference,
): Promise<preferences.StoredPreference> {
  const facts = await assignmentQueue.factsOf(db.pool, assignmentId, annotatorId);
  if (!facts) throw new DomainError('assignment_not_yours', 'there is no such assignment of yours');
  const decision = decidePreference(facts, facts.shownFirst, judgement);
  if (!decision.ok) throw new DomainError(decision.refusal, refusals[decision.refusal]);
  const { edited } = judgement;
  const editedResponseId = edited === null ? null : await preferences.keepEdited(db, facts.promptId, edited);
  if (editedResponseId !== null && facts.responseIds.includes(editedResponseId))
    throw new DomainError(
      'invalid_request',
      'the improved response is the same as one of the two: change it',
    );

  const { id, firstChoiceMs, activeMs, idleMs, changes, judgedAt } = judgement;
  const measured = { editedResponseId, firstChoiceMs, activeMs, idleMs, changes };
  const seenAt = (side: 'a' | 'b') => judgement.seen?.[placeOf(side, facts.shownFirst)] ?? false;
  const row = {
    id,
    assignmentId,
    annotatorId,
    ...decision.preference,
    ...measured,
    seen: judgement.seen && { a: seenAt('a'), b: seenAt('b') },
    judgedAt: judgedAt === null ? null : new Date(judgedAt),
  };
  // The second try is for the moment when two requests of one person meet; a third would hide a fault.
  for (let attempt = 0; attempt < 2; attempt++) {
    const stored = await preferences.submit(db, row);
    if (stored) return stored;
    const why = await preferences.whyNotSubmitted(db, id, assignmentId, annotatorId);
    if (why.reason === 'stored_before') return why.stored;
    if (why.reason === 'id_taken')
      throw new DomainError('conflict', 'this preference id is used already; make a new one');
    if (why.reason === 'batch_closed')
      throw new DomainError('batch_closed', 'the batch is closed; nothing was changed');
    if (why.reason === 'assignment_closed' && why.state === 'expired') {
      const after = await preferences.submit(db, row, judgement.extra ? 'extra' : 'late');
      if (after) return after;
      // Between the two looks the other request of the same person may have been first.
      if (
        (await preferences.whyNotSubmitted(db, id, assignmentId, annotatorId)).reason === 'assignment_closed'
      ) {
        throw new DomainError(
          'vote_not_wanted',
          'the time for this comparison was up, and others have judged it: send it as an extra vote, or drop it',
        );
      }
      continue;
    }
    if (why.reason === 'assignment_closed') {
      throw new DomainError(
        'assignment_closed',
        `this assignment is ${why.state}; claim the next comparison`,
      );
    }
  }
  throw new DomainError('conflict', 'two submissions met; send this one again');
}
