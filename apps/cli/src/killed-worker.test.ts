import { getRun, listRunEvents } from '@preferably/contracts';
import { holdingProxy } from './testing/holding-proxy.ts';
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

  const second = stage.worker('second');
  const ended = await stage.ended(run.id);
  await second.stop(60_000);
  expect(ended).toMatchObject({ state: 'succeeded', worker: 'second', error: null });
  expect(ended.attempt).toBeGreaterThanOrEqual(2);
  expect(ended.report?.evaluations[0]?.pairs).toBeGreaterThan(100);
  const { events } = await client(listRunEvents, { params, query: {} });
  expect(events.map((e) => e.kind)).toContain('resumed');
}, 1_200_000);

test('a run whose worker is stopped while it hands in is handed in by the next one, and not fitted again', async () => {
  const { client } = stage;
  const run = await stage.runOnSnapshot('handing-in', { count: 300 });
  const params = { runId: run.id };
  await using service = await holdingProxy(stage.url, ({ method }) => method === 'PUT');

  const first = stage.worker('hands-in', service.url);
  await service.held;
  await first.stop(60_000);
  expect((await client(getRun, { params })).state).toBe('queued');

  stage.worker('goes-on');
  const ended = await stage.ended(run.id);
  expect(ended).toMatchObject({ state: 'succeeded', worker: 'goes-on', attempt: 2, error: null });
  const { events } = await client(listRunEvents, { params, query: {} });
  const kinds = (attempt: number) => events.filter((e) => e.attempt === attempt).map((e) => e.kind);
  expect(kinds(1)).toContain('report');
  expect(kinds(2)).toEqual(['finished']);
}, 600_000);
