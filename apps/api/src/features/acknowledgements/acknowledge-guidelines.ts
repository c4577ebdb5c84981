import { QuizQuestion } from '@preferably/contracts';
import { acknowledgements, type Database, guidelines } from '@preferably/db';
import { DomainError, wrongAnswers } from '@preferably/domain';

const outdated = () =>
  new DomainError('conflict', 'this is not the newest version of the guidelines; read that one');

/**
 * Grades the quiz and acknowledges the version if every answer is right; gives the questions that are not. A published
 * version never changes, so what is graded here is what the writing statement finds, or the version is no longer current.
 */
export async function acknowledge(
  db: Database,
  annotatorId: string,
  projectId: string,
  { versionId, answers }: { versionId: string; answers: number[] },
): Promise<number[]> {
  const version = await guidelines.findVersion(db, versionId);
  if (version?.state !== 'published') throw outdated();
  const wrong = wrongAnswers(QuizQuestion.array().parse(version.quiz), answers);
  if (wrong.length > 0) {
    // Only the current version may be tried: the answers of an older one are nobody's way in.
    const { current } = await acknowledgements.readingOf(db, annotatorId, projectId);
    if (current?.id !== versionId) throw outdated();
    return wrong;
  }
  if (!(await acknowledgements.acknowledge(db, annotatorId, projectId, versionId))) throw outdated();
  return [];
}
