import {
  type ApiError,
  archiveModel,
  type Client,
  compareModels,
  demoteModel,
  getModel,
  listModelFiles,
  listModels,
  listRuns,
  modelFilePath,
  promoteModel,
  restoreModel,
} from '@preferably/contracts';
import { newId, openDatabase } from '@preferably/db';
import { makeModel, modelFiles, sha256Of } from '../../testing/models.ts';
import { keyOf, makeProject, person, type Service, startService, withKey } from '../../testing/service.ts';
import { freezeAndWait, judgedRows } from '../../testing/snapshots.ts';

let service: Service;
let projectId: string;
let snapshotId: string;
let first: string;
let second: string;
let bare: string;
let key: string;
let engineer: Client;
let reviewer: Client;

/** Forty pairs in as many dialogs; the model ranks the first ones right. */
const scores = (right: number, from = 0) =>
  Array.from({ length: 40 }, (_, n) => {
    const id = `p${from + n}`;
    return `${JSON.stringify({ id, root: `d${id}`, chosen: n < right ? 1 : -1, rejected: 0 })}\n`;
  }).join('');

beforeAll(async () => {
  service = await startService();
  const { project } = await makeProject(service, 'helpfulness', judgedRows(20), { judged: true });
  projectId = project.id;
  snapshotId = (await freezeAndWait(service, projectId, { name: 'all' })).id;
  const of = (name: string) => ({ projectId, snapshotId, name });
  first = await makeModel(service, of('first'), { accuracy: 0.5, files: { 'scores-0.jsonl': scores(20) } });
  second = await makeModel(service, of('second'), { accuracy: 0.9, files: { 'scores-0.jsonl': scores(36) } });
  bare = await makeModel(service, of('bare'));
  const who = await person(service, 'engineer', [projectId]);
  key = await keyOf(service, who, ['read', 'export', 'manage']);
  engineer = withKey(service.url, key);
  reviewer = withKey(
    service.url,
    await keyOf(service, await person(service, 'reviewer', [projectId]), ['read']),
  );
}, 120_000);
afterAll(() => service?.stop());

const codeOf = (call: Promise<unknown>) =>
  call.then(
    () => 'accepted',
    (error: unknown) => (error as ApiError).problem?.code,
  );
const at = (modelId: string) => ({ params: { modelId } });
const compared = (a: string, b: string, by = engineer) =>
  by(compareModels, { params: { projectId }, query: { a, b } });
const get = (name: string, headers: Record<string, string> = {}, init: RequestInit = {}) =>
  fetch(service.url + modelFilePath(first, name), { ...init, headers: { 'x-api-key': key, ...headers } });

test('the models of a project are listed newest first, and reviewers read them', async () => {
  const { models } = await reviewer(listModels, { params: { projectId } });
  expect(models.map(({ name }) => name)).toEqual(['bare', 'second', 'first']);
  expect(models[1]).toMatchObject({
    ...{ id: second, state: 'candidate', snapshot: { id: snapshotId, name: 'all' } },
    ownTest: { pairs: 6, accuracy: 0.9, ci95: [0.2, 0.8] },
  });
});

test('a list of runs says how often each is right on its own test split, and leaves the rest of the reports out', async () => {
  const { runs } = await reviewer(listRuns, { params: { projectId } });
  const measured = { pairs: 6, accuracy: 0.5, ci95: [0.2, 0.8] };
  expect(runs.map(({ name, own }) => [name, own])).toEqual(
    [bare, second, first].map((id, n) => [
      ['bare', 'second', 'first'][n],
      {
        ...{ ...measured, accuracy: id === second ? 0.9 : 0.5 },
        baseline: { name: 'bag_of_words', ...measured },
      },
    ]),
  );
  expect(runs[0]).not.toHaveProperty('report');
});

test('a model tells where it comes from', async () => {
  expect(await reviewer(getModel, at(first))).toMatchObject({
    ...{ baseModel: '/models/tiny', seed: 0, recipe: { margin: 'small' }, trainPairs: 14, mix: null },
    ...{ codeVersion: null, parameters: 10, evaluateSnapshots: [], files: { count: 5 } },
  });
  const { files } = await reviewer(listModelFiles, at(first));
  const config = modelFiles['model/config.json'];
  expect(files.find((file) => file.name === 'model/config.json')).toEqual({
    name: 'model/config.json',
    bytes: config.length,
    sha256: sha256Of(config),
  });
  expect(await codeOf(engineer(getModel, at(newId())))).toBe('not_found');
});

