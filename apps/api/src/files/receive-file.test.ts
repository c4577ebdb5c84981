import { createHash } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Readable } from 'node:stream';
import { receiveFile } from './receive-file.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'preferably-receive-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const content = Buffer.from('in two parts');
const sha256 = createHash('sha256').update(content).digest('hex');
const parts = () => Readable.from([content.subarray(0, 5), content.subarray(5)]);

test('what arrives in parts is written whole', async () => {
  const place = path.join(folder, 'file');
  expect(await receiveFile(parts(), place, { sha256, most: 100 })).toBe(content.length);
  expect(await readFile(place)).toEqual(content);
});

test('an upload that breaks off leaves nothing', async () => {
  let parts = 0;
  const broken = new Readable({
    read() {
      parts += 1;
      if (parts === 1) this.push(content);
      else this.destroy(new Error('aborted'));
    },
  });
  const place = path.join(folder, 'file');
  await expect(receiveFile(broken, place, { sha256, most: 100 })).rejects.toMatchObject({
    code: 'invalid_request',
  });
  expect(await readdir(folder)).toEqual([]);
});

// Linux has a device that is always full; what is removed afterwards is the link to it.
const full = process.platform === 'linux' ? test : test.skip;
full('a disk without room says that the storage is full (skipped where there is no /dev/full)', async () => {
  const place = path.join(folder, 'full');
  await symlink('/dev/full', place);
  await expect(receiveFile(parts(), place, { sha256, most: 100 })).rejects.toMatchObject({
    code: 'storage_full',
  });
});
