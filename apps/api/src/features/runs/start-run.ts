import type { Recipe } from '@preferably/contracts';
import { audit, type Database, projects, runs, snapshots } from '@preferably/db';
import { DomainError } from '@preferably/domain';
import type { Caller } from '../../plugins/caller.ts';

interface Wanted {
  name: string;
  trainSnapshotId: string;
  evaluateSnapshotIds: string[];
  mixSnapshotIds: string[];
  baseModel: string;
  recipe: Recipe;
  seed: number;
  learningCurve: boolean;
}

/** Queues a run once everything it will read is there and the caller may read it. */
export async function startTraining(db: Database, caller: Caller, projectId: string, wanted: Wanted) {
  const project = await projects.findProject(db, projectId);
  if (!project) throw new DomainError('not_found', 'there is no such project');
  const train = await readable(db, caller, wanted.trainSnapshotId);
  if (train.projectId !== projectId) {
    throw new DomainError('invalid_request', 'the snapshot to train on belongs to another project');
  }
  requireRows(train);
  if (wanted.learningCurve) requireTestRows(train);
  for (const id of wanted.evaluateSnapshotIds) await readable(db, caller, id);
  requireShare(wanted);
  for (const id of wanted.mixSnapshotIds) requireRows(await readable(db, caller, id));
  const run = await runs.createRun(db, {
    projectId,
    dimension: project.dimension,
    createdBy: caller.userId,
    ...wanted,
  });
  await audit(db, { actor: caller.userId, action: 'run.start', object: run.id });
  return run;
}

function requireRows(snapshot: { name: string; counts: unknown }) {
  if ((snapshot.counts as { train: number }).train > 0) return;
  throw new DomainError(
    'snapshot_empty',
    `the snapshot ${snapshot.name} has no rows to train on; freeze one with judged comparisons`,
  );
}

/** Known before hours of fitting: without them no share of the data could be told from another. */
function requireTestRows(snapshot: { name: string; counts: unknown }) {
  if ((snapshot.counts as { test: number }).test > 0) return;
  throw new DomainError(
    'snapshot_empty',
    `the snapshot ${snapshot.name} has no test rows, which a learning curve is measured on; freeze one with a test share`,
  );
}

/** Other sources and their share of the mix (Llama 2 §3.2.2) say nothing without each other. */
function requireShare({ trainSnapshotId, mixSnapshotIds, recipe }: Wanted) {
  if (mixSnapshotIds.includes(trainSnapshotId)) {
    throw new DomainError(
      'invalid_request',
      'the snapshot to train on is in the mix already; name other snapshots in mixSnapshotIds',
    );
  }
  if (mixSnapshotIds.length > 0 && recipe.other_share === 0) {
    throw new DomainError(
      'mix_without_share',
      'nothing would be drawn from mixSnapshotIds; set recipe.other_share above 0 or leave them out',
    );
  }
  if (mixSnapshotIds.length === 0 && recipe.other_share > 0) {
    throw new DomainError(
      'share_without_mix',
      'recipe.other_share needs other sources; name snapshots in mixSnapshotIds or set it to 0',
    );
  }
}

/** A ready snapshot of a project in which the caller is an engineer; otherwise it does not exist for them. */
async function readable(db: Database, caller: Caller, id: string) {
  const snapshot = await snapshots.findSnapshot(db, id);
  const role = snapshot && (await projects.roleInProject(db, snapshot.projectId, caller.userId));
  const within = snapshot && (caller.projects?.includes(snapshot.projectId) ?? true);
  if (!snapshot || !within || (caller.role !== 'admin' && role !== 'engineer')) {
    throw new DomainError('not_found', `there is no snapshot ${id}, or you may not see it`);
  }
  if (snapshot.state !== 'ready') {
    throw new DomainError(
      'snapshot_not_ready',
      `the snapshot ${snapshot.name} is not ready yet; wait for its files`,
    );
  }
  return snapshot;
}
