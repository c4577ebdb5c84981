import type { Database } from '@preferably/db';
import { comparePaired, DomainError } from '@preferably/domain';
import type { Storage } from '../../storage/storage.ts';
import { findModel } from './find-model.ts';
import { readScores } from './read-scores.ts';
import { shapeModel } from './shape-model.ts';

/** Of the bootstrap: who asks again is told the same. */
const SEED = 0;

/** Two models of a project, pair by pair. */
export async function compare(
  { db, storage }: { db: Database; storage: Storage },
  { projectId, a, b }: { projectId: string; a: string; b: string },
) {
  const [first, second] = [await findModel(db, a), await findModel(db, b)];
  if (first.projectId !== projectId || second.projectId !== projectId) {
    throw new DomainError('not_found', 'this project has no such model');
  }
  const found = comparePaired(
    await readScores(db, storage, first),
    await readScores(db, storage, second),
    SEED,
  );
  if (!found) {
    throw new DomainError(
      'models_not_comparable',
      'the two models have no test pair in common; fit both on snapshots of one split',
    );
  }
  return { a: shapeModel(first), b: shapeModel(second), ...found };
}
