import { acknowledgements, assignmentQueue, type Database, projects, qualifications } from '@preferably/db';
import { DomainError, standingOf } from '@preferably/domain';

/**
 * Nothing was handed out: is it for want of work, or for something else that can be said? An empty hand is also where a
 * try of the test ends. Then its result is what there is to say, whatever it is.
 */
export async function explainNothing(db: Database, annotatorId: string, projectId: string): Promise<void> {
  if (await acknowledgements.hasUnread(db, annotatorId, projectId))
    throw new DomainError('guidelines_unread', 'read and acknowledge the newest guidelines first');
  const rules = (await projects.findProject(db, projectId))?.qualification ?? null;
  if (rules !== null) {
    const ended = await qualifications.settle(db, annotatorId, projectId);
    const attempts = await qualifications.listAttempts(db, annotatorId, projectId);
    if (ended || standingOf(rules, attempts).state !== 'passed')
      throw new DomainError(
        'qualification_needed',
        'this project asks for its test first; see how you stand',
      );
  }
  if (await assignmentQueue.capReached(db, annotatorId, projectId))
    throw new DomainError('daily_cap_reached', "the project's daily number is reached; come back tomorrow");
}
