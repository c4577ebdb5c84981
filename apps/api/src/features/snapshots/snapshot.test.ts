import { createHash } from 'node:crypto';
import { Manifest } from '@preferably/contracts';
import { keyOf, makeProject, person, type Service, startService } from '../../testing/service.ts';
import { downloader, freezeAndWait, judgedRows } from '../../testing/snapshots.ts';

let service: Service;
let projectId: string;
let download: ReturnType<typeof downloader>;

beforeAll(async () => {
  service = await startService();
  const { project } = await makeProject(service, 'helpfulness', judgedRows(60), { judged: true });
  projectId = project.id;
  const key = await keyOf(service, await person(service, 'engineer', [projectId]), [
    'read',
    'export',
    'manage',
  ]);
  download = downloader(service, key);
});
afterAll(() => service?.stop());

const frozen = (name: string) => freezeAndWait(service, projectId, { name, testShare: 0.3 });

test('a snapshot is frozen, written and described by its manifest', async () => {
  const snapshot = await frozen('first');
  expect(snapshot).toMatchObject({ state: 'ready', counts: { rows: 60, comparisons: 60, annotators: 1 } });
  expect(snapshot.counts.train + snapshot.counts.test).toBe(60);
  expect(snapshot.files.map((f) => f.name)).toEqual([
    'canonical.jsonl',
    'card.md',
    'manifest.json',
    'trl-test.jsonl',
    'trl-train.jsonl',
  ]);
  const manifest = Manifest.parse(await (await download(snapshot.id, 'manifest.json')).json());
  for (const file of manifest.files) {
    const bytes = Buffer.from(await (await download(snapshot.id, file.name)).arrayBuffer());
    expect(bytes.length).toBe(file.bytes);
    expect(createHash('sha256').update(bytes).digest('hex')).toBe(file.sha256);
    if (file.name.endsWith('.jsonl')) expect(bytes.toString().trimEnd().split('\n')).toHaveLength(file.rows);
  }
  const line = (await (await download(snapshot.id, 'trl-train.jsonl')).text()).split('\n')[0] as string;
  expect(JSON.parse(line)).toEqual({
    prompt: [{ role: 'user', content: expect.any(String) }],
    chosen: [{ role: 'assistant', content: expect.any(String) }],
    rejected: [{ role: 'assistant', content: expect.any(String) }],
    margin: 2 / 3,
  });
});

test('no dialog root is on both sides, and it keeps its side in the next snapshot', async () => {
  const sides = async (name: string) => {
    const { id } = await frozen(name);
    const rows = (await (await download(id, 'canonical.jsonl')).text())
      .trimEnd()
      .split('\n')
      .map((l) => JSON.parse(l));
    return new Map<string, string>(rows.map((r) => [r.root_sha256, r.split]));
  };
  expect(await sides('second')).toEqual(await sides('third'));
});

test('a download resumes where it broke off and is not sent again when it is known', async () => {
  const { id, files } = await frozen('fourth');
  const canonical = files.find((f) => f.name === 'canonical.jsonl');
  const whole = await download(id, 'canonical.jsonl');
  const etag = whole.headers.get('etag') as string;
  const bytes = await whole.text();
  const rest = await download(id, 'canonical.jsonl', { range: 'bytes=1000-', 'if-range': etag });
  expect(rest.status).toBe(206);
  expect(rest.headers.get('content-range')).toBe(`bytes 1000-${bytes.length - 1}/${canonical?.bytes}`);
  expect(await rest.text()).toBe(bytes.slice(1000));
  const other = await download(id, 'canonical.jsonl', { range: 'bytes=1000-', 'if-range': '"another"' });
  expect(other.status).toBe(200);
  expect((await download(id, 'canonical.jsonl', { 'if-none-match': etag })).status).toBe(304);
  expect((await download(id, 'canonical.jsonl', { range: 'bytes=999999999-' })).status).toBe(416);
  expect((await download(id, 'nothing.jsonl')).status).toBe(404);
});

test('people outside of the project do not learn that a snapshot exists', async () => {
  const { id } = await frozen('fifth');
  const stranger = await keyOf(service, await person(service, 'engineer'), ['read', 'export']);
  expect((await download(id, 'canonical.jsonl', { 'x-api-key': stranger })).status).toBe(404);
  expect((await download(id, 'canonical.jsonl', { 'x-api-key': '' })).status).toBe(401);
});
