import type { Evaluation, Run } from '@preferably/contracts';
import type { Dimension } from '@preferably/domain';
import { isFull } from './conclusions.ts';

/** A snapshot that a run reads, as far as the reader may know it. */
export interface RunSnapshot {
  id: string;
  projectId: string;
  name: string;
  dimension: Dimension;
}

/** A test set with the name of the snapshot that it comes from, where that is known. */
export interface NamedEvaluation<E extends Evaluation = Evaluation> {
  evaluation: E;
  name: string | null;
}

/**
 * The report lists the run's own test split first, then the others in the order of the run. A name is given only where
 * number and dimensions agree: a wrong name would be worse than none.
 */
export function nameEvaluations<E extends Evaluation>(
  run: Pick<Run, 'trainSnapshotId' | 'evaluateSnapshotIds'>,
  evaluations: readonly E[],
  snapshots: readonly RunSnapshot[],
): NamedEvaluation<E>[] {
  const ids = [run.trainSnapshotId, ...run.evaluateSnapshotIds];
  return evaluations.map((evaluation, index) => {
    const snapshot = snapshots.find((each) => each.id === ids[index]);
    const fits = ids.length === evaluations.length && snapshot?.dimension === evaluation.dimension;
    // Of schema 2 on it has the name that the worker gave it, project/snapshot.
    const given = isFull(evaluation) ? (evaluation.name ?? null) : null;
    return { evaluation, name: fits ? snapshot.name : given };
  });
}
