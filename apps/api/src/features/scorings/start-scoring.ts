import { audit, type Database, models, scorings } from '@preferably/db';
import { DomainError, type ScoringScope } from '@preferably/domain';

/** Queues a scoring of what has no score by the model yet; a worker claims it. */
export async function askForScores(
  db: Database,
  actor: string,
  modelId: string,
  scope: ScoringScope,
): Promise<string> {
  const model = await models.findStanding(db, modelId);
  if (!model) throw new DomainError('not_found', 'there is no such model');
  if (model.state === 'archived') {
    throw new DomainError('model_archived', 'this model is archived; restore it, then have it score');
  }
  const id = await scorings.createScoring(db, modelId, scope, actor);
  if (!id) {
    throw new DomainError(
      'nothing_to_score',
      'every comparison of this kind has a score by this model already, or there is none',
    );
  }
  await audit(db, { actor, action: 'scoring.start', object: id, detail: { modelId, scope } });
  return id;
}
