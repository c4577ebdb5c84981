import { createHash, randomBytes } from 'node:crypto';
import { once } from 'node:events';
import fs from 'node:fs/promises';
import http from 'node:http';
import os from 'node:os';
import path from 'node:path';
import { buffer } from 'node:stream/consumers';
import { setTimeout as sleep } from 'node:timers/promises';
import { FileStream } from './file-stream.ts';

const SIZE = 5_000_003;
const bytes = randomBytes(SIZE);
let folder: string;
let file: string;

beforeAll(async () => {
  folder = await fs.mkdtemp(path.join(os.tmpdir(), 'preferably-stream-'));
  file = path.join(folder, 'file');
  await fs.writeFile(file, bytes);
});
afterAll(() => fs.rm(folder, { recursive: true }));

/** Answers with the file and hands the response to `read`. */
async function sending<T>(
  stream: FileStream,
  read: (response: http.IncomingMessage) => Promise<T>,
): Promise<T> {
  const server = http.createServer((_request, answer) => stream.pipe(answer)).listen(0);
  await once(server, 'listening');
  const { port } = server.address() as { port: number };
  const [response] = (await once(http.get({ port, agent: false }), 'response')) as [http.IncomingMessage];
  try {
    return await read(response);
  } finally {
    server.closeAllConnections();
    server.close();
  }
}

const open = async (range?: { start: number; end: number }) => new FileStream(await fs.open(file), range);
const sha256 = (of: Uint8Array) => createHash('sha256').update(of).digest('hex');

test('a reader that stops now and then gets each byte once and in order', async () => {
  const stream = await open();
  const closed = once(stream, 'close');
  const got = await sending(stream, async (response) => {
    const parts: Buffer[] = [];
    for await (const part of response) {
      parts.push(part as Buffer);
      if (parts.length % 16 === 0) await sleep(5);
    }
    return Buffer.concat(parts);
  });
  expect(sha256(got)).toBe(sha256(bytes));
  await closed;
});

test.each([
  [0, 0],
  [1, 524_288],
  [524_287, 1_048_576],
  [SIZE - 1, SIZE - 1],
])('bytes %d to %d are those that are asked for, read or sent', async (start, end) => {
  const wanted = sha256(bytes.subarray(start, end + 1));
  expect(sha256(await sending(await open({ start, end }), buffer))).toBe(wanted);
  expect(sha256(await buffer(await open({ start, end })))).toBe(wanted);
});

test('read by somebody who keeps what he got, each part stays what it was', async () => {
  expect(sha256(await buffer(await open()))).toBe(sha256(bytes));
});

test('a file that cannot be read further ends the stream with the reason', async () => {
  const handle = await fs.open(folder);
  const stream = new FileStream(handle);
  const failed = once(stream, 'error');
  stream.pipe(new http.ServerResponse(new http.IncomingMessage(null as never)));
  expect(String((await failed)[0])).toMatch(/EISDIR/u);
});
