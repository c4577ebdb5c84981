import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { text } from 'node:stream/consumers';
import { diskStorage } from './disk-storage.ts';
import type { Storage } from './storage.ts';

const SNAPSHOT = '019a0000-0000-7000-8000-000000000001';
const OTHER = '019a0000-0000-7000-8000-000000000002';

let root: string;
let storage: Storage;
beforeEach(async () => {
  root = await mkdtemp(path.join(tmpdir(), 'preferably-storage-'));
  storage = diskStorage(root);
});
afterEach(() => rm(root, { recursive: true, force: true }));

async function made(content: string, snapshotId = SNAPSHOT, writer = 'writer-1') {
  const file = path.join(await storage.workFolder(snapshotId, writer), 'made.jsonl');
  await writeFile(file, content);
  return file;
}

test('a file is put under its key whole, and is gone from where it was made', async () => {
  const file = await made('0123456789');
  await storage.put('snapshots/1/deep/er.jsonl', file);
  expect(await text(await storage.read('snapshots/1/deep/er.jsonl'))).toBe('0123456789');
  expect(await text(await storage.read('snapshots/1/deep/er.jsonl', { start: 2, end: 4 }))).toBe('234');
  expect(await storage.size('snapshots/1/deep/er.jsonl')).toBe(10);
  expect(await readdir(path.dirname(file))).toEqual([]);
});

test('a file put again takes the place of the earlier one; who reads the earlier one reads it to its end', async () => {
  await storage.put('key', await made('earlier'));
  const reading = await storage.read('key');
  await storage.put('key', await made('later'));
  expect(await text(reading)).toBe('earlier');
  expect(await text(await storage.read('key'))).toBe('later');
});

test('a file that is not there is an error before a byte is read, and removing it is none', async () => {
  await expect(storage.read('nothing')).rejects.toThrow(/ENOENT/u);
  await expect(storage.size('nothing')).rejects.toThrow(/ENOENT/u);
  await storage.remove('nothing');
  await storage.put('something', await made('x'));
  await storage.remove('something');
  await expect(storage.size('something')).rejects.toThrow(/ENOENT/u);
});

test('the next writer of a snapshot begins with an empty folder, and other snapshots keep theirs', async () => {
  const dead = await made('half');
  const alive = await made('whole', OTHER);
  const folder = await storage.workFolder(SNAPSHOT, 'writer-2');
  expect(await readdir(folder)).toEqual([]);
  await expect(storage.put('key', dead)).rejects.toThrow(/ENOENT/u);
  await storage.put('key', alive);
  expect((await storage.snapshotsInWork()).toSorted()).toEqual([SNAPSHOT, OTHER]);
  await storage.dropWork(SNAPSHOT);
  expect(await storage.snapshotsInWork()).toEqual([OTHER]);
});

test.each(['../outside', 'a/../../outside', '/etc/passwd'])(
  'the key %s does not lead out of the storage',
  async (key) => {
    await expect(storage.read(key)).rejects.toThrow(/leads out/u);
    await expect(storage.remove(key)).rejects.toThrow(/leads out/u);
    await expect(storage.workFolder('..', 'writer')).rejects.toThrow(RangeError);
  },
);
