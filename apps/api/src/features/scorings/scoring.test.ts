import {
  type ApiError,
  archiveModel,
  type Client,
  cancelScoring,
  claimScoring,
  createApiKey,
  finishScoring,
  importComparisons,
  listScorings,
  listToScore,
  putScores,
  restoreModel,
  scoringFilePath,
  scoringHeartbeat,
  startScoring,
} from '@preferably/contracts';
import { newId, openDatabase } from '@preferably/db';
import { makeModel, modelFiles, sha256Of } from '../../testing/models.ts';
import { claimOne, scoreOf } from '../../testing/scores.ts';
import {
  keyOf,
  linesOf,
  makeProject,
  person,
  rowOf,
  type Service,
  startService,
  withKey,
} from '../../testing/service.ts';
import { freezeAndWait, judgedRows } from '../../testing/snapshots.ts';

const calibration = '{"slope": 1.5}';
let service: Service;
let projectId: string;
let batchId: string;
let modelId: string;
let key: string;
let worker: Client;
let engineer: Client;
let reviewer: Client;

beforeAll(async () => {
  service = await startService();
  const made = await makeProject(service, 'helpfulness', judgedRows(6), { judged: true });
  projectId = made.project.id;
  batchId = made.batch.id;
  const snapshotId = (await freezeAndWait(service, projectId, { name: 'all', testShare: 0 })).id;
  const files = { 'calibration.json': calibration };
  modelId = await makeModel(service, { projectId, snapshotId, name: 'scorer' }, { files });
  await add(4);
  key = (await service.admin(createApiKey, { body: { name: 'worker', scopes: ['work'] } })).secret;
  worker = withKey(service.url, key);
  const who = await person(service, 'engineer', [projectId]);
  engineer = withKey(service.url, await keyOf(service, who, ['read', 'manage']));
  const reader = await person(service, 'reviewer', [projectId]);
  reviewer = withKey(service.url, await keyOf(service, reader, ['read']));
}, 120_000);
afterAll(() => service?.stop());

/** Open comparisons that nobody has judged. */
let added = 0;
async function add(count: number) {
  const rows = Array.from({ length: count }, () => rowOf(100 + added++));
  const at = { params: { projectId, batchId }, query: { name: 'more.jsonl' } };
  await service.admin(importComparisons, { ...at, lines: linesOf(rows) });
}

const codeOf = (call: Promise<unknown>) =>
  call.then(
    () => 'accepted',
    (error: unknown) => (error as ApiError).problem?.code,
  );
const start = (by: Client = engineer, scope: 'open' | 'judged' | 'all' = 'all') =>
  by(startScoring, { params: { modelId }, body: { scope } });
const newest = async () => (await reviewer(listScorings, { params: { projectId } })).scorings[0];

test('a scoring goes from the queue through its worker to scores that everybody of the staff sees', async () => {
  const queued = await start();
  expect(queued).toMatchObject({
    ...{ projectId, model: { id: modelId, name: 'scorer' }, scope: 'all', state: 'queued' },
    ...{ comparisons: 10, scored: 0, unscorable: 0, cancelRequested: false, startedAt: null },
  });
  expect(await codeOf(start())).toBe('scoring_under_way');

  const order = await claimOne(worker);
  expect(order).toMatchObject({ scoringId: queued.id, attempt: 1, modelId, dimension: 'helpfulness' });
  // What opens as a model and its calibration, and nothing that tells about the run.
  expect(order.files.map(({ name }) => name)).toEqual([
    'calibration.json',
    'model/config.json',
    'model/model.safetensors',
  ]);
  const by = { worker: 'w1', attempt: 1 };
  const params = { scoringId: queued.id };
  const first = await worker(listToScore, { params, query: { ...by, limit: 7 } });
  expect(first.comparisons).toHaveLength(7);
  expect(first.comparisons[0]).toMatchObject({
    prompt: [{ role: 'user', content: expect.stringContaining('Question number 0') }],
    response_a: 'The first answer to 0.',
    response_b: 'The second answer to 0, which is longer.',
  });
  const rest = await worker(listToScore, { params, query: { ...by, after: first.next as string } });
  expect([rest.comparisons.length, rest.next]).toEqual([3, null]);
  const scores = [...first.comparisons, ...rest.comparisons].map(({ id }, n) =>
    scoreOf(id, n === 0 ? null : 0.7),
  );
  const kept = await worker(putScores, { params, body: { ...by, scores } });
  expect(kept).toMatchObject({ cancelRequested: false });
  expect(await newest()).toMatchObject({ state: 'running', scored: 9, unscorable: 1 });
  await worker(finishScoring, { params, body: { ...by, outcome: 'succeeded' } });
  expect(await newest()).toMatchObject({ state: 'succeeded', endedAt: expect.any(String), error: null });
  expect(await codeOf(worker(scoringHeartbeat, { params, body: by }))).toBe('scoring_not_yours');
  expect(await codeOf(start())).toBe('nothing_to_score');
});

