import { createRun, findRun, listRunEvents } from '../stores/runs.ts';
import { freezeAll, makeReady, newJudgedProject, runOut, useDatabase } from '../testing/fixtures.ts';
import { leaveModel } from '../testing/model-fixtures.ts';
import { MAX_ATTEMPTS, MAX_RELEASES } from './leased-queue.ts';
import {
  appendEvents,
  claimRun,
  endAbandonedRuns,
  endRun,
  type Holder,
  keepRun,
  type RunEnd,
  type RunEventRow,
  requestCancel,
} from './run-queue.ts';

const at = useDatabase();

async function queued(): Promise<string> {
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
  return (
    await createRun(db, {
      ...run,
      trainSnapshotId,
      evaluateSnapshotIds: [],
      mixSnapshotIds: [],
      createdBy: null,
    })
  ).id;
}

async function held(worker = 'one'): Promise<Holder> {
  const runId = await queued();
  const claimed = await claimRun(at.db, worker, 60);
  expect(claimed).toMatchObject({ id: runId, attempt: 1 });
  return { runId, worker, attempt: 1 };
}

const event = (seq: number, payload: Record<string, unknown> = { loss: seq }): RunEventRow => ({
  seq,
  at: '2026-01-01T00:00:00.000Z',
  kind: 'step',
  payload,
});
const eventsOf = (runId: string) => listRunEvents(at.db, runId, { attempt: 0, after: -1, limit: 100 });
const succeeded: RunEnd = { outcome: 'succeeded', report: { accuracy: 0.7 } };

// The queue is one for all projects: nothing that a test leaves may be claimed by the next one.
afterEach(async () => {
  await at.db.pool.query(`update run set state = 'cancelled' where state in ('queued', 'running')`);
});

test('runs are claimed oldest first, and each by one of many workers at the same time', async () => {
  const ids = [await queued(), await queued(), await queued()];
  expect((await claimRun(at.db, 'first', 60))?.id).toBe(ids[0]);
  const claims = await Promise.all(Array.from({ length: 12 }, (_, i) => claimRun(at.db, `worker ${i}`, 60)));
  expect(claims.flatMap((c) => (c ? [c.id] : [])).toSorted()).toEqual(ids.slice(1).toSorted());
  expect(await claimRun(at.db, 'late', 60)).toBeNull();
});

test('a silent worker loses its run to a second attempt, and everything it still sends is refused', async () => {
  const { db } = at;
  const first = await held('one');
  await appendEvents(db, first, [event(1)], 60);
  await runOut(db, 'run', first.runId);
  const claims = await Promise.all(['two', 'three'].map((worker) => claimRun(db, worker, 60)));
  expect(claims.filter((c) => c !== null)).toMatchObject([{ id: first.runId, attempt: 2 }]);

  expect(await keepRun(db, first, 60)).toBeNull();
  expect(await appendEvents(db, first, [event(2)], 60)).toBeNull();
  for (const end of [
    succeeded,
    { outcome: 'failed', error: 'x' },
    { outcome: 'cancelled' },
    { outcome: 'released' },
  ]) {
    expect(await endRun(db, first, end as RunEnd)).toBe(false);
  }
  expect(await eventsOf(first.runId)).toHaveLength(1);
  expect(await findRun(db, first.runId)).toMatchObject({ state: 'running', attempt: 2, rewardModel: null });
});

test('a worker of the same name is another holder on its next attempt', async () => {
  const { db } = at;
  const first = await held('same');
  await runOut(db, 'run', first.runId);
  expect(await claimRun(db, 'same', 60)).toMatchObject({ attempt: 2 });
  expect(await keepRun(db, first, 60)).toBeNull();
  expect(await keepRun(db, { ...first, attempt: 2 }, 60)).not.toBeNull();
});

test('heartbeats and events prolong the lease', async () => {
  const { db } = at;
  const holder = await held();
  for (const prolong of [() => keepRun(db, holder, 60), () => appendEvents(db, holder, [], 60)]) {
    await runOut(db, 'run', holder.runId);
    expect(await prolong()).toMatchObject({ leaseExpiresAt: expect.any(Date), cancelRequested: false });
    expect(await claimRun(db, 'other', 60)).toBeNull();
  }
});

