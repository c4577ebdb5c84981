import { audit, type Database, fill, models, projects } from '@preferably/db';
import { DomainError } from '@preferably/domain';

async function requireModel(db: Database, { projectId, modelId }: fill.Filling): Promise<void> {
  const model = await models.findStanding(db, modelId);
  if (model?.projectId !== projectId) throw new DomainError('not_found', 'this project has no such model');
}

export async function previewOf(db: Database, filling: fill.Filling) {
  await requireModel(db, filling);
  return fill.previewFill(db, filling);
}

/** Makes the next batch of what the model is least sure of; it is a draft until somebody opens it. */
export async function fillNext(
  db: Database,
  actor: string,
  filling: fill.Filling & { name: string; count: number },
): Promise<{ batch: projects.BatchRow; moved: number }> {
  await requireModel(db, filling);
  const { batchId, moved } = await fill.fillBatch(db, filling);
  const { modelId, fromBatchIds } = filling;
  await audit(db, { actor, action: 'batch.fill', object: batchId, detail: { modelId, fromBatchIds, moved } });
  return { batch: (await projects.findBatch(db, filling.projectId, batchId)) as projects.BatchRow, moved };
}
