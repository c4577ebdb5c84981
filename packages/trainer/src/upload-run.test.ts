import { createHash } from 'node:crypto';
import fs from 'node:fs/promises';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { createClient, type ModelFile } from '@preferably/contracts';
import { filesToSend, uploadRun } from './upload-run.ts';

const sha256 = (content: Buffer) => createHash('sha256').update(content).digest('hex');

interface Behaviour {
  files?: ModelFile[];
  /** Statuses with which the next uploads are answered in place of being taken. */
  refusals?: { status: number; code: string; detail: string }[];
  /** Connections that break after so many bytes. */
  cutAfter?: number[];
}

/** A real server that takes files, and may be made to refuse or to break. */
async function serve({ files = [], refusals = [], cutAfter = [] }: Behaviour = {}) {
  const taken: Record<string, string> = {};
  let tries = 0;
  const problem = (response: http.ServerResponse, found: { status: number; code: string; detail: string }) =>
    response
      .writeHead(found.status, { 'content-type': 'application/problem+json' })
      .end(JSON.stringify({ type: 'x', title: 'x', ...found }));
  const server = http.createServer(async (request, response) => {
    if (request.method === 'GET') return response.end(JSON.stringify({ files }));
    tries += 1;
    const refusal = refusals.shift();
    if (refusal) return problem(response, refusal);
    const cut = cutAfter.shift();
    const chunks: Buffer[] = [];
    for await (const chunk of request) {
      chunks.push(chunk as Buffer);
      if (cut !== undefined && Buffer.concat(chunks).length >= cut) return request.destroy();
    }
    const content = Buffer.concat(chunks);
    const name = decodeURIComponent(request.url?.match(/files\/(.*)\?/u)?.[1] ?? '');
    if (request.headers['x-content-sha256'] === sha256(content)) taken[name] = sha256(content);
    response.end('{}');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    taken,
    tries: () => tries,
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

let folder: string;
const weights = Buffer.alloc(3_000_000, 7);
beforeEach(async () => {
  folder = await fs.mkdtemp(path.join(os.tmpdir(), 'upload-'));
  await fs.mkdir(path.join(folder, 'model'));
  await fs.mkdir(path.join(folder, 'checkpoint'));
  await fs.writeFile(path.join(folder, 'model/model.safetensors'), weights);
  for (const name of ['report.json', 'run.json', 'model/code.py', 'model/config.json', 'checkpoint/x.json'])
    await fs.writeFile(path.join(folder, name), '{}');
});
afterEach(() => fs.rm(folder, { recursive: true, force: true }));

const upload = (url: string, change: object = {}) =>
  uploadRun({
    client: createClient({ baseUrl: url }),
    url,
    apiKey: 'k',
    runId: '019a0000-0000-7000-8000-000000000001',
    holder: { worker: 'w', attempt: 1 },
    folder,
    signal: new AbortController().signal,
    log: () => {},
    backOffMs: () => 1,
    ...change,
  });

test('what is kept of a run is sent, its model last, and nothing else', async () => {
  await using server = await serve();
  const names = ['report.json', 'model/config.json', 'model/model.safetensors'];
  expect(await filesToSend(folder)).toEqual(names);
  expect(await upload(server.url)).toEqual({ sent: 3, kept: 0 });
  expect(Object.keys(server.taken)).toEqual(names);
  expect(server.taken['model/model.safetensors']).toBe(sha256(weights));
});

test('what the service has already is not sent again, what it has otherwise is', async () => {
  const files = [
    { name: 'report.json', bytes: 2, sha256: sha256(Buffer.from('{}')) },
    { name: 'model/config.json', bytes: 9, sha256: 'f'.repeat(64) },
  ];
  await using server = await serve({ files });
  expect(await upload(server.url)).toEqual({ sent: 2, kept: 1 });
});

test('a broken connection and a busy service are tried again', async () => {
  const busy = { status: 503, code: 'internal', detail: 'later' };
  await using server = await serve({ refusals: [busy], cutAfter: [1] });
  expect(await upload(server.url)).toEqual({ sent: 3, kept: 0 });
  expect(server.tries()).toBe(5);
});

test('a storage that stays full ends the tries, with its own words', async () => {
  const full = { status: 507, code: 'storage_full', detail: 'the storage of this service is full' };
  await using server = await serve({ refusals: [full, full, full] });
  await expect(upload(server.url, { attempts: 3 })).rejects.toThrow(
    /report\.json could not be handed in after 3 attempts \(.*the storage of this service is full\)/u,
  );
  expect(server.tries()).toBe(3);
});

test('a refusal that stays is not asked for twice', async () => {
  const large = { status: 413, code: 'payload_too_large', detail: 'files of up to 10 bytes' };
  await using server = await serve({ refusals: [large] });
  await expect(upload(server.url)).rejects.toThrow('report.json: files of up to 10 bytes');
  expect(server.tries()).toBe(1);
});

test('who is told to stop stops', async () => {
  await using server = await serve();
  const stop = new AbortController();
  stop.abort(new Error('stopped'));
  await expect(upload(server.url, { signal: stop.signal })).rejects.toThrow();
  expect(server.taken).toEqual({});
});
