import { readFileSync } from 'node:fs';
import path from 'node:path';
import {
  type ApiError,
  type Client,
  cancelRun,
  claimRun,
  createApiKey,
  finishRun,
  freezeSnapshot,
  getRun,
  getSnapshot,
  heartbeat,
  listRunEvents,
  postRunEvents,
  snapshotFilePath,
  startRun,
} from '@preferably/contracts';

import { modelFiles, putFile, reportOf } from '../../testing/models.ts';
import {
  makeProject,
  person,
  rowOf,
  type Service,
  signIn,
  startService,
  withKey,
} from '../../testing/service.ts';

const fullReport = path.resolve(
  import.meta.dirname,
  '../../../../../packages/contracts/fixtures/report-schema-2.json',
);
let service: Service;
let projectId: string;
let snapshotId: string;
let worker: Client;
let key: string;

beforeAll(async () => {
  service = await startService({ runLeaseSeconds: 2 });
  const rows = Array.from({ length: 20 }, (_, n) => rowOf(n, { preferred: 'a' }));
  projectId = (await makeProject(service, 'helpfulness', rows, { judged: true })).project.id;
  snapshotId = await freeze(projectId, 'all', 0.3);
  key = (await service.admin(createApiKey, { body: { name: 'worker', scopes: ['work'] } })).secret;
  worker = withKey(service.url, key);
});
afterAll(() => service?.stop());

