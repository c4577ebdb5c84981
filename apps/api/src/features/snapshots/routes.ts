import {
  createFileLink,
  diffSnapshots,
  freezeSnapshot,
  getSnapshot,
  getSnapshotChoices,
  listSnapshots,
  previewSnapshot,
  SnapshotCounts,
  SnapshotFilter,
} from '@preferably/contracts';
import { audit, projects, snapshotChoices, snapshots } from '@preferably/db';
import {
  type Aggregation,
  type Compression,
  DomainError,
  type ExportFormat,
  type MarginKind,
  type TieRule,
} from '@preferably/domain';
import type { Context } from '../../context.ts';
import { engineers, exporters, staff } from '../../policies.ts';
import { createLink } from './create-link.ts';
import { diff } from './diff-snapshots.ts';
import { timesWritten } from './text-formats.ts';

/** A longer name cannot be asked for. */
const LONGEST_MODEL = SnapshotFilter.shape.models.unwrap().element.maxLength ?? 0;

type Stored = NonNullable<Awaited<ReturnType<typeof snapshots.findSnapshot>>>;

function shape(snapshot: Stored, erasedRows: number) {
  const counts = SnapshotCounts.parse(snapshot.counts);
  const formats = snapshot.formats as ExportFormat[];
  return {
    id: snapshot.id,
    projectId: snapshot.projectId,
    name: snapshot.name,
    notes: snapshot.notes,
    parent: snapshot.parent && { id: snapshot.parent.id, name: snapshot.parent.name },
    state: snapshot.state,
    filter: SnapshotFilter.parse(snapshot.filter),
    aggregation: snapshot.aggregation as Aggregation,
    tieRule: snapshot.tieRule as TieRule,
    margin: snapshot.margin as MarginKind,
    testShare: snapshot.testShare,
    formats,
    compression: snapshot.compression as Compression,
    erasedRows,
    counts,
    rowsWritten: snapshot.rowsWritten,
    // A row may become more lines than one, so what was written in the end is known only then.
    rowsToWrite: snapshot.state === 'ready' ? snapshot.rowsWritten : counts.rows * timesWritten(formats),
    error: snapshot.error,
    files: snapshot.files.map(({ name, format, split, rows, bytes, sha256 }) => ({
      name,
      format,
      split,
      rows,
      bytes: Number(bytes),
      sha256,
    })),
    frozenAt: snapshot.frozenAt.toISOString(),
    readyAt: snapshot.readyAt?.toISOString() ?? null,
  };
}

export function snapshotRoutes({ route, db, config }: Context) {
  const find = async (id: string) => {
    const snapshot = await snapshots.findSnapshot(db, id);
    if (!snapshot) throw new DomainError('not_found', 'there is no such snapshot');
    return shape(snapshot, (await snapshots.erasedRowsOf(db, [id])).get(id) ?? 0);
  };

  const projectOrNotFound = async (projectId: string) => {
    if (!(await projects.findProject(db, projectId)))
      throw new DomainError('not_found', 'there is no such project');
  };

  route(freezeSnapshot, engineers, async ({ params, body, caller }) => {
    await projectOrNotFound(params.projectId);
    if (body.parentId !== null) {
      const parent = await snapshots.findSnapshot(db, body.parentId);
      if (parent?.projectId !== params.projectId)
        throw new DomainError('not_found', 'there is no such snapshot of this project to go on from');
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

  route(previewSnapshot, engineers, async ({ params, body }) => {
    await projectOrNotFound(params.projectId);
    return snapshots.preview(db, { ...params, ...body });
  });

  route(getSnapshotChoices, engineers, async ({ params }) => {
    await projectOrNotFound(params.projectId);
    return snapshotChoices(db, params.projectId, LONGEST_MODEL);
  });

  route(listSnapshots, staff, async ({ params }) => {
    const listed = await snapshots.listSnapshots(db, params.projectId);
    const erased = await snapshots.erasedRowsOf(
      db,
      listed.map(({ id }) => id),
    );
    return { snapshots: listed.map((each) => shape(each, erased.get(each.id) ?? 0)) };
  });

  route(diffSnapshots, staff, ({ params, query }) => diff(db, params.snapshotId, query));

  route(getSnapshot, staff, ({ params }) => find(params.snapshotId));

  route(createFileLink, exporters, ({ params, body, caller }) =>
    createLink({ db, config }, { ...params, ...body, now: new Date(), userId: caller.userId }),
  );
}
