import { createHash } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import {
  type ApiError,
  createFileLink,
  type Problem,
  type Snapshot,
  snapshotFilePath,
} from '@preferably/contracts';
import { newId, openDatabase, snapshotQueue } from '@preferably/db';
import { diskStorage } from '../../storage/disk-storage.ts';
import { keyOf, makeProject, person, type Service, startService, withKey } from '../../testing/service.ts';
import { downloader, freezeAndWait, judgedRows } from '../../testing/snapshots.ts';
import { linkKeyOf, signLink } from './file-link.ts';

const SECRET = 'a-secret-of-at-least-thirty-two-characters';
let service: Service;
let snapshot: Snapshot;
let key: string;
let engineerId: string;
let download: ReturnType<typeof downloader>;
const NAME = 'canonical.jsonl';

beforeAll(async () => {
  service = await startService({ authSecret: SECRET });
  const { project } = await makeProject(service, 'helpfulness', judgedRows(20), { judged: true });
  const engineer = await person(service, 'engineer', [project.id]);
  engineerId = engineer.user.id;
  key = await keyOf(service, engineer, ['export']);
  download = downloader(service, key);
  snapshot = await freezeAndWait(service, project.id, { name: 'first' });
});
afterAll(() => service?.stop());

const linkTo = (name: string, minutes?: number, by = withKey(service.url, key)) =>
  by(createFileLink, {
    params: { snapshotId: snapshot.id },
    body: { name, ...(minutes ? { minutes } : {}) },
  });
const fileOf = (name: string) => snapshot.files.find((f) => f.name === name) as Snapshot['files'][number];
const sha256 = async (response: Response) =>
  createHash('sha256')
    .update(Buffer.from(await response.arrayBuffer()))
    .digest('hex');
const detailOf = async (response: Response) => ((await response.json()) as Problem).detail;

test('HEAD tells what GET would send, without sending it', async () => {
  const address = service.url + snapshotFilePath(snapshot.id, NAME);
  const headers = { 'x-api-key': key };
  const head = await fetch(address, { method: 'HEAD', headers });
  const { bytes, sha256 } = fileOf(NAME);
  expect(head.status).toBe(200);
  expect(head.headers.get('content-length')).toBe(String(bytes));
  expect(head.headers.get('content-type')).toBe('application/x-ndjson');
  expect(head.headers.get('etag')).toBe(`"${sha256}"`);
  expect(await head.text()).toBe('');
  const part = await fetch(address, { method: 'HEAD', headers: { ...headers, range: 'bytes=0-9' } });
  expect([part.status, part.headers.get('content-length')]).toEqual([206, '10']);
  expect((await fetch(address, { method: 'HEAD' })).status).toBe(401);
});

test('a file in a folder has the folder in its address and not in the name it is saved under', async () => {
  const name = 'huggingface/data/train-00000-of-00001.parquet';
  const content = 'Columns, for once in a line.';
  const id = await finishedByHand(name, content);
  const response = await download(id, name);
  expect(response.status).toBe(200);
  expect(response.headers.get('content-type')).toBe('application/vnd.apache.parquet');
  expect(response.headers.get('content-disposition')).toBe(
    'attachment; filename="train-00000-of-00001.parquet"',
  );
  expect(await response.text()).toBe(content);
  expect((await download(id, 'train-00000-of-00001.parquet')).status).toBe(404);
});

/** A snapshot whose writer was this test, so that its file may have any name. */
async function finishedByHand(name: string, content: string): Promise<string> {
  const storage = diskStorage(service.storageDir);
  const id = newId();
  const storageKey = `snapshots/${id}/${name}`;
  const file = path.join(await storage.workFolder(id, 'by-hand'), 'file');
  await writeFile(file, content);
  await storage.put(storageKey, file);
  const db = openDatabase(service.databaseUrl);
  await db.pool.query(
    `insert into snapshot (id, project_id, name, filter, margin, test_share, split_key_id, counts, frozen_at,
                           writer, lease_expires_at)
     select $1::uuid, project_id, 'by hand', filter, margin, test_share, split_key_id, counts, now(),
            'by-hand', now() + interval '1 hour' from snapshot where id = $2`,
    [id, snapshot.id],
  );
  const counted = { rows: 1, bytes: content.length, sha256: 'f'.repeat(64), storageKey };
  await snapshotQueue.finishSnapshot(db, id, 'by-hand', [
    { name, format: 'huggingface', split: null, ...counted },
  ]);
  await db.close();
  return id;
}

