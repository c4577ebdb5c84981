import type { ScoringOrder } from '@preferably/contracts';
import { type Database, models, scoringQueue } from '@preferably/db';
import { isScoringFile } from '@preferably/domain';

/** Everything a worker needs for the next scoring, which it holds from now on; null when there is none. */
export async function nextOrder(
  db: Database,
  worker: string,
  leaseSeconds: number,
): Promise<ScoringOrder | null> {
  const claimed = await scoringQueue.claimScoring(db, worker, leaseSeconds);
  if (!claimed) return null;
  const { id, attempt, leaseExpiresAt } = claimed;
  const modelId = await scoringQueue.heldModel(db, { id, worker, attempt });
  const model = modelId && (await models.findStanding(db, modelId));
  // Gone between two statements: its lease runs out, and nobody has lost anything.
  if (!modelId || !model) return null;
  const files = await models.listFiles(db, modelId);
  return {
    scoringId: id,
    attempt,
    leaseExpiresAt: leaseExpiresAt.toISOString(),
    leaseSeconds,
    modelId,
    dimension: model.dimension,
    files: files
      .filter(({ name }) => isScoringFile(name))
      .map(({ name, bytes, sha256 }) => ({ name, bytes, sha256 })),
  };
}
