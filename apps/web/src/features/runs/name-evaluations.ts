import type { Evaluation, Report, Run } from '@preferably/contracts';
import type { Dimension } from '@preferably/domain';
import { isFull } from './conclusions.ts';

/** A snapshot that a run reads, as far as the reader may know it. */
export interface RunSnapshot {
  id: string;
  projectId: string;
  name: string;
  dimension: Dimension;
}

type Reads = Pick<Run, 'trainSnapshotId' | 'evaluateSnapshotIds'>;

/** The snapshots whose test splits a run is measured on, its own first, in the order of its report. */
export const testSnapshotsOf = (run: Reads): string[] => [run.trainSnapshotId, ...run.evaluateSnapshotIds];

/** What another run's report says on one snapshot's test split; undefined where it was not measured on it. */
export function evaluationOn(run: Reads, report: Report, snapshotId: string | null): Evaluation | undefined {
  const ids = testSnapshotsOf(run);
  if (snapshotId === null || ids.length !== report.evaluations.length) return undefined;
  return report.evaluations[ids.indexOf(snapshotId)];
}

/** A test set with the name of the snapshot that it comes from, where that is known. */
export interface NamedEvaluation<E extends Evaluation = Evaluation> {
  evaluation: E;
  name: string | null;
  /** Null where it cannot be told which one it is of. */
  snapshotId: string | null;
}

/**
 * The report lists the run's own test split first, then the others in the order of the run. A name is given only where
 * number and dimensions agree: a wrong name would be worse than none.
 */
export function nameEvaluations<E extends Evaluation>(
  run: Reads,
  evaluations: readonly E[],
  snapshots: readonly RunSnapshot[],
): NamedEvaluation<E>[] {
  const ids = testSnapshotsOf(run);
  const known = ids.length === evaluations.length;
  return evaluations.map((evaluation, index) => {
    const snapshot = snapshots.find((each) => each.id === ids[index]);
    const fits = known && snapshot?.dimension === evaluation.dimension;
    // Of schema 2 on it has the name that the worker gave it, project/snapshot.
    const given = isFull(evaluation) ? (evaluation.name ?? null) : null;
    return { evaluation, name: fits ? snapshot.name : given, snapshotId: (known && ids[index]) || null };
  });
}