test.each(['../../secret', 'a//b', 'a/./b', '%2e%2e/secret', 'a%00b', 'x'.repeat(400)])(
  'the name %s is no name of a file',
  async (name) => {
    const address = `${service.url}/v1/snapshots/${snapshot.id}/files/${name}`;
    expect([400, 404]).toContain((await fetch(address, { headers: { 'x-api-key': key } })).status);
  },
);

test('anybody downloads the file that a link is for, whole or from the middle, without a key', async () => {
  const { url, expiresAt } = await linkTo(NAME, 5);
  expect(Date.parse(expiresAt) - Date.now()).toBeLessThanOrEqual(5 * 60_000);
  expect(Date.parse(expiresAt) - Date.now()).toBeGreaterThan(4 * 60_000);
  const whole = await fetch(url);
  expect(whole.status).toBe(200);
  expect(await sha256(whole)).toBe(fileOf(NAME).sha256);
  expect((await fetch(url, { headers: { range: 'bytes=5-' } })).status).toBe(206);
  expect((await fetch(url, { method: 'HEAD' })).status).toBe(200);
});

test('a link is for one file until one moment: whoever changes its address is refused', async () => {
  const { url } = await linkTo(NAME);
  const changed = [
    url.replace(NAME, 'manifest.json'),
    url.replace(/expires=\d+/u, 'expires=2000000000'),
    url.replace(/expires=\d+&/u, ''),
    url.replace(/signature=./u, 'signature='),
    url.replace(/signature=.*/u, 'signature='),
  ];
  for (const address of changed) {
    const response = await fetch(address);
    expect(response.status).toBe(403);
    expect(await detailOf(response)).toMatch(/ask whoever gave it for another/u);
  }
});

test('an expired link says so', async () => {
  const expires = Math.floor(Date.now() / 1000) - 1;
  const signature = signLink(linkKeyOf(SECRET), { snapshotId: snapshot.id, name: NAME, expires });
  const response = await fetch(
    `${service.url}${snapshotFilePath(snapshot.id, NAME)}?expires=${expires}&signature=${signature}`,
  );
  expect(response.status).toBe(403);
  expect(await detailOf(response)).toMatch(/has expired/u);
});

test('links are made by engineers of the project for files that are there, for a week at most', async () => {
  const status = (call: Promise<unknown>) =>
    call.then(
      () => 201,
      (error: ApiError) => error.status,
    );
  expect(await status(linkTo('nothing.jsonl'))).toBe(404);
  expect(await status(linkTo(NAME, 7 * 24 * 60 + 1))).toBe(400);
  const stranger = await keyOf(service, await person(service, 'engineer'), ['export']);
  expect(await status(linkTo(NAME, 5, withKey(service.url, stranger)))).toBe(404);
});

test('who made a link for what is noted, and the signature is not', async () => {
  const { url } = await linkTo('manifest.json', 30);
  const db = openDatabase(service.databaseUrl);
  const { rows } = await db.pool.query(
    `select actor, detail from audit_event where action = 'snapshot.link' and object = $1 order by id desc limit 1`,
    [snapshot.id],
  );
  await db.close();
  expect(rows).toEqual([
    { actor: engineerId, detail: { name: 'manifest.json', expiresAt: expect.any(String) } },
  ]);
  expect(JSON.stringify(rows)).not.toContain(new URL(url).searchParams.get('signature'));
});

test('the OpenAPI document describes the download with its answers', async () => {
  const document = (await (await fetch(`${service.url}/v1/openapi.json`)).json()) as {
    paths: Record<string, { get: { parameters: { name: string; in: string }[]; responses: object } }>;
  };
  const get = document.paths['/v1/snapshots/{snapshotId}/files/{name}']?.get;
  expect(get?.parameters.map((p) => `${p.in} ${p.name}`).toSorted()).toEqual([
    'path name',
    'path snapshotId',
    'query expires',
    'query signature',
  ]);
  expect(Object.keys(get?.responses ?? {})).toEqual([
    ...['200', '206', '304'],
    ...['400', '401', '403', '404', '409', '416', '500'],
  ]);
});
