// Downloads a file of a snapshot, goes on where it broke off, and checks it: download.ts <snapshot> <file> <folder>
import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream, existsSync, renameSync, rmSync, statSync } from 'node:fs';
import path from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { getSnapshot, snapshotFilePath } from '@preferably/contracts';
import { call, headers, url } from './service.ts';

const [snapshotId = '', name = '', folder = '.'] = process.argv.slice(2);
const { files } = await call(getSnapshot, { params: { snapshotId } });
const file = files.find((f) => f.name === name);
if (!file) throw new Error(`there is no ${name}; there are ${files.map((f) => f.name).join(', ')}`);

const target = path.join(folder, path.basename(name));
const part = `${target}.part`;
const have = existsSync(part) ? statSync(part).size : 0;
if (have < file.bytes) {
  const response = await fetch(url + snapshotFilePath(snapshotId, name), {
    // Answered with the rest (206) if it is still the file that was begun, else with the whole (200).
    headers: have > 0 ? { ...headers, range: `bytes=${have}-`, 'if-range': `"${file.sha256}"` } : headers,
  });
  if (!response.ok || !response.body) throw new Error(`${response.status} ${await response.text()}`);
  const flags = response.status === 206 ? 'a' : 'w';
  await pipeline(Readable.fromWeb(response.body as never), createWriteStream(part, { flags }));
}

const hash = createHash('sha256');
await pipeline(createReadStream(part), hash);
if (hash.digest('hex') !== file.sha256) {
  rmSync(part);
  throw new Error(`${name} is not what the snapshot says; download it again`);
}
renameSync(part, target);
console.log(target);
