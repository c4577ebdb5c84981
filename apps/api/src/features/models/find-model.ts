import { type Database, models } from '@preferably/db';
import { DomainError } from '@preferably/domain';

export async function findModel(db: Database, modelId: string) {
  const model = await models.findModel(db, modelId);
  if (!model) throw new DomainError('not_found', 'there is no such model; a run leaves one when it succeeds');
  return model;
}