async function freeze(ofProject: string, name: string, testShare: number): Promise<string> {
  const params = { projectId: ofProject };
  const { id } = await service.admin(freezeSnapshot, { params, body: { name, testShare } });
  while ((await service.admin(getSnapshot, { params: { snapshotId: id } })).state === 'building') {
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  return id;
}
const start = (name: string) =>
  service.admin(startRun, {
    params: { projectId },
    body: { name, trainSnapshotId: snapshotId, baseModel: '/models/tiny' },
  });
const codeOf = (call: Promise<unknown>) =>
  call.then(
    () => 'accepted',
    (error: unknown) => (error as ApiError).problem?.code,
  );
const claim = async (name: string) => (await worker(claimRun, { body: { worker: name } })).order;

test('a run goes from the queue through its worker to a report', async () => {
  const run = await start('one');
  expect(run).toMatchObject({ state: 'queued', recipe: { margin: 'small', epochs: 1, batch_pairs: 512 } });
  const order = await claim('w1');
  expect(order).toMatchObject({ runId: run.id, attempt: 1, exports: [{ use: 'train', snapshotId }] });
  const file = order?.exports[0]?.file;
  const bytes = await fetch(service.url + snapshotFilePath(snapshotId, file?.name ?? ''), {
    headers: { 'x-api-key': key },
  });
  expect((await bytes.arrayBuffer()).byteLength).toBe(file?.bytes);

  const holder = { worker: 'w1', attempt: 1 };
  const at = { params: { runId: run.id } };
  const event = (seq: number) => ({
    seq,
    at: new Date().toISOString(),
    kind: 'step',
    payload: { step: seq, loss: 1 },
  });
  await worker(postRunEvents, { ...at, body: { ...holder, events: [event(0), event(1)] } });
  await worker(postRunEvents, { ...at, body: { ...holder, events: [event(1), event(2)] } });
  const heard = await service.admin(listRunEvents, { ...at, query: {} });
  expect(heard.events.map((e) => e.seq)).toEqual([0, 1, 2]);
  const later = await service.admin(listRunEvents, { ...at, query: { attempt: 1, after: 1 } });
  expect(later.events.map((e) => e.seq)).toEqual([2]);

  const end = { ...at, body: { ...holder, outcome: 'succeeded' as const, report: reportOf('helpfulness') } };
  expect(await codeOf(worker(finishRun, end))).toBe('run_files_missing');
  for (const [name, content] of Object.entries(modelFiles))
    expect((await putFile(service.url, key, { runId: run.id, name, content })).status).toBe(200);
  await worker(finishRun, end);
  expect(await service.admin(getRun, at)).toMatchObject({ state: 'succeeded', report: { parameters: 10 } });
  expect(await codeOf(worker(heartbeat, { ...at, body: holder }))).toBe('run_not_yours');
});

test('a silent worker loses its run to the next one, and may write nothing more', async () => {
  const run = await start('two');
  const at = { params: { runId: run.id } };
  expect(await claim('dead')).toMatchObject({ runId: run.id, attempt: 1 });
  expect(await claim('eager')).toBeNull();
  let taken = await claim('next');
  for (let tries = 0; tries < 100 && !taken; tries++) {
    await new Promise((resolve) => setTimeout(resolve, 100));
    taken = await claim('next');
  }
  expect(taken).toMatchObject({ runId: run.id, attempt: 2 });
  expect(await codeOf(worker(heartbeat, { ...at, body: { worker: 'dead', attempt: 1 } }))).toBe(
    'run_not_yours',
  );
  const failed = { worker: 'next', attempt: 2, outcome: 'failed', error: 'no memory' } as const;
  await worker(finishRun, { ...at, body: failed });
  expect(await service.admin(getRun, at)).toMatchObject({ state: 'failed', error: 'no memory' });
});

test('cancelling ends a queued run at once and tells the worker of a running one', async () => {
  const queued = await start('three');
  expect(await service.admin(cancelRun, { params: { runId: queued.id } })).toMatchObject({
    state: 'cancelled',
  });
  const at = { params: { runId: (await start('four')).id } };
  const holder = { worker: 'w', attempt: (await claim('w'))?.attempt ?? 0 };
  expect(await service.admin(cancelRun, at)).toMatchObject({ state: 'running', cancelRequested: true });
  expect(await worker(heartbeat, { ...at, body: holder })).toMatchObject({ cancelRequested: true });
  await worker(finishRun, { ...at, body: { ...holder, outcome: 'cancelled' } });
  expect(await codeOf(service.admin(cancelRun, at))).toBe('run_finished');
});

test('a released run goes back into the queue', async () => {
  const at = { params: { runId: (await start('five')).id } };
  const order = await claim('w');
  const holder = { worker: 'w', attempt: order?.attempt ?? 0 };
  await worker(finishRun, { ...at, body: { ...holder, outcome: 'released' } });
  expect(await claim('w2')).toMatchObject({ runId: at.params.runId, attempt: 2 });
  // Left to its lease, it would be claimed in the place of what later tests start.
  const end = { worker: 'w2', attempt: 2, outcome: 'cancelled' } as const;
  await worker(finishRun, { ...at, body: end });
});

describe('a mix of sources', () => {
  let other: string;
  let otherProject: string;
  beforeAll(async () => {
    const rows = Array.from({ length: 20 }, (_, n) => rowOf(n + 100, { preferred: 'b' }));
    otherProject = (await makeProject(service, 'safety', rows, { judged: true })).project.id;
    other = await freeze(otherProject, 'elsewhere', 0.3);
  });
  const mixed = (changes: object) =>
    service.admin(startRun, {
      params: { projectId },
      body: { name: 'mixed', trainSnapshotId: snapshotId, baseModel: '/models/tiny', ...changes },
    });

  test('reaches the worker with a name for each export, its own first', async () => {
    const recipe = { other_share: 0.5 };
    const run = await mixed({ recipe, mixSnapshotIds: [other], evaluateSnapshotIds: [other] });
    expect(run).toMatchObject({ mixSnapshotIds: [other], evaluateSnapshotIds: [other], recipe });
    const order = await claim('mixer');
    expect(order).toMatchObject({ runId: run.id, recipe });
    expect(order?.exports.map((each) => [each.use, each.snapshotId, each.dimension])).toEqual([
      ['train', snapshotId, 'helpfulness'],
      ['evaluate', other, 'safety'],
      ['mix', other, 'safety'],
    ]);
    expect(order?.exports.map((each) => each.name)).toEqual([
      expect.stringMatching(/^[a-z0-9-]+\/all$/u),
      expect.stringMatching(/\/elsewhere$/u),
      expect.stringMatching(/\/elsewhere$/u),
    ]);
    const end = { worker: 'mixer', attempt: 1, outcome: 'cancelled' } as const;
    await worker(finishRun, { params: { runId: run.id }, body: end });
  });

  const refusals: [string, () => object, string][] = [
    ['other sources without a share', () => ({ mixSnapshotIds: [other] }), 'mix_without_share'],
    ['a share without other sources', () => ({ recipe: { other_share: 0.1 } }), 'share_without_mix'],
    [
      'its own snapshot as another source',
      () => ({ recipe: { other_share: 0.1 }, mixSnapshotIds: [snapshotId] }),
      'invalid_request',
    ],
    [
      'a source named twice',
      () => ({ recipe: { other_share: 0.1 }, mixSnapshotIds: [other, other] }),
      'invalid_request',
    ],
    [
      'a source that is not there',
      () => ({ recipe: { other_share: 0.1 }, mixSnapshotIds: [projectId] }),
      'not_found',
    ],
  ];
  test.each(refusals)('is refused with %s', async (_, changes, code) => {
    expect(await codeOf(mixed(changes()))).toBe(code);
  });

  test('does not show somebody a snapshot that they may not read', async () => {
    const { email, password } = await person(service, 'engineer', [projectId]);
    const client = await signIn(service.url, email, password);
    const body = {
      name: 'peek',
      trainSnapshotId: snapshotId,
      baseModel: 'm',
      recipe: { other_share: 0.1 },
      mixSnapshotIds: [other],
    };
    expect(await codeOf(client(startRun, { params: { projectId }, body }))).toBe('not_found');
  });
});

test('a report of schema 2 is stored whole, one that makes no sense is refused', async () => {
  const run = await start('full');
  const at = { params: { runId: run.id } };
  const holder = { worker: 'w', attempt: (await claim('w'))?.attempt ?? 0 };
  const full = JSON.parse(readFileSync(fullReport, 'utf8'));
  const [own] = full.evaluations;
  const broken = { ...full, evaluations: [{ ...own, accuracy: 7 }] };
  expect(
    await codeOf(worker(finishRun, { ...at, body: { ...holder, outcome: 'succeeded', report: broken } })),
  ).toBe('invalid_request');
  for (const [name, content] of Object.entries(modelFiles))
    expect((await putFile(service.url, key, { ...holder, runId: run.id, name, content })).status).toBe(200);
  await worker(finishRun, { ...at, body: { ...holder, outcome: 'succeeded', report: full } });
  expect((await service.admin(getRun, at)).report).toEqual(full);
});

test('a worker key opens nothing else', async () => {
  expect(await codeOf(worker(getRun, { params: { runId: (await start('six')).id } }))).toBe('forbidden');
});