test('a file is downloaded whole, from the middle, or not again', async () => {
  const weights = modelFiles['model/model.safetensors'];
  const whole = await get('model/model.safetensors');
  expect([whole.status, await whole.text()]).toEqual([200, weights]);
  const etag = whole.headers.get('etag') as string;
  expect(etag).toBe(`"${sha256Of(weights)}"`);
  expect(whole.headers.get('content-disposition')).toBe('attachment; filename="model.safetensors"');
  const rest = await get('model/model.safetensors', { range: 'bytes=9-', 'if-range': etag });
  expect([rest.status, await rest.text()]).toEqual([206, weights.slice(9)]);
  expect((await get('model/model.safetensors', { 'if-none-match': etag })).status).toBe(304);
  expect((await get('model/model.safetensors', { range: 'bytes=999-' })).status).toBe(416);
  const head = await get('model/config.json', {}, { method: 'HEAD' });
  expect([head.status, head.headers.get('content-type')]).toEqual([200, 'application/json']);
  expect((await get('model/vocab.txt')).status).toBe(404);
  expect((await get('model/code.py')).status).toBe(400);
});

test('who may not export downloads nothing, and a stranger finds nothing', async () => {
  const asked = async (by: string) => (await get('report.json', { 'x-api-key': by })).status;
  const reader = await person(service, 'reviewer', [projectId]);
  expect(await asked(await keyOf(service, reader, ['read']))).toBe(403);
  expect(await asked(await keyOf(service, await person(service, 'engineer'), ['export']))).toBe(404);
});

test('one model is promoted, the next one takes its place, and it can be taken back', async () => {
  expect(await engineer(promoteModel, at(first))).toMatchObject({
    model: { id: first, state: 'promoted' },
    formerId: null,
  });
  expect(await codeOf(engineer(archiveModel, at(first)))).toBe('model_promoted');
  expect(await engineer(promoteModel, at(second))).toMatchObject({ formerId: first });
  const { models } = await engineer(listModels, { params: { projectId } });
  expect(models.map(({ state }) => state)).toEqual(['candidate', 'promoted', 'candidate']);
  expect(await engineer(demoteModel, at(second))).toMatchObject({ state: 'candidate' });
});

test('an archived model is not promoted before it is restored', async () => {
  expect(await engineer(archiveModel, at(first))).toMatchObject({ state: 'archived' });
  expect(await codeOf(engineer(promoteModel, at(first)))).toBe('model_archived');
  expect(await engineer(restoreModel, at(first))).toMatchObject({ state: 'candidate' });
  expect(await codeOf(reviewer(archiveModel, at(first)))).toBe('forbidden');
});

test('who changed what is noted, and what changed nothing is not', async () => {
  await engineer(restoreModel, at(second));
  const db = openDatabase(service.databaseUrl);
  const { rows } = await db.pool.query(
    `select action, object, detail from audit_event where action like 'model.%' order by id`,
  );
  await db.close();
  expect(rows).toEqual([
    { action: 'model.promote', object: first, detail: { before: 'candidate' } },
    { action: 'model.promote', object: second, detail: { before: 'candidate', formerId: first } },
    { action: 'model.demote', object: second, detail: { before: 'promoted' } },
    { action: 'model.archive', object: first, detail: { before: 'candidate' } },
    { action: 'model.restore', object: first, detail: { before: 'archived' } },
  ]);
});

test('two models are compared pair by pair, the same each time', async () => {
  const found = await compared(first, second, reviewer);
  expect(found).toMatchObject({
    ...{ pairs: 40, dialogs: 40, accuracyA: 0.5, accuracyB: 0.9, rightOnlyA: 0, rightOnlyB: 16 },
    ...{
      mcnemar: { test: 'exact', p: 2 / 2 ** 16 },
      verdict: 'b_better',
      a: { id: first },
      b: { id: second },
    },
  });
  expect(await compared(first, second)).toEqual(found);
  expect(await compared(second, first)).toMatchObject({ verdict: 'a_better', difference: -0.4 });
});

test('models without scores, without a common pair, or of another project are not compared', async () => {
  await expect(compared(first, bare)).rejects.toMatchObject({
    problem: { code: 'models_not_comparable', detail: expect.stringContaining('bare has no scores') },
  });
  const of = { projectId, snapshotId, name: 'elsewhere' };
  const other = await makeModel(service, of, { files: { 'scores-0.jsonl': scores(20, 100) } });
  expect(await codeOf(compared(first, other))).toBe('models_not_comparable');
  const broken = await makeModel(
    service,
    { ...of, name: 'broken' },
    { files: { 'scores-0.jsonl': '{"id":' } },
  );
  expect(await codeOf(compared(first, broken))).toBe('models_not_comparable');
  const { project } = await makeProject(service, 'safety', []);
  const elsewhere = service.admin(compareModels, {
    params: { projectId: project.id },
    query: { a: first, b: second },
  });
  expect(await codeOf(elsewhere)).toBe('not_found');
});