test('the model is read by whoever holds the scoring, in parts too, and by nobody else', async () => {
  await add(1);
  const { id } = await start();
  const get = (name: string, by: { worker: string; attempt: number }, headers: Record<string, string> = {}) =>
    fetch(service.url + scoringFilePath(id, name, by), { headers: { 'x-api-key': key, ...headers } });
  const weights = modelFiles['model/model.safetensors'];
  const by = { worker: 'w1', attempt: 1 };
  expect((await get('model/model.safetensors', by)).status).toBe(409);
  await claimOne(worker);
  const whole = await get('model/model.safetensors', by);
  expect([whole.status, await whole.text()]).toEqual([200, weights]);
  expect(whole.headers.get('etag')).toBe(`"${sha256Of(weights)}"`);
  const part = await get('model/model.safetensors', by, { range: 'bytes=8-' });
  expect([part.status, await part.text()]).toEqual([206, weights.slice(8)]);
  expect(await (await get('calibration.json', by)).text()).toBe(calibration);
  expect((await get('report.json', by)).status).toBe(404);
  expect((await get('model/vocab.txt', by)).status).toBe(404);
  expect((await get('model/code.py', by)).status).toBe(400);
  expect((await get('model/config.json', { ...by, worker: 'w2' })).status).toBe(409);
  const reads = await keyOf(service, await person(service, 'engineer', [projectId]), ['read', 'manage']);
  expect((await get('model/config.json', by, { 'x-api-key': reads })).status).toBe(403);
  await worker(finishScoring, { params: { scoringId: id }, body: { ...by, outcome: 'cancelled' } });
  expect((await get('model/config.json', by)).status).toBe(409);
});

test('a silent worker loses its scoring to the next one, which goes on, and may write nothing more', async () => {
  await add(2);
  const { id } = await start();
  const params = { scoringId: id };
  await claimOne(worker, 'dead');
  const dead = { worker: 'dead', attempt: 1 };
  const page = await worker(listToScore, { params, query: dead });
  await worker(putScores, {
    params,
    body: { ...dead, scores: [scoreOf(page.comparisons[0]?.id ?? '', 0.6)] },
  });
  expect((await worker(claimScoring, { body: { worker: 'eager' } })).order).toBeNull();
  const db = openDatabase(service.databaseUrl);
  await db.pool.query(`update scoring set lease_expires_at = now() - interval '1 second' where id = $1`, [
    id,
  ]);
  await db.close();
  expect((await worker(claimScoring, { body: { worker: 'next' } })).order).toMatchObject({
    scoringId: id,
    attempt: 2,
  });
  for (const call of [
    worker(listToScore, { params, query: dead }),
    worker(putScores, { params, body: { ...dead, scores: [] } }),
    worker(finishScoring, { params, body: { ...dead, outcome: 'succeeded' } }),
  ])
    expect(await codeOf(call)).toBe('scoring_not_yours');
  const next = { worker: 'next', attempt: 2 };
  expect((await worker(listToScore, { params, query: next })).comparisons).toHaveLength(
    page.comparisons.length - 1,
  );
  await worker(finishScoring, { params, body: { ...next, outcome: 'failed', error: 'no memory' } });
  expect(await newest()).toMatchObject({ state: 'failed', error: 'no memory', scored: 1 });
});

