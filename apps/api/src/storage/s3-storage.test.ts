import { spawn } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { readdir, stat, truncate, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { buffer, text } from 'node:stream/consumers';
import { startS3Server } from '../testing/s3-server.ts';
import { keyOf, makeProject, person, startService } from '../testing/service.ts';
import { downloader, freezeAndWait, judgedRows } from '../testing/snapshots.ts';
import { s3Storage } from './s3-storage.ts';

let server: Awaited<ReturnType<typeof startS3Server>>;
beforeAll(async () => {
  server = await startS3Server();
  process.env.AWS_ACCESS_KEY_ID = server.credentials.id;
  process.env.AWS_SECRET_ACCESS_KEY = server.credentials.secret;
});
afterAll(() => server?.stop());

const placeOf = (prefix: string) => ({
  bucket: server.bucket,
  prefix,
  endpoint: server.endpoint,
  region: 'us-east-1',
});

test('a file of many parts arrives whole, is read in ranges, and is removed', async () => {
  const storage = s3Storage(placeOf('parts'));
  const folder = await storage.workFolder('snapshot', 'writer');
  const bytes = randomBytes(20 << 20);
  await writeFile(path.join(folder, 'big'), bytes);
  await storage.put('deep/big', path.join(folder, 'big'));
  expect(await readdir(folder)).toEqual([]);
  expect(await storage.size('deep/big')).toBe(bytes.length);
  expect((await buffer(await storage.read('deep/big'))).equals(bytes)).toBe(true);
  const range = { start: (9 << 20) - 5, end: (9 << 20) + 5 };
  const part = await buffer(await storage.read('deep/big', range));
  expect(part.equals(bytes.subarray(range.start, range.end + 1))).toBe(true);
  await storage.remove('deep/big');
  await storage.remove('deep/big');
  await expect(storage.read('deep/big')).rejects.toThrow();
  await storage.dropWorkFolder(folder);
});

test('a file put again takes the place of the earlier one', async () => {
  const storage = s3Storage(placeOf('again'));
  for (const content of ['earlier', 'later', '']) {
    const file = path.join(await storage.workFolder('snapshot', 'writer'), 'file');
    await writeFile(file, content);
    await storage.put('key', file);
    expect(await text(await storage.read('key'))).toBe(content);
  }
  await storage.dropWork('snapshot');
});

test('an upload that is killed half-way leaves nothing under the key, and the next one succeeds', async () => {
  const place = placeOf('killed');
  const storage = s3Storage(place);
  const folder = await storage.workFolder('snapshot', 'writer');
  const file = path.join(folder, 'big');
  await writeFile(file, '');
  await truncate(file, 512 << 20);
  const program = `
    const { s3Storage } = await import(${JSON.stringify(path.join(import.meta.dirname, 's3-storage.ts'))});
    await s3Storage(${JSON.stringify(place)}).put('key', ${JSON.stringify(file)});`;
  const child = spawn(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', program], {
    env: {
      PATH: process.env.PATH,
      AWS_ACCESS_KEY_ID: server.credentials.id,
      AWS_SECRET_ACCESS_KEY: server.credentials.secret,
    },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const ended = once(child, 'exit');
  while ((await sizeOfFolder(server.folder)) < 30 << 20) {
    if (child.exitCode !== null) throw new Error('the upload ended before it was half-way');
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
  child.kill('SIGKILL');
  expect(await ended).toEqual([null, 'SIGKILL']);
  await expect(storage.size('key')).rejects.toThrow();
  await expect(storage.read('key')).rejects.toThrow();

  await truncate(file, 1 << 20);
  await storage.put('key', file);
  expect(await storage.size('key')).toBe(1 << 20);
  await storage.dropWork('snapshot');
});

/** Bytes of all the files in a folder, while they come and go. */
async function sizeOfFolder(folder: string): Promise<number> {
  const names = await readdir(folder, { recursive: true });
  const sizes = await Promise.all(
    names.map((name) =>
      stat(path.join(folder, name))
        .then((s) => (s.isFile() ? s.size : 0))
        .catch(() => 0),
    ),
  );
  return sizes.reduce((sum, size) => sum + size, 0);
}

test('two services keep their work apart on one machine, and each finds its own again', async () => {
  const folder = await s3Storage(placeOf('one')).workFolder('snapshot', 'writer');
  expect(await s3Storage(placeOf('two')).snapshotsInWork()).toEqual([]);
  expect(await s3Storage(placeOf('one')).snapshotsInWork()).toEqual(['snapshot']);
  await s3Storage(placeOf('one')).dropWorkFolder(path.dirname(folder));
});

test('the whole way: frozen, written to the bucket, downloaded by ranges, with the sha256 that was promised', async () => {
  await using service = await withStop(startService({ storage: { kind: 's3', ...placeOf('whole/way') } }));
  const { project } = await makeProject(service, 'helpfulness', judgedRows(30), { judged: true });
  const snapshot = await freezeAndWait(service, project.id, { name: 'in a bucket' });
  expect(snapshot.state).toBe('ready');
  const { id } = snapshot;
  const key = await keyOf(service, await person(service, 'engineer', [project.id]), ['export']);
  const download = downloader(service, key);

  for (const file of snapshot.files) {
    const whole = await download(id, file.name);
    expect(whole.headers.get('etag')).toBe(`"${file.sha256}"`);
    const bytes = Buffer.from(await whole.arrayBuffer());
    expect(bytes.length).toBe(file.bytes);
    expect(createHash('sha256').update(bytes).digest('hex')).toBe(file.sha256);
    const half = Math.floor(bytes.length / 2);
    const rest = await download(id, file.name, { range: `bytes=${half}-`, 'if-range': `"${file.sha256}"` });
    expect(rest.status).toBe(206);
    expect(Buffer.from(await rest.arrayBuffer()).equals(bytes.subarray(half))).toBe(true);
  }
  const stored = await readdir(path.join(server.folder, 'whole/way/snapshots', id), { recursive: true });
  expect(stored.toSorted()).toEqual(snapshot.files.map((f) => f.name).toSorted());
});

async function withStop<T extends { stop(): Promise<void> }>(starting: Promise<T>) {
  const started = await starting;
  return { ...started, [Symbol.asyncDispose]: () => started.stop() };
}
