import { type Database, snapshotDiff, snapshots } from '@preferably/db';
import { DomainError } from '@preferably/domain';

/** What differs between a snapshot and another one of its project. */
export async function diff(
  db: Database,
  snapshotId: string,
  query: { against: string; after?: string | undefined; limit: number },
) {
  const [later, earlier] = await Promise.all([
    snapshots.findSnapshot(db, snapshotId),
    snapshots.findSnapshot(db, query.against),
  ]);
  if (!later) throw new DomainError('not_found', 'there is no such snapshot');
  if (earlier?.projectId !== later.projectId)
    throw new DomainError('not_found', 'there is no such snapshot in this project to compare with');
  // Where one row stands for all judgements of a comparison, which one does is no difference to speak of.
  const byAssignment = [later, earlier].every(
    (s) => s.aggregation === 'each' || s.aggregation === 'weighted',
  );
  const { counts, changes } = await snapshotDiff.diffSnapshots(
    db,
    { before: earlier.id, after: later.id, byAssignment },
    { after: query.after ?? null, limit: query.limit },
  );
  return {
    counts,
    changes: changes.map(({ key: _, ...change }) => change),
    next: changes.length === query.limit ? (changes.at(-1)?.key ?? null) : null,
  };
}
