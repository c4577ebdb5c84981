import { audit, type Database, guidelines, projects } from '@preferably/db';
import { DomainError } from '@preferably/domain';

/** Renames, opens or closes a batch. Nothing is handed out before there are guidelines to judge by. */
export async function changeBatch(
  db: Database,
  actor: string,
  projectId: string,
  batchId: string,
  change: { name?: string; state?: 'open' | 'closed' },
): Promise<projects.BatchRow> {
  const batch = await projects.findBatch(db, projectId, batchId);
  if (!batch) throw new DomainError('not_found', 'there is no such batch in this project');
  if (change.state === 'open' && !(await guidelines.hasPublishedGuidelines(db, projectId))) {
    throw new DomainError(
      'batch_has_no_guidelines',
      'publish a version of the guidelines before you open a batch',
    );
  }
  await projects.updateBatch(db, batchId, change);
  if (change.state) await audit(db, { actor, action: `batch.${change.state}`, object: batchId });
  return { ...batch, ...change };
}
