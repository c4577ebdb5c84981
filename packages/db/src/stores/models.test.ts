import { newId } from '../database.ts';
import { claimRun, endRun } from '../queues/run-queue.ts';
import { rowsOf, runOut, useDatabase } from '../testing/fixtures.ts';
import { leaveModel, newModel, newTrainedProject } from '../testing/model-fixtures.ts';
import { changeState, findFile, findModel, listFiles, listModels, newestCurve, saveFile } from './models.ts';
import { createRun } from './runs.ts';

const at = useDatabase();
const file = { name: 'report.json', bytes: 2, sha256: 'a'.repeat(64), storageKey: 'models/one' };

afterEach(async () => {
  await at.db.pool.query(`update run set state = 'cancelled' where state in ('queued', 'running')`);
});

/** A run that a worker holds. */
async function heldRun() {
  const { projectId, trainSnapshotId } = await newTrainedProject(at.db);
  const fitted = { name: 'run', dimension: 'helpfulness' as const, baseModel: 'tiny', recipe: {}, seed: 1 };
  const run = {
    projectId,
    ...fitted,
    trainSnapshotId,
    evaluateSnapshotIds: [],
    mixSnapshotIds: [],
    createdBy: null,
  };
  const { id } = await createRun(at.db, run);
  await claimRun(at.db, 'one', 60);
  return { runId: id, worker: 'one', attempt: 1 };
}

async function project(models: number) {
  const { projectId, trainSnapshotId } = await newTrainedProject(at.db);
  const ids: string[] = [];
  const report = { evaluations: [{ pairs: 9, accuracy: 0.7, ci95: [0.4, 0.9], more: 'than a list needs' }] };
  for (let n = 0; n < models; n++) ids.push(await newModel(at.db, projectId, trainSnapshotId, report));
  return { projectId, trainSnapshotId, ids };
}
const statesOf = async (projectId: string) =>
  (await listModels(at.db, projectId)).map(({ state }) => state).toReversed();

test('the models of a project are listed, newest first, with what their own test split says', async () => {
  const { projectId, trainSnapshotId, ids } = await project(2);
  const listed = await listModels(at.db, projectId);
  expect(listed.map(({ id }) => id)).toEqual(ids.toReversed());
  expect(listed[0]).toMatchObject({
    ...{ projectId, state: 'candidate', snapshotId: trainSnapshotId, baseModel: 'tiny', seed: 1 },
    ownTest: { pairs: 9, accuracy: 0.7, ci95: [0.4, 0.9] },
  });
  expect(await findModel(at.db, ids[0] as string)).toMatchObject({ recipe: {}, evaluateSnapshots: [] });
  expect(await findModel(at.db, newId())).toBeNull();
});

test('the newest curve of a project is found, null where no run made one, and is an object', async () => {
  const { projectId, ids } = await project(2);
  expect(await newestCurve(at.db, projectId)).toBeNull();
  const set = `update reward_model set curve = '{"points": []}' where run_id = $1`;
  await at.db.pool.query(set, [ids[0]]);
  expect(await newestCurve(at.db, projectId)).toMatchObject({ runId: ids[0], curve: { points: [] } });
  const text = at.db.pool.query(`update reward_model set curve = '"words"' where run_id = $1`, [ids[1]]);
  await expect(text).rejects.toMatchObject({ constraint: 'reward_model_curve_object' });
});

test('promoting a model takes the place of the promoted one', async () => {
  const { projectId, ids } = await project(2);
  const [first, second] = ids as [string, string];
  expect(await changeState(at.db, first, 'promote')).toMatchObject({ before: 'candidate', formerId: null });
  expect(await changeState(at.db, second, 'promote')).toMatchObject({ state: 'promoted', formerId: first });
  expect(await statesOf(projectId)).toEqual(['candidate', 'promoted']);
  expect(await changeState(at.db, second, 'promote')).toMatchObject({ before: 'promoted', formerId: null });
  expect(await changeState(at.db, newId(), 'promote')).toBeNull();
});

test('of many promotions at the same moment one stands, and none fails', async () => {
  const { projectId, ids } = await project(4);
  await Promise.all([...ids, ...ids].map((id) => changeState(at.db, id, 'promote')));
  expect((await statesOf(projectId)).filter((state) => state === 'promoted')).toHaveLength(1);
});

test('what the rule refuses changes nothing', async () => {
  const { projectId, ids } = await project(1);
  const id = ids[0] as string;
  await changeState(at.db, id, 'promote');
  await expect(changeState(at.db, id, 'archive')).rejects.toMatchObject({ code: 'model_promoted' });
  expect(await statesOf(projectId)).toEqual(['promoted']);
});

test('the worker that holds a run notes its files, and hears where the earlier one lies', async () => {
  const holder = await heldRun();
  expect(await saveFile(at.db, holder, file)).toEqual({ replacedKey: null });
  const again = { ...file, sha256: 'b'.repeat(64), storageKey: 'models/two' };
  expect(await saveFile(at.db, holder, again)).toEqual({ replacedKey: 'models/one' });
  expect(await listFiles(at.db, holder.runId)).toEqual([again]);
  expect(await findFile(at.db, holder.runId, file.name)).toBeNull();
});

test('a worker that lost its run notes nothing more, and nobody does once there is a model', async () => {
  const holder = await heldRun();
  await runOut(at.db, 'run', holder.runId);
  await claimRun(at.db, 'two', 60);
  expect(await saveFile(at.db, holder, file)).toBeNull();
  const next = { ...holder, worker: 'two', attempt: 2 };
  await leaveModel(at.db, next);
  await endRun(at.db, next, { outcome: 'succeeded', report: {} });
  expect(await saveFile(at.db, next, file)).toBeNull();
  expect(await findFile(at.db, holder.runId, file.name)).toMatchObject({ bytes: 1 });
});

test('a file of a model never changes, whoever tries', async () => {
  const { ids } = await project(1);
  const change = at.db.pool.query(`update model_file set bytes = 3 where run_id = $1`, [ids[0]]);
  await expect(change).rejects.toMatchObject({ constraint: 'model_file_registered_immutable' });
  const add = at.db.pool.query(
    `insert into model_file (run_id, name, bytes, sha256, storage_key) values ($1, 'x', 1, $2, 'k')`,
    [ids[0], 'c'.repeat(64)],
  );
  await expect(add).rejects.toMatchObject({ constraint: 'model_file_registered_immutable' });
});

test('a model belongs to the project of its run', async () => {
  const { ids } = await project(1);
  const { projectId } = await newTrainedProject(at.db);
  const move = at.db.pool.query('update reward_model set project_id = $2 where run_id = $1', [
    ids[0],
    projectId,
  ]);
  await expect(move).rejects.toMatchObject({ constraint: 'reward_model_run_id_project_id_fkey' });
  expect(await rowsOf(at.db, 'select 1 from reward_model where project_id = $1', [projectId])).toEqual([]);
});
