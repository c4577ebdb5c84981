import { audit, type Database, models } from '@preferably/db';
import { DomainError, type ModelAction } from '@preferably/domain';
import { findModel } from './find-model.ts';

/** Promotes, demotes, archives or restores a model. What was so already is no deed, and is not noted. */
export async function changeModel(db: Database, actor: string, modelId: string, action: ModelAction) {
  const changed = await models.changeState(db, modelId, action);
  if (!changed) throw new DomainError('not_found', 'there is no such model');
  const { before, state, formerId } = changed;
  if (before !== state) {
    const detail = { before, ...(formerId ? { formerId } : {}) };
    await audit(db, { actor, action: `model.${action}`, object: modelId, detail });
  }
  return { model: await findModel(db, modelId), formerId };
}
