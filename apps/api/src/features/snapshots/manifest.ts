import { type Manifest, SnapshotCounts, SnapshotFilter } from '@preferably/contracts';
import type { snapshots } from '@preferably/db';
import { type Aggregation, type MarginKind, marginTables, type TieRule } from '@preferably/domain';
import type { MadeFile } from './file-writer.ts';
import type { Stored } from './make-files.ts';

/** What is told beside the files: how they came to be and how to know that they are whole. */
export function manifestOf(
  snapshot: Stored,
  guidelineVersions: Awaited<ReturnType<typeof snapshots.guidelineVersionsOf>>,
  files: MadeFile[],
): Manifest {
  const margin = snapshot.margin as MarginKind;
  return {
    schema: 1,
    snapshot: {
      id: snapshot.id,
      name: snapshot.name,
      project: snapshot.project.slug,
      dimension: snapshot.project.dimension,
      notes: snapshot.notes,
      parent: snapshot.parentId,
      frozen_at: snapshot.frozenAt.toISOString(),
    },
    filter: SnapshotFilter.parse(snapshot.filter),
    aggregation: { kind: snapshot.aggregation as Aggregation, tie_rule: snapshot.tieRule as TieRule },
    split: { key_id: snapshot.splitKeyId, test_share: snapshot.testShare },
    margin: { kind: margin, table: marginTables[margin] },
    counts: SnapshotCounts.parse(snapshot.counts),
    guideline_versions: guidelineVersions,
    files: files.map(({ name, format, split, rows, bytes, sha256 }) => ({
      name,
      format,
      split,
      rows,
      bytes,
      sha256,
    })),
  };
}