test('an event that was sent before is ignored, even beside new ones and with other contents', async () => {
  const { db } = at;
  const holder = await held();
  await appendEvents(db, holder, [event(1), event(2)], 60);
  await appendEvents(db, holder, [event(2, { loss: 99 }), event(3), event(3, { loss: 99 })], 60);
  const events = (await eventsOf(holder.runId)).map((e) => [e.attempt, e.seq, e.payload]);
  expect(events).toEqual([
    [1, 1, { loss: 1 }],
    [1, 2, { loss: 2 }],
    [1, 3, { loss: 3 }],
  ]);
});

test('the events of a later attempt follow those of an earlier one', async () => {
  const { db } = at;
  const first = await held();
  await appendEvents(db, first, [event(1), event(2)], 60);
  await runOut(db, 'run', first.runId);
  await claimRun(db, 'two', 60);
  await appendEvents(db, { ...first, worker: 'two', attempt: 2 }, [event(1)], 60);
  const page = { attempt: 1, after: 1, limit: 2 };
  const events = await listRunEvents(db, first.runId, page);
  expect(events.map((e) => [e.attempt, e.seq])).toEqual([
    [1, 2],
    [2, 1],
  ]);
});

test('a run that succeeded leaves its reward model, once', async () => {
  const { db } = at;
  const holder = await held();
  await leaveModel(db, holder);
  const ends = await Promise.all([endRun(db, holder, succeeded), endRun(db, holder, succeeded)]);
  expect(ends.toSorted()).toEqual([false, true]);
  expect(await findRun(db, holder.runId)).toMatchObject({
    state: 'succeeded',
    endedAt: expect.any(Date),
    rewardModel: { dimension: 'helpfulness', report: { accuracy: 0.7 } },
  });
});

test('a run keeps its other sources, in one order for ever', async () => {
  const { db } = at;
  const { projectId } = await newJudgedProject(db);
  const ids: string[] = [];
  for (let n = 0; n < 3; n += 1) {
    const { id } = await freezeAll(db, projectId);
    await makeReady(db, id);
    ids.push(id);
  }
  const [own = '', one = '', two = ''] = ids;
  const created = await createRun(db, {
    projectId,
    name: 'mixed',
    dimension: 'safety',
    baseModel: 'tiny',
    recipe: { other_share: 0.1 },
    seed: 1,
    trainSnapshotId: own,
    evaluateSnapshotIds: [two, own],
    mixSnapshotIds: [two, one],
    createdBy: null,
  });
  const stored = await findRun(db, created.id);
  expect(stored?.snapshots.map((s) => [s.snapshotId, s.use])).toEqual([
    [own, 'train'],
    [one, 'mix'],
    [two, 'evaluate'],
    [two, 'mix'],
  ]);
});

test('a run has not succeeded before the files of its model are here', async () => {
  const holder = await held();
  await expect(endRun(at.db, holder, succeeded)).rejects.toMatchObject({
    code: 'run_files_missing',
    message: expect.stringContaining('report.json, model/config.json, model/model.safetensors'),
  });
  expect(await findRun(at.db, holder.runId)).toMatchObject({ state: 'running', rewardModel: null });
});

test('a run that failed says why', async () => {
  const holder = await held();
  await endRun(at.db, holder, { outcome: 'failed', error: 'out of memory' });
  expect(await findRun(at.db, holder.runId)).toMatchObject({ state: 'failed', error: 'out of memory' });
  expect(await claimRun(at.db, 'other', 60)).toBeNull();
});

test('a released run is queued again and claimed as the next attempt', async () => {
  const { db } = at;
  const holder = await held();
  expect(await endRun(db, holder, { outcome: 'released' })).toBe(true);
  expect(await findRun(db, holder.runId)).toMatchObject({ state: 'queued', worker: null, endedAt: null });
  expect(await claimRun(db, 'two', 60)).toMatchObject({ id: holder.runId, attempt: 2 });
});

