import type { Project, Snapshot } from '@preferably/contracts';

/** A ready snapshot of another project that a run may be measured on, or take training pairs from. */
export interface SnapshotChoice {
  project: Pick<Project, 'id' | 'name' | 'dimension'>;
  snapshot: Snapshot;
}

/** What has rows to measure on (`test`) or to learn from (`train`), newest first within each project. */
export function choicesWith(
  split: 'train' | 'test',
  others: readonly { project: Project; snapshots: readonly Snapshot[] }[],
): SnapshotChoice[] {
  return others.flatMap(({ project, snapshots }) =>
    snapshots
      .filter((snapshot) => snapshot.state === 'ready' && snapshot.counts[split] > 0)
      .map((snapshot) => ({ project, snapshot })),
  );
}

/** The newest of the other dimension: Llama 2's Table 7 needs both columns. */
export function suggestedChoice(
  choices: readonly SnapshotChoice[],
  dimension: Project['dimension'],
): SnapshotChoice | undefined {
  return choices
    .filter((choice) => choice.project.dimension !== dimension)
    .toSorted((a, b) => b.snapshot.frozenAt.localeCompare(a.snapshot.frozenAt))[0];
}

/**
 * The split is one hash of the dialog against the share, so with a larger share more dialogs are held out. What the
 * training snapshot trains on may then be test data here.
 */
export const mayOverlap = (train: Snapshot | undefined, other: Snapshot) =>
  train !== undefined && other.testShare > train.testShare;
