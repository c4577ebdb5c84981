import { Recipe } from '@preferably/contracts';
import { type Database, runs, snapshots } from '@preferably/db';
import type { RunSnapshotUse } from '@preferably/domain';

/** Its name says whether it is packed. */
const CANONICAL = 'canonical';

/** Everything a worker needs for a run it just claimed. */
export async function workOrder(
  db: Database,
  claimed: { id: string; attempt: number; leaseExpiresAt: Date },
  leaseSeconds: number,
) {
  const run = await runs.findRun(db, claimed.id);
  if (!run) throw new Error('a claimed run is not there');
  const inOrder = [...run.snapshots].sort((a, b) => Number(b.use === 'train') - Number(a.use === 'train'));
  return {
    runId: run.id,
    attempt: claimed.attempt,
    leaseExpiresAt: claimed.leaseExpiresAt.toISOString(),
    leaseSeconds,
    dimension: run.dimension,
    baseModel: run.baseModel,
    recipe: Recipe.parse(run.recipe),
    seed: run.seed,
    learningCurve: run.learningCurve,
    exports: await Promise.all(inOrder.map((s) => exportOf(db, s.snapshotId, s.use))),
  };
}

async function exportOf(db: Database, snapshotId: string, use: RunSnapshotUse) {
  const snapshot = await snapshots.findSnapshot(db, snapshotId);
  const file = snapshot?.files.find((f) => f.format === CANONICAL);
  if (!snapshot || !file) throw new Error('the snapshot of a run has no canonical file');
  const { name, sha256 } = file;
  return {
    snapshotId,
    use,
    dimension: snapshot.project.dimension,
    // A slug holds no slash and is nobody else's, and a project has no two snapshots of one name.
    name: `${snapshot.project.slug}/${snapshot.name}`,
    file: { name, sha256, bytes: Number(file.bytes) },
  };
}