test('a queued run is cancelled at once', async () => {
  const { db } = at;
  const id = await queued();
  expect(await requestCancel(db, id)).toBe(true);
  expect(await findRun(db, id)).toMatchObject({ state: 'cancelled', endedAt: expect.any(Date) });
  expect(await claimRun(db, 'one', 60)).toBeNull();
  expect(await requestCancel(db, id)).toBe(false);
});

test('a running run is cancelled by its worker, which hears of it with its next word', async () => {
  const { db } = at;
  const holder = await held();
  expect(await requestCancel(db, holder.runId)).toBe(true);
  expect(await keepRun(db, holder, 60)).toMatchObject({ cancelRequested: true });
  expect(await appendEvents(db, holder, [event(1)], 60)).toMatchObject({ cancelRequested: true });
  expect(await endRun(db, holder, { outcome: 'cancelled' })).toBe(true);
  expect(await findRun(db, holder.runId)).toMatchObject({ state: 'cancelled', endedAt: expect.any(Date) });
});

test('a run whose worker died after the cancellation ends cancelled and is claimed by nobody', async () => {
  const { db } = at;
  const holder = await held();
  await requestCancel(db, holder.runId);
  expect(await endAbandonedRuns(db)).toBe(0);
  await runOut(db, 'run', holder.runId);
  expect(await claimRun(db, 'other', 60)).toBeNull();
  expect(await endAbandonedRuns(db)).toBe(1);
  expect(await findRun(db, holder.runId)).toMatchObject({ state: 'cancelled', error: null });
});

test('a run that is released after the cancellation ends cancelled instead of waiting for ever', async () => {
  const { db } = at;
  const holder = await held();
  await requestCancel(db, holder.runId);
  expect(await endRun(db, holder, { outcome: 'released' })).toBe(true);
  expect(await findRun(db, holder.runId)).toMatchObject({ state: 'cancelled', endedAt: expect.any(Date) });
});

test('a run that is given back as often as its machines are wanted elsewhere goes on', async () => {
  const { db } = at;
  const runId = await queued();
  for (let attempt = 1; attempt <= 2 * MAX_ATTEMPTS; attempt++) {
    expect(await claimRun(db, 'w', 60)).toMatchObject({ id: runId, attempt });
    await endRun(db, { runId, worker: 'w', attempt }, { outcome: 'released' });
  }
  expect(await endAbandonedRuns(db)).toBe(0);
  expect(await claimRun(db, 'w', 60)).toMatchObject({ attempt: 2 * MAX_ATTEMPTS + 1 });
});

test('given back without end it fails as well', async () => {
  const { db } = at;
  const runId = await queued();
  const times = MAX_RELEASES - 1;
  await db.pool.query('update run set attempt = $2, released = $2 where id = $1', [runId, times]);
  expect(await claimRun(db, 'w', 60)).toMatchObject({ attempt: MAX_RELEASES });
  await endRun(db, { runId, worker: 'w', attempt: MAX_RELEASES }, { outcome: 'released' });
  expect(await claimRun(db, 'w', 60)).toBeNull();
  expect(await endAbandonedRuns(db)).toBe(1);
});

test('after the last attempt of which nobody heard the end a run fails', async () => {
  const { db } = at;
  const runId = await queued();
  for (let attempt = 1; attempt <= MAX_ATTEMPTS; attempt++) {
    expect(await claimRun(db, 'w', 60)).toMatchObject({ id: runId, attempt });
    await runOut(db, 'run', runId);
  }
  expect(await claimRun(db, 'w', 60)).toBeNull();
  expect(await endAbandonedRuns(db)).toBe(1);
  expect(await findRun(db, runId)).toMatchObject({
    state: 'failed',
    error: `no worker brought it to its end in ${MAX_ATTEMPTS} attempts; look at their logs, then start a new run`,
    endedAt: expect.any(Date),
  });
});
