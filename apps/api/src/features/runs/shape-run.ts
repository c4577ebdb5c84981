import { LearningCurve, ListedRun, Recipe, Report } from '@preferably/contracts';
import type { runs } from '@preferably/db';
import type { RunSnapshotUse } from '@preferably/domain';

export type StoredRun = NonNullable<Awaited<ReturnType<typeof runs.findRun>>>;

type ListedInStore = Awaited<ReturnType<typeof runs.listRuns>>[number];

export const shapeRun = (run: StoredRun) => ({
  ...withoutReport(run),
  report: run.rewardModel ? Report.parse(run.rewardModel.report) : null,
  curve: run.rewardModel?.curve ? LearningCurve.parse(run.rewardModel.curve) : null,
});

export const shapeListedRun = (run: ListedInStore) => ({
  ...withoutReport(run),
  own: ListedRun.shape.own.parse(run.own),
});

function withoutReport(run: Omit<ListedInStore, 'own'>) {
  const usedTo = (use: RunSnapshotUse) => run.snapshots.filter((s) => s.use === use).map((s) => s.snapshotId);
  const [trainSnapshotId] = usedTo('train');
  if (!trainSnapshotId) throw new Error('a run without a snapshot to train on');
  return {
    id: run.id,
    projectId: run.projectId,
    name: run.name,
    dimension: run.dimension,
    state: run.state,
    baseModel: run.baseModel,
    recipe: Recipe.parse(run.recipe),
    seed: run.seed,
    learningCurve: run.learningCurve,
    attempt: run.attempt,
    worker: run.worker,
    cancelRequested: run.cancelRequestedAt !== null,
    error: run.error,
    trainSnapshotId,
    evaluateSnapshotIds: usedTo('evaluate'),
    mixSnapshotIds: usedTo('mix'),
    createdAt: run.createdAt.toISOString(),
    startedAt: run.startedAt?.toISOString() ?? null,
    endedAt: run.endedAt?.toISOString() ?? null,
  };
}
