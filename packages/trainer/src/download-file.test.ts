import { createHash, randomBytes } from 'node:crypto';
import fs from 'node:fs/promises';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { DownloadError, downloadFile } from './download-file.ts';

const content = randomBytes(300_000);
const sha256 = createHash('sha256').update(content).digest('hex');

/** A real file server with ranges; `answer` may spoil what it gives. */
async function serve(
  answer: { ranges?: boolean; cutAfter?: number[]; status?: number[]; body?: Buffer } = {},
) {
  const asked: { range: string | undefined; key: string | undefined }[] = [];
  const server = http.createServer((request, response) => {
    asked.push({ range: request.headers.range, key: request.headers['x-api-key'] as string | undefined });
    const status = answer.status?.shift();
    if (status) return response.writeHead(status).end();
    const body = answer.body ?? content;
    const from =
      answer.ranges === false ? 0 : Number(/^bytes=(\d+)-$/u.exec(request.headers.range ?? '')?.[1] ?? 0);
    if (from >= body.length && from > 0) return response.writeHead(416).end();
    const rest = body.subarray(from);
    const cut = answer.cutAfter?.shift();
    response.writeHead(from > 0 ? 206 : 200, { 'content-length': rest.length });
    if (cut === undefined) return response.end(rest);
    response.write(rest.subarray(0, cut), () => setTimeout(() => response.destroy(), 50));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/file`;
  return {
    url,
    asked,
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

let folder: string;
beforeEach(async () => {
  folder = await fs.mkdtemp(path.join(os.tmpdir(), 'download-'));
});
afterEach(() => fs.rm(folder, { recursive: true, force: true }));

const order = (url: string) => ({
  url,
  headers: { 'x-api-key': 'k' },
  to: path.join(folder, 'deep', 'preferences.jsonl'),
  bytes: content.length,
  sha256,
  backOffMs: () => 1,
});

test('a file arrives whole, verified and without a part beside it', async () => {
  await using server = await serve();
  let last = 0;
  expect(await downloadFile({ ...order(server.url), onProgress: (n) => (last = n) })).toBe('fetched');
  expect((await fs.readFile(order('').to)).equals(content)).toBe(true);
  expect(await fs.readdir(path.join(folder, 'deep'))).toEqual(['preferences.jsonl']);
  expect(last).toBe(content.length);
  expect(server.asked).toEqual([{ range: undefined, key: 'k' }]);
});

test('a file that is already there and right is not asked for again', async () => {
  await using server = await serve();
  await downloadFile(order(server.url));
  expect(await downloadFile(order(server.url))).toBe('kept');
  expect(server.asked).toHaveLength(1);
});

test('a broken connection is resumed where it broke', async () => {
  await using server = await serve({ cutAfter: [1000, 2000] });
  await downloadFile(order(server.url));
  expect((await fs.readFile(order('').to)).equals(content)).toBe(true);
  expect(server.asked.map((a) => a.range)).toEqual([undefined, 'bytes=1000-', 'bytes=3000-']);
});

test('a part left by an earlier process is gone on with', async () => {
  await using server = await serve();
  await fs.mkdir(path.join(folder, 'deep'));
  await fs.writeFile(`${order('').to}.me.part`, content.subarray(0, 12_345));
  await downloadFile({ ...order(server.url), partName: 'me' });
  expect(server.asked.map((a) => a.range)).toEqual(['bytes=12345-']);
  expect((await fs.readFile(order('').to)).equals(content)).toBe(true);
});

test('a part of something else is noticed by the sha256 and fetched anew', async () => {
  await using server = await serve();
  await fs.mkdir(path.join(folder, 'deep'));
  await fs.writeFile(`${order('').to}.part`, Buffer.alloc(5000, 1));
  await downloadFile(order(server.url));
  expect(server.asked.map((a) => a.range)).toEqual(['bytes=5000-', undefined]);
  expect((await fs.readFile(order('').to)).equals(content)).toBe(true);
});

test('a server without ranges sends it all again and the file is still right', async () => {
  await using server = await serve({ ranges: false, cutAfter: [1000] });
  await downloadFile(order(server.url));
  expect((await fs.readFile(order('').to)).equals(content)).toBe(true);
});

test('content that never matches its sha256 fails after one more download and leaves nothing', async () => {
  await using server = await serve({ body: Buffer.alloc(content.length, 7) });
  await expect(downloadFile(order(server.url))).rejects.toThrow(
    /does not match its sha256.*freeze the snapshot again/u,
  );
  expect(server.asked).toHaveLength(2);
  expect(await fs.readdir(path.join(folder, 'deep'))).toEqual([]);
});

test('a damaged file on disk is replaced', async () => {
  await using server = await serve();
  await fs.mkdir(path.join(folder, 'deep'));
  await fs.writeFile(order('').to, Buffer.alloc(content.length, 3));
  expect(await downloadFile(order(server.url))).toBe('fetched');
  expect((await fs.readFile(order('').to)).equals(content)).toBe(true);
});

test.each([
  ['the key is refused', 403, /refused this key \(403\)/u],
  ['the file is not there', 404, /is not there for this key \(404\)/u],
])('it gives up at once when %s', async (_, status, words) => {
  await using server = await serve({ status: [status] });
  await expect(downloadFile(order(server.url))).rejects.toThrow(words);
  expect(server.asked).toHaveLength(1);
});

test('a server that is down for a moment is asked again', async () => {
  await using server = await serve({ status: [503, 429] });
  expect(await downloadFile(order(server.url))).toBe('fetched');
  expect(server.asked).toHaveLength(3);
});

test('without a new byte it ends after the given number of attempts', async () => {
  await using server = await serve({ status: [503, 503, 503, 503] });
  const attempt = downloadFile({ ...order(server.url), attempts: 3 });
  await expect(attempt).rejects.toThrow(DownloadError);
  expect(server.asked).toHaveLength(3);
});

test('a silent connection is given up and resumed', async () => {
  let connections = 0;
  const server = http.createServer((_request, response) => {
    connections += 1;
    response.writeHead(connections === 1 ? 200 : 206, {
      'content-length': content.length - (connections - 1) * 100,
    });
    if (connections === 1) response.write(content.subarray(0, 100));
    else response.end(content.subarray(100));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  try {
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
    expect(await downloadFile({ ...order(url), stallMs: 300 })).toBe('fetched');
    expect(connections).toBe(2);
  } finally {
    server.closeAllConnections();
    server.close();
  }
});

test('an abort ends it and keeps the part for the next time', async () => {
  const control = new AbortController();
  await using server = await serve({ cutAfter: [1000] });
  const attempt = downloadFile({
    ...order(server.url),
    signal: control.signal,
    onProgress: () => control.abort(new Error('enough')),
  });
  await expect(attempt).rejects.toThrow('enough');
  expect(await fs.readdir(path.join(folder, 'deep'))).toEqual(['preferences.jsonl.part']);
});
