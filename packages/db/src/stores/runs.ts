import type { Dimension } from '@preferably/domain';
import { type Database, newId } from '../database.ts';
import type { Prisma } from '../generated/client.ts';

export interface NewRun {
  projectId: string;
  name: string;
  dimension: Dimension;
  baseModel: string;
  recipe: object;
  seed: number;
  /** Growing shares of the data are fitted as well; left out, they are not. */
  learningCurve?: boolean;
  trainSnapshotId: string;
  evaluateSnapshotIds: string[];
  /** Other sources of the training mix, each once, and not the one that is trained on. */
  mixSnapshotIds: string[];
  createdBy: string | null;
}

/** The snapshots in one order for ever: a resumed run finds the spec that it began with. */
const withAll = {
  snapshots: { orderBy: [{ snapshotId: 'asc' }, { use: 'asc' }] },
  rewardModel: true,
} satisfies Prisma.RunInclude;

/** Queues a run: the row is the queue entry, a worker claims it over HTTP. */
export function createRun(
  db: Database,
  { trainSnapshotId, evaluateSnapshotIds, mixSnapshotIds, ...run }: NewRun,
) {
  const others = [...new Set(evaluateSnapshotIds)].filter((id) => id !== trainSnapshotId);
  const snapshots = [
    { snapshotId: trainSnapshotId, use: 'train' as const },
    ...others.map((snapshotId) => ({ snapshotId, use: 'evaluate' as const })),
    ...mixSnapshotIds.map((snapshotId) => ({ snapshotId, use: 'mix' as const })),
  ];
  return db.prisma.run.create({
    data: { id: newId(), ...run, snapshots: { create: snapshots } },
    include: withAll,
  });
}

export const findRun = (db: Database, id: string) =>
  db.prisma.run.findUnique({ where: { id }, include: withAll });

/** Of a project, newest first, each with what the report of its model says of its own test split, where there is one. */
export async function listRuns(db: Database, projectId: string) {
  const [runs, { rows }] = await Promise.all([
    db.prisma.run.findMany({
      where: { projectId },
      include: { snapshots: withAll.snapshots },
      orderBy: { id: 'desc' },
    }),
    // A report is a hundred kilobytes, and somebody who looks at the list asks for it every few seconds.
    db.pool.query<{ runId: string; own: unknown }>(
      `select m.run_id as "runId", json_build_object('pairs', own->'pairs', 'accuracy', own->'accuracy',
              'ci95', own->'ci95', 'baseline', own->'baseline') as own
       from reward_model m cross join lateral (select m.report->'evaluations'->0 as own) first
       where m.project_id = $1`,
      [projectId],
    ),
  ]);
  const measured = new Map(rows.map(({ runId, own }) => [runId, own]));
  return runs.map((run) => ({ ...run, own: measured.get(run.id) ?? null }));
}

export interface StoredEvent {
  attempt: number;
  seq: number;
  at: Date;
  kind: string;
  payload: Record<string, unknown>;
}

/** Events after a position, oldest first; a later attempt goes on where an earlier one was lost. */
export async function listRunEvents(
  db: Database,
  runId: string,
  page: { attempt: number; after: number; limit: number },
): Promise<StoredEvent[]> {
  const { rows } = await db.pool.query<StoredEvent>(
    `select attempt, seq, at, kind, payload from run_event
     where run_id = $1 and (attempt, seq) > ($2, $3) order by attempt, seq limit $4`,
    [runId, page.attempt, page.after, page.limit],
  );
  return rows;
}
