// Reward models for the tests of this package.
import type { Database } from '../database.ts';
import { claimRun, endRun, type Holder } from '../queues/run-queue.ts';
import { saveFile } from '../stores/models.ts';
import { createRun } from '../stores/runs.ts';
import { newJudgedProject } from './fixtures.ts';
import { freezeAll, makeReady } from './snapshot-fixtures.ts';

/** The least that a run leaves, in name only. */
export async function leaveModel(db: Database, holder: Holder): Promise<void> {
  for (const name of ['report.json', 'model/config.json', 'model/model.safetensors']) {
    const file = { name, bytes: 1, sha256: 'f'.repeat(64), storageKey: `models/${holder.runId}/${name}` };
    if (!(await saveFile(db, holder, file))) throw new Error('the run is not held');
  }
}

/** A project with a snapshot that models can be fitted on. */
export async function newTrainedProject(db: Database) {
  const { projectId } = await newJudgedProject(db);
  const { id: trainSnapshotId } = await freezeAll(db, projectId);
  await makeReady(db, trainSnapshotId);
  return { projectId, trainSnapshotId };
}

/** The run of a model is claimed as soon as it stands: no other may be queued. */
export async function newModel(
  db: Database,
  projectId: string,
  trainSnapshotId: string,
  report: object = {},
): Promise<string> {
  const fitted = { name: 'run', dimension: 'helpfulness' as const, baseModel: 'tiny', recipe: {}, seed: 1 };
  const run = {
    projectId,
    ...fitted,
    trainSnapshotId,
    evaluateSnapshotIds: [],
    mixSnapshotIds: [],
    createdBy: null,
  };
  const { id } = await createRun(db, run);
  const claimed = await claimRun(db, 'worker', 60);
  if (claimed?.id !== id) throw new Error('another run was queued');
  const holder = { runId: id, worker: 'worker', attempt: claimed.attempt };
  await leaveModel(db, holder);
  await endRun(db, holder, { outcome: 'succeeded', report });
  return id;
}
