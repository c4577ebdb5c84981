import {
  freezeSnapshot,
  getSnapshot,
  listSnapshots,
  SnapshotCounts,
  SnapshotFilter,
} from '@preferably/contracts';
import { audit, projects, snapshots } from '@preferably/db';
import { DomainError, type MarginKind } from '@preferably/domain';
import type { Context } from '../../context.ts';
import { engineers, staff } from '../../policies.ts';
import { FILES_PER_ROW } from './file-writers.ts';

type Stored = NonNullable<Awaited<ReturnType<typeof snapshots.findSnapshot>>>;

function shape(snapshot: Stored) {
  const counts = SnapshotCounts.parse(snapshot.counts);
  return {
    id: snapshot.id,
    projectId: snapshot.projectId,
    name: snapshot.name,
    state: snapshot.state,
    filter: SnapshotFilter.parse(snapshot.filter),
    margin: snapshot.margin as MarginKind,
    testShare: snapshot.testShare,
    counts,
    rowsWritten: snapshot.rowsWritten,
    rowsToWrite: counts.rows * FILES_PER_ROW,
    error: snapshot.error,
    files: snapshot.files.map(({ name, format, rows, bytes, sha256 }) => ({
      name,
      format,
      rows,
      bytes: Number(bytes),
      sha256,
    })),
    frozenAt: snapshot.frozenAt.toISOString(),
    readyAt: snapshot.readyAt?.toISOString() ?? null,
  };
}

export function snapshotRoutes({ route, db }: Context) {
  const find = async (id: string) => {
    const snapshot = await snapshots.findSnapshot(db, id);
    if (!snapshot) throw new DomainError('not_found', 'there is no such snapshot');
    return shape(snapshot);
  };

  route(freezeSnapshot, engineers, async ({ params, body, caller }) => {
    if (!(await projects.findProject(db, params.projectId))) {
      throw new DomainError('not_found', 'there is no such project');
    }
    const { id, counts } = await snapshots.freeze(db, { ...params, ...body, createdBy: caller.userId });
    await audit(db, {
      actor: caller.userId,
      action: 'snapshot.freeze',
      object: id,
      detail: { rows: counts.rows },
    });
    return find(id);
  });

  route(listSnapshots, staff, async ({ params }) => ({
    snapshots: (await snapshots.listSnapshots(db, params.projectId)).map(shape),
  }));

  route(getSnapshot, staff, ({ params }) => find(params.snapshotId));
}
