import { getRun, listRunEvents } from '@preferably/contracts';
import { WorkerStage } from './testing/worker-stage.ts';

const stage = new WorkerStage();
beforeAll(() => stage.open(), 600_000);
afterAll(() => stage.close(), 60_000);

test('a run whose worker is killed in the middle is claimed again, resumed and ended', async () => {
  const { client } = stage;
  const run = await stage.runOnSnapshot('killed');
  const params = { runId: run.id };

  const first = stage.worker('first');
  await stage.eventually('a checkpoint', async () => {
    const { events } = await client(listRunEvents, { params, query: {} });
    return events.some((e) => e.kind === 'checkpoint');
  });
  first.kill('SIGKILL');
  await first.ended;
  expect((await client(getRun, { params })).state).toBe('running');

  stage.worker('second');
  const ended = await stage.ended(run.id);
  expect(ended).toMatchObject({ state: 'succeeded', worker: 'second', error: null });
  expect(ended.attempt).toBeGreaterThanOrEqual(2);
  expect(ended.report?.evaluations[0]?.pairs).toBeGreaterThan(100);
  const { events } = await client(listRunEvents, { params, query: {} });
  expect(events.map((e) => e.kind)).toContain('resumed');
}, 1_200_000);
