// The rules of what leaves and of work under way (the data model's "never true" 8 and 10), tried to be broken. Rule 9 is
// tried in stores/snapshots.test.ts and the writes of a run's lost worker in queues/run-queue.test.ts.
import { inTransaction, newId } from './database.ts';
import { claim } from './queues/assignment-queue.ts';
import { claimRun } from './queues/run-queue.ts';
import { claimSnapshot } from './queues/snapshot-queue.ts';
import { createRun } from './stores/runs.ts';
import {
  addPairs,
  freezeAll,
  makeReady,
  newJudgedProject,
  newPeople,
  pair,
  rowsOf,
  useDatabase,
} from './testing/fixtures.ts';

const at = useDatabase();

async function queuedRun() {
  const { db } = at;
  const { projectId } = await newJudgedProject(db);
  const { id: trainSnapshotId } = await freezeAll(db, projectId);
  await makeReady(db, trainSnapshotId);
  const run = {
    projectId,
    name: 'run',
    dimension: 'helpfulness' as const,
    baseModel: 'tiny',
    recipe: {},
    seed: 1,
  };
  const { id } = await createRun(db, {
    ...run,
    trainSnapshotId,
    evaluateSnapshotIds: [],
    mixSnapshotIds: [],
    createdBy: null,
  });
  return { id, projectId, trainSnapshotId };
}

test.each([
  ['without a worker', `worker = null, lease_expires_at = now()`],
  ['without a lease', `worker = 'w', lease_expires_at = null`],
])('rule 8: no run is running %s', async (_, change) => {
  const { id } = await queuedRun();
  const start = at.db.pool.query(`update run set state = 'running', ${change} where id = $1`, [id]);
  await expect(start).rejects.toMatchObject({ constraint: 'run_running_has_worker' });
});

test('rule 8: an event of one attempt stands once, and a reward model once a run', async () => {
  const { id, projectId } = await queuedRun();
  const say = () =>
    at.db.pool.query(
      `insert into run_event (run_id, attempt, seq, at, kind, payload) values ($1, 1, 1, now(), 'x', '{}')`,
      [id],
    );
  await say();
  await expect(say()).rejects.toMatchObject({ constraint: 'run_event_pkey' });
  const model = () =>
    at.db.pool.query(
      `insert into reward_model (run_id, project_id, dimension, report) values ($1, $2, 'safety', '{}')`,
      [id, projectId],
    );
  await model();
  await expect(model()).rejects.toMatchObject({ constraint: 'reward_model_pkey' });
});

test('a run trains on one snapshot, and a snapshot that was trained on is not deleted under it', async () => {
  const { db } = at;
  const { id, projectId, trainSnapshotId } = await queuedRun();
  const { id: other } = await freezeAll(db, projectId);
  const add = (snapshot: string, use: string) =>
    db.pool.query('insert into run_snapshot values ($1, $2, $3::"RunSnapshotUse")', [id, snapshot, use]);
  await expect(add(other, 'train')).rejects.toMatchObject({ constraint: 'run_trains_on_one_snapshot' });
  await add(other, 'evaluate');
  await expect(db.pool.query('delete from snapshot where id = $1', [other])).rejects.toMatchObject({
    constraint: 'run_snapshot_snapshot_id_fkey',
  });
  expect(trainSnapshotId).not.toBe(other);
});

test('a run trains on a snapshot once, as its own or as another source, and may evaluate it beside', async () => {
  const { db } = at;
  const { id, projectId, trainSnapshotId } = await queuedRun();
  const { id: other } = await freezeAll(db, projectId);
  const add = (snapshot: string, use: string) =>
    db.pool.query('insert into run_snapshot values ($1, $2, $3::"RunSnapshotUse")', [id, snapshot, use]);
  await expect(add(trainSnapshotId, 'mix')).rejects.toMatchObject({
    constraint: 'run_trains_on_a_snapshot_once',
  });
  await add(other, 'mix');
  await add(other, 'evaluate');
  await expect(add(other, 'mix')).rejects.toMatchObject({ code: '23505' });
});

test('a preference that left in a snapshot is held, and a row belongs to a snapshot that is there', async () => {
  const { db } = at;
  const { id } = await freezeAll(db, (await newJudgedProject(db)).projectId);
  const rows = 'select preference_id as id from snapshot_row where snapshot_id = $1';
  const [row] = await rowsOf<{ id: string }>(db, rows, [id]);
  await expect(db.pool.query('delete from preference where id = $1', [row?.id])).rejects.toMatchObject({
    constraint: 'preference_append_only',
  });
  const astray = db.pool.query(`insert into snapshot_row values ($1, 9, $1, $1, 'train')`, [newId()]);
  await expect(astray).rejects.toMatchObject({ constraint: 'snapshot_row_complete' });
  await db.pool.query('delete from snapshot where id = $1', [id]);
  expect(await rowsOf(db, rows, [id])).toEqual([]);
});

test('rule 10: the row is the queue entry: what commits can be claimed at once, what rolls back never', async () => {
  const { db } = at;
  await db.pool.query(`update run set state = 'cancelled' where state = 'queued'`);
  await db.pool.query(`update snapshot set state = 'failed' where state = 'building'`);
  const project = await newJudgedProject(db);
  const [person = ''] = await newPeople(db, 1);
  const name = newId();
  await freezeAll(db, project.projectId, { name });
  expect(await claimSnapshot(db, 'w', 60)).not.toBeNull();
  await expect(freezeAll(db, project.projectId, { name })).rejects.toMatchObject({ code: 'name_taken' });
  const { responseA } = pair(2);
  const chunk = [pair(1), pair(2, { responseB: responseA })];
  await expect(addPairs(db, project, chunk)).rejects.toMatchObject({
    constraint: 'comparison_two_responses',
  });
  expect(await claimSnapshot(db, 'w', 60)).toBeNull();
  expect(await claim(db, person, project.projectId)).toBeNull();

  await addPairs(db, project, [pair(1)]);
  expect(await claim(db, person, project.projectId)).not.toBeNull();
  const { id } = await queuedRun();
  const undone = inTransaction(db.pool, async (client) => {
    await client.query(`update run set state = 'cancelled' where id = $1`, [id]);
    throw new Error('undone');
  });
  await expect(undone).rejects.toThrow('undone');
  expect(await claimRun(db, 'w', 60)).toMatchObject({ id });
});
