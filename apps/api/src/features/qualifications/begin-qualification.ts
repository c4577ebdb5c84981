import type { Qualification } from '@preferably/contracts';
import { acknowledgements, type Database, qualifications } from '@preferably/db';
import { DomainError } from '@preferably/domain';
import { qualificationOf } from './qualification-of.ts';

/** Begins a try unless there is nothing to begin: no test, one that is open, or one that is passed. */
export async function beginTry(db: Database, annotatorId: string, projectId: string): Promise<Qualification> {
  const standing = await qualificationOf(db, annotatorId, projectId);
  const { rules, state } = standing;
  if (rules === null || state === 'begun' || state === 'passed') return standing;
  if (state === 'failed')
    throw new DomainError('conflict', 'no try of the test is left; ask an admin of the project');
  if (await acknowledgements.hasUnread(db, annotatorId, projectId))
    throw new DomainError('guidelines_unread', 'read and acknowledge the newest guidelines first');
  const begun = await qualifications.begin(db, annotatorId, projectId, rules);
  const now = await qualificationOf(db, annotatorId, projectId);
  // Nothing was begun here, and no other tab was first.
  if (!begun && now.attempts.length === standing.attempts.length && now.state !== 'passed')
    throw new DomainError(
      'qualification_unavailable',
      'the test has too few comparisons that are new to you; ask an admin of the project to add some',
    );
  return now;
}
