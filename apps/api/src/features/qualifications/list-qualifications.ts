import { type Database, projects, qualifications } from '@preferably/db';
import { DomainError, standingOf } from '@preferably/domain';

/** How everybody of a project stands with its test, and how many comparisons there are for it. */
export async function standings(db: Database, projectId: string) {
  const project = await projects.findProject(db, projectId);
  if (!project) throw new DomainError('not_found', 'there is no such project');
  const rules = project.qualification;
  const [available, people] = await Promise.all([
    qualifications.countAvailable(db, projectId),
    qualifications.listPeople(db, projectId),
  ]);
  return {
    rules,
    available,
    people: people.map(({ userId, attempts }) => {
      const { state, granted } = standingOf(rules, attempts);
      const own = attempts.filter((attempt) => !attempt.granted);
      const last = own.findLast((attempt) => attempt.passed !== null);
      const result = { correct: last?.correct ?? null, comparisons: last?.comparisons ?? null };
      return { userId, state, tries: own.length, granted, ...result };
    }),
  };
}
