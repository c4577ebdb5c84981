import { readdir } from 'node:fs/promises';
import path from 'node:path';
import {
  cancelRun,
  claimRun,
  createApiKey,
  finishRun,
  listRunFiles,
  type Problem,
  startRun,
} from '@preferably/contracts';
import { putFile, sha256Of } from '../../testing/models.ts';
import { makeProject, type Service, startService, withKey } from '../../testing/service.ts';
import { freezeAndWait, judgedRows } from '../../testing/snapshots.ts';

const MOST = 1 << 20;
let service: Service;
let key: string;
let runId: string;

let again: () => Promise<string>;

beforeAll(async () => {
  service = await startService({ modelFileBytes: MOST });
  const { project } = await makeProject(service, 'helpfulness', judgedRows(20), { judged: true });
  const { id } = await freezeAndWait(service, project.id, { name: 'all' });
  const body = { name: 'run', trainSnapshotId: id, baseModel: 'tiny' };
  again = async () => (await service.admin(startRun, { params: { projectId: project.id }, body })).id;
  runId = await again();
  key = (await service.admin(createApiKey, { body: { name: 'worker', scopes: ['work'] } })).secret;
  await withKey(service.url, key)(claimRun, { body: { worker: 'w1' } });
}, 60_000);
afterAll(() => service?.stop());

const put = (name: string, content: string | Buffer, more: object = {}) =>
  putFile(service.url, key, { runId, name, content, ...more });
const answered = async (response: Response) => {
  const { code, detail } = (await response.json()) as Problem;
  return { status: response.status, code, detail };
};
const arrived = async () => {
  const query = { worker: 'w1', attempt: 1 };
  return (await withKey(service.url, key)(listRunFiles, { params: { runId }, query })).files;
};
/** Every file below a folder of the storage. */
const below = async (folder: string) =>
  (await readdir(path.join(service.storageDir, folder), { recursive: true, withFileTypes: true }))
    .filter((entry) => entry.isFile())
    .map((entry) => entry.name);

test('a file arrives with its size and sha256, and one sent again takes its place', async () => {
  await put('report.md', 'earlier');
  const content = 'later, and longer';
  const answer = await put('report.md', content);
  const file = { name: 'report.md', bytes: content.length, sha256: sha256Of(content) };
  expect([answer.status, await answer.json()]).toEqual([200, file]);
  expect(await arrived()).toEqual([file]);
  expect(await below('models')).toEqual(['report.md']);
});

test('bytes that are not those announced leave nothing', async () => {
  const answer = await answered(await put('report.json', '{}', { sha256: 'a'.repeat(64) }));
  expect(answer).toMatchObject({ status: 422, code: 'sha256_mismatch' });
  expect((await arrived()).map(({ name }) => name)).toEqual(['report.md']);
  expect(await below('work-uploads')).toEqual([]);
});

test('a file of the most bytes is taken, one more is not, told its length beforehand or not', async () => {
  expect((await put('scores-0.jsonl', Buffer.alloc(MOST))).status).toBe(200);
  const more = Buffer.alloc(MOST + 1);
  expect(await answered(await put('scores-1.jsonl', more))).toMatchObject({
    status: 413,
    code: 'payload_too_large',
    detail: expect.stringContaining('MODEL_FILE_BYTES'),
  });
  const { body } = new Response(more);
  const untold = await fetch(
    `${service.url}/v1/worker/runs/${runId}/files/scores-1.jsonl?worker=w1&attempt=1`,
    {
      method: 'PUT',
      headers: {
        ...{ 'x-api-key': key, 'x-content-sha256': sha256Of(more) },
        'content-type': 'application/octet-stream',
      },
      body: body as NonNullable<RequestInit['body']>,
      duplex: 'half',
    } as RequestInit,
  );
  expect(await answered(untold)).toMatchObject({ status: 413 });
  expect(await below('work-uploads')).toEqual([]);
});

test.each(['run.json', 'model/weights.bin', 'model/code.py', 'model/deep/er.json'])(
  'a file %s is not kept',
  async (name) => {
    expect(await answered(await put(name, 'x'))).toMatchObject({ status: 400, code: 'invalid_request' });
  },
);

test('only the worker that holds the run hands something in, with the scope for it', async () => {
  expect(await answered(await put('report.md', 'x', { attempt: 2 }))).toMatchObject({
    code: 'run_not_yours',
  });
  expect(await answered(await put('report.md', 'x', { worker: 'w2' }))).toMatchObject({ status: 409 });
  const weak = (await service.admin(createApiKey, { body: { name: 'weak', scopes: ['read'] } })).secret;
  const sent = { runId, name: 'report.md', content: 'x' };
  expect(await answered(await putFile(service.url, weak, sent))).toMatchObject({ code: 'forbidden' });
  expect((await putFile(service.url, {}, sent)).status).toBe(401);
});

test('what is no stream of bytes is refused with words', async () => {
  const address = `${service.url}/v1/worker/runs/${runId}/files/report.md?worker=w1&attempt=1`;
  const headers = { 'x-api-key': key, 'x-content-sha256': sha256Of('') };
  const none = await fetch(address, { method: 'PUT', headers });
  expect(await answered(none)).toMatchObject({
    code: 'invalid_request',
    detail: expect.stringContaining('octet-stream'),
  });
  const json = await fetch(address, {
    method: 'PUT',
    headers: { ...headers, 'content-type': 'application/json' },
    body: '{}',
  });
  expect(await answered(json)).toMatchObject({ status: 400 });
  const untold = await fetch(address, { method: 'PUT', headers: { 'x-api-key': key }, body: 'x' });
  expect(await answered(untold)).toMatchObject({ status: 400, code: 'invalid_request' });
});

test('a released run keeps what has arrived; one that fails leaves nothing in the storage', async () => {
  const worker = withKey(service.url, key);
  const finish = (attempt: number, end: { outcome: 'released' } | { outcome: 'failed'; error: string }) =>
    worker(finishRun, { params: { runId }, body: { worker: 'w1', attempt, ...end } });
  await finish(1, { outcome: 'released' });
  await worker(claimRun, { body: { worker: 'w1' } });
  const { files } = await worker(listRunFiles, { params: { runId }, query: { worker: 'w1', attempt: 2 } });
  expect(files.map(({ name }) => name)).toEqual(['report.md', 'scores-0.jsonl']);
  await finish(2, { outcome: 'failed', error: 'no memory' });
  expect(await below('models')).toEqual([]);
});

test('what was handed in of a run that then waits goes when the run is cancelled', async () => {
  const worker = withKey(service.url, key);
  const id = await again();
  await worker(claimRun, { body: { worker: 'w1' } });
  expect((await put('report.md', '# so far', { runId: id })).status).toBe(200);
  await worker(finishRun, { params: { runId: id }, body: { worker: 'w1', attempt: 1, outcome: 'released' } });
  expect(await below('models')).toHaveLength(1);
  await service.admin(cancelRun, { params: { runId: id } });
  expect(await below('models')).toEqual([]);
});
