import {
  type ApiError,
  type Client,
  createApiKey,
  finishRun,
  getNewestCurve,
  getRun,
  startRun,
} from '@preferably/contracts';
import { curveOf, reportOf, succeed } from '../../testing/models.ts';
import { makeProject, type Service, startService, withKey } from '../../testing/service.ts';
import { freezeAndWait, judgedRows } from '../../testing/snapshots.ts';

let service: Service;
let projectId: string;
let snapshotId: string;
let worker: Client;

beforeAll(async () => {
  service = await startService();
  projectId = (await makeProject(service, 'helpfulness', judgedRows(20), { judged: true })).project.id;
  snapshotId = (await freezeAndWait(service, projectId, { name: 'all', testShare: 0.3 })).id;
  const { secret } = await service.admin(createApiKey, { body: { name: 'worker', scopes: ['work'] } });
  worker = withKey(service.url, secret);
}, 120_000);
afterAll(() => service?.stop());

const codeOf = (call: Promise<unknown>) =>
  call.then(
    () => 'accepted',
    (error: unknown) => (error as ApiError).problem?.code,
  );
const files = { 'curve.json': '{}' };
const asked = (changes: object = {}) =>
  service.admin(startRun, {
    params: { projectId },
    body: {
      ...{ name: 'curve', trainSnapshotId: snapshotId, baseModel: '/models/tiny', learningCurve: true },
      ...changes,
    },
  });
const newest = async () => (await service.admin(getNewestCurve, { params: { projectId } })).newest;
/** The queue is one: what was refused may not be claimed by the next test. */
const cancel = (runId: string) =>
  worker(finishRun, { params: { runId }, body: { worker: 'w1', attempt: 1, outcome: 'cancelled' } });

test('a curve is ordered and handed in with its run, and the newest one is the project’s', async () => {
  expect(await newest()).toBeNull();
  const run = await asked();
  expect(run).toMatchObject({ learningCurve: true, curve: null });
  const curve = curveOf('helpfulness');
  await succeed(service, run.id, { curve, files });
  expect(await service.admin(getRun, { params: { runId: run.id } })).toMatchObject({ curve });
  expect(await newest()).toMatchObject({ runId: run.id, runName: 'curve', curve });
  const later = await asked({ name: 'later' });
  await succeed(service, later.id, { curve: curveOf('helpfulness', -0.01), files });
  const without = await asked({ name: 'without', learningCurve: false });
  await succeed(service, without.id);
  expect(await newest()).toMatchObject({ runName: 'later', curve: { slope_per_doubling: -0.01 } });
});

test('a run that was to fit one is not over before its curve and the file of it are here', async () => {
  const { id } = await asked();
  await expect(succeed(service, id, { files })).rejects.toMatchObject({
    problem: { code: 'run_files_missing', detail: expect.stringContaining('`curve`') },
  });
  const broken = { ...curveOf('helpfulness'), slope_ci95: [0.2, 0.1] as [number, number] };
  const report = reportOf('helpfulness');
  const body = { worker: 'w1', attempt: 1, outcome: 'succeeded' as const, report, curve: broken };
  expect(await codeOf(worker(finishRun, { params: { runId: id }, body }))).toBe('invalid_request');
  await cancel(id);
  const bare = await asked();
  await expect(succeed(service, bare.id, { curve: curveOf('helpfulness') })).rejects.toMatchObject({
    problem: { code: 'run_files_missing', detail: expect.stringContaining('curve.json') },
  });
  await cancel(bare.id);
});

test('a run that was not to fit one hands none in', async () => {
  const { id } = await asked({ learningCurve: false });
  await expect(succeed(service, id, { curve: curveOf('helpfulness') })).rejects.toMatchObject({
    problem: { code: 'invalid_request', detail: expect.stringContaining('without `curve`') },
  });
  await cancel(id);
});

test('a snapshot without test rows has nothing to measure a curve on', async () => {
  const { id } = await freezeAndWait(service, projectId, { name: 'untested', testShare: 0 });
  expect(await codeOf(asked({ trainSnapshotId: id }))).toBe('snapshot_empty');
});
