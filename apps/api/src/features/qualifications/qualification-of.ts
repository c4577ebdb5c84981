import type { Qualification } from '@preferably/contracts';
import { type Database, projects, qualifications } from '@preferably/db';
import { DomainError, standingOf } from '@preferably/domain';

function shapeAttempt({ granted: _, startedAt, endedAt, ...attempt }: qualifications.Attempt) {
  return { ...attempt, startedAt: startedAt.toISOString(), endedAt: endedAt?.toISOString() ?? null };
}

/** How an annotator stands with the test of a project, after an open try that is over has been graded. */
export async function qualificationOf(
  db: Database,
  annotatorId: string,
  projectId: string,
): Promise<Qualification> {
  const project = await projects.findProject(db, projectId);
  if (!project) throw new DomainError('not_found', 'there is no such project');
  await qualifications.settle(db, annotatorId, projectId);
  const attempts = await qualifications.listAttempts(db, annotatorId, projectId);
  return {
    rules: project.qualification,
    ...standingOf(project.qualification, attempts),
    attempts: attempts.filter((attempt) => !attempt.granted).map(shapeAttempt),
  };
}