test('cancelling ends a queued scoring at once and tells the worker of a running one', async () => {
  const queued = await start();
  const cancel = (id: string) => engineer(cancelScoring, { params: { scoringId: id } });
  expect(await cancel(queued.id)).toMatchObject({ state: 'cancelled' });
  const { id } = await start();
  await claimOne(worker);
  const by = { worker: 'w1', attempt: 1 };
  expect(await cancel(id)).toMatchObject({ state: 'running', cancelRequested: true });
  const params = { scoringId: id };
  expect(await worker(putScores, { params, body: { ...by, scores: [] } })).toMatchObject({
    cancelRequested: true,
  });
  await worker(finishScoring, { params, body: { ...by, outcome: 'cancelled' } });
  expect(await codeOf(cancel(id))).toBe('scoring_finished');
});

test('a released scoring goes back into the queue', async () => {
  const { id } = await start();
  await claimOne(worker);
  const params = { scoringId: id };
  await worker(finishScoring, { params, body: { worker: 'w1', attempt: 1, outcome: 'released' } });
  expect(await claimOne(worker, 'w2')).toMatchObject({ scoringId: id, attempt: 2 });
  await worker(finishScoring, { params, body: { worker: 'w2', attempt: 2, outcome: 'cancelled' } });
});

test('half a score is refused', async () => {
  await start();
  const { scoringId, attempt } = await claimOne(worker);
  const half = { ...scoreOf(newId(), 0.5), b: null } as never;
  const params = { scoringId };
  const body = { worker: 'w1', attempt, scores: [half] };
  expect(await codeOf(worker(putScores, { params, body }))).toBe('invalid_request');
  await worker(finishScoring, { params, body: { worker: 'w1', attempt, outcome: 'cancelled' } });
});

test('an archived model scores nothing before it is restored', async () => {
  await engineer(archiveModel, { params: { modelId } });
  expect(await codeOf(start())).toBe('model_archived');
  await engineer(restoreModel, { params: { modelId } });
  const { id } = await start();
  await engineer(cancelScoring, { params: { scoringId: id } });
});

test('reviewers see scorings and start none, a stranger finds nothing, and a worker’s key starts none', async () => {
  expect(await codeOf(start(reviewer))).toBe('forbidden');
  const { id } = await start();
  expect(await codeOf(reviewer(cancelScoring, { params: { scoringId: id } }))).toBe('forbidden');
  expect(await codeOf(start(worker))).toBe('forbidden');
  expect(await codeOf(engineer(claimScoring, { body: { worker: 'w' } }))).toBe('forbidden');
  const stranger = withKey(
    service.url,
    await keyOf(service, await person(service, 'engineer'), ['read', 'manage']),
  );
  expect(await codeOf(stranger(listScorings, { params: { projectId } }))).toBe('not_found');
  expect(await codeOf(stranger(cancelScoring, { params: { scoringId: id } }))).toBe('not_found');
  await engineer(cancelScoring, { params: { scoringId: id } });
  expect(await codeOf(engineer(startScoring, { params: { modelId: newId() }, body: {} }))).toBe('not_found');
});

test('who asked for scores and who stopped them is noted', async () => {
  const db = openDatabase(service.databaseUrl);
  const { rows } = await db.pool.query(
    `select distinct action, detail from audit_event where action like 'scoring.%' order by action`,
  );
  await db.close();
  expect(rows).toEqual([
    { action: 'scoring.cancel', detail: {} },
    { action: 'scoring.start', detail: { modelId, scope: 'all' } },
  ]);
});
