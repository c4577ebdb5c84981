import { type Dimension, decideModelState, type ModelAction, type ModelState } from '@preferably/domain';
import { refusing } from '../constraint-errors.ts';
import { type Database, inTransaction } from '../database.ts';
import { HELD } from '../queues/leased-queue.ts';
import type { Holder } from '../queues/run-queue.ts';

export interface StoredModel {
  /** The model's id is its run's: a run leaves one. */
  id: string;
  projectId: string;
  name: string;
  dimension: Dimension;
  state: ModelState;
  baseModel: string;
  seed: number;
  snapshotId: string;
  snapshotName: string;
  /** How the report has it; null where there was no pair. */
  ownTest: { pairs: number; accuracy: number | null; ci95: [number, number] | null } | null;
  createdAt: Date;
}

/** The report stays where it is: a list needs of it what one test split says. */
const MODEL = `select m.run_id as id, m.project_id as "projectId", r.name, m.dimension, m.state,
       r.base_model as "baseModel", r.seed, s.id as "snapshotId", s.name as "snapshotName",
       m.report->'evaluations'->0 as "ownTest", m.created_at as "createdAt"
from reward_model m
join run r on r.id = m.run_id
join run_snapshot t on t.run_id = m.run_id and t.use = 'train'
join snapshot s on s.id = t.snapshot_id`;

/** Of a project, newest run first. */
export async function listModels(db: Database, projectId: string): Promise<StoredModel[]> {
  const sql = `${MODEL} where m.project_id = $1 order by m.run_id desc`;
  return (await db.pool.query<StoredModel>(sql, [projectId])).rows;
}

export interface StoredCurve {
  runId: string;
  runName: string;
  endedAt: Date;
  curve: unknown;
}

/** The learning curve of a project's newest run that fitted one; null when there is none. */
export async function newestCurve(db: Database, projectId: string): Promise<StoredCurve | null> {
  const { rows } = await db.pool.query<StoredCurve>(
    `select m.run_id as "runId", r.name as "runName", r.ended_at as "endedAt", m.curve
     from reward_model m join run r on r.id = m.run_id
     where m.project_id = $1 and m.curve is not null order by m.run_id desc limit 1`,
    [projectId],
  );
  return rows[0] ?? null;
}

export interface ModelWithLineage extends StoredModel {
  recipe: unknown;
  report: unknown;
  evaluateSnapshots: { id: string; name: string; projectId: string }[];
}

export async function findModel(db: Database, id: string): Promise<ModelWithLineage | null> {
  const { rows } = await db.pool.query<StoredModel>(`${MODEL} where m.run_id = $1`, [id]);
  const [model] = rows;
  if (!model) return null;
  const run = await db.prisma.run.findUniqueOrThrow({
    where: { id },
    select: {
      recipe: true,
      rewardModel: { select: { report: true } },
      snapshots: {
        where: { use: 'evaluate' },
        select: { snapshot: { select: { id: true, name: true, projectId: true } } },
      },
    },
  });
  return {
    ...model,
    recipe: run.recipe,
    report: run.rewardModel?.report,
    evaluateSnapshots: run.snapshots.map(({ snapshot }) => snapshot),
  };
}

/** Where a model belongs and stands, without its report. */
export async function findStanding(
  db: Database,
  id: string,
): Promise<Pick<StoredModel, 'projectId' | 'dimension' | 'state'> | null> {
  const { rows } = await db.pool.query<Pick<StoredModel, 'projectId' | 'dimension' | 'state'>>(
    'select project_id as "projectId", dimension, state from reward_model where run_id = $1',
    [id],
  );
  return rows[0] ?? null;
}

/**
 * Does something with a model, as the rule decides. Promoting takes the place of the promoted one.
 * @returns what it was before, and which model's place it took; null when there is no such model
 */
export function changeState(db: Database, id: string, action: ModelAction) {
  return refusing(
    inTransaction(db.pool, async (client) => {
      // Two promotions at once wait for one another, in one order, instead of meeting at the unique index.
      const { rows } = await client.query<{ id: string; state: ModelState }>(
        `select run_id as id, state from reward_model
         where project_id = (select project_id from reward_model where run_id = $1)
           and (run_id = $1 or state = 'promoted' or $2::boolean) order by run_id for update`,
        [id, action === 'promote'],
      );
      const model = rows.find((row) => row.id === id);
      if (!model) return null;
      const state = decideModelState(model.state, action);
      const former =
        state === 'promoted' ? rows.find((row) => row.state === 'promoted' && row.id !== id) : null;
      const set = 'update reward_model set state = $2::"ModelState" where run_id = $1';
      if (former) await client.query(set, [former.id, 'candidate']);
      await client.query(set, [id, state]);
      return { before: model.state, state, formerId: former?.id ?? null };
    }),
  );
}

export interface StoredFile {
  name: string;
  bytes: number;
  sha256: string;
  storageKey: string;
}

const FILE = 'name, bytes::float8 as bytes, sha256, storage_key as "storageKey"';

/** What a run has left so far, by name. */
export async function listFiles(db: Database, runId: string): Promise<StoredFile[]> {
  const sql = `select ${FILE} from model_file where run_id = $1 order by name collate "C"`;
  return (await db.pool.query<StoredFile>(sql, [runId])).rows;
}

/** A file of a model; null when there is none, or the run has not become a model. */
export async function findFile(db: Database, modelId: string, name: string): Promise<StoredFile | null> {
  const { rows } = await db.pool.query<StoredFile>({
    name: 'find-model-file',
    text: `select ${FILE} from model_file where run_id = $1 and name = $2
             and exists (select 1 from reward_model where run_id = $1)`,
    values: [modelId, name],
  });
  return rows[0] ?? null;
}

/**
 * Notes a file that lies in the storage, in place of an earlier one of that name.
 * @returns where the earlier one lies, which nobody names any more; null when the run is not this worker's
 */
export async function saveFile(
  db: Database,
  { runId, worker, attempt }: Holder,
  file: StoredFile,
): Promise<{ replacedKey: string | null } | null> {
  const { rows } = await db.pool.query<{ replacedKey: string | null }>(
    `with held as (select id from run where ${HELD} for update),
     earlier as (select storage_key from model_file where run_id = $1 and name = $4),
     saved as (
       insert into model_file (run_id, name, bytes, sha256, storage_key) select id, $4, $5, $6, $7 from held
       on conflict (run_id, name) do update
         set bytes = excluded.bytes, sha256 = excluded.sha256, storage_key = excluded.storage_key, created_at = now()
       returning run_id
     )
     select (select storage_key from earlier) as "replacedKey" from saved`,
    [runId, worker, attempt, file.name, file.bytes, file.sha256, file.storageKey],
  );
  return rows[0] ?? null;
}

/** Where the files lie of runs that ended without a model, of all of them or of one. */
export async function lostFiles(db: Database, runId: string | null) {
  const { rows } = await db.pool.query<{ runId: string; storageKey: string }>(
    `select f.run_id as "runId", f.storage_key as "storageKey" from run r join model_file f on f.run_id = r.id
     where r.state in ('failed', 'cancelled') and ($1::uuid is null or r.id = $1)`,
    [runId],
  );
  return rows;
}

/** Forgets a file that has left the storage, when its run has ended without a model. */
export async function forgetLostFile(
  db: Database,
  { runId, storageKey }: { runId: string; storageKey: string },
) {
  await db.pool.query(
    `delete from model_file f using run r where r.id = f.run_id and r.state in ('failed', 'cancelled')
       and f.run_id = $1 and f.storage_key = $2`,
    [runId, storageKey],
  );
}
