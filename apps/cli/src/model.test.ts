import { spawn } from 'node:child_process';
import fs from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import {
  type Client,
  claimRun,
  createApiKey,
  createBatch,
  createProject,
  finishRun,
  freezeSnapshot,
  importComparisons,
  promoteModel,
  startRun,
} from '@preferably/contracts';
import { createTestDatabase } from '@preferably/db/testing';
import { uploadRun } from '@preferably/trainer';
import { root } from './config.ts';
import { publishedGuidelines } from './guidelines.ts';
import { Child } from './instance/child.ts';
import { freePort } from './instance/ports.ts';
import { apiAnswers, apiCommand, waitUntilReady } from './instance/services.ts';
import { type Session, signIn } from './session.ts';
import { plainReport as report } from './testing/plain-report.ts';
import { snapshotReady } from './waiting.ts';

const folder = fs.mkdtempSync(path.join(tmpdir(), 'preferably-model-'));
const runFolder = path.join(folder, 'run');
const never = new AbortController().signal;
let api: Child;
let drop = async () => {};
let url: string;
let client: Client;
let key: string;
let runId: string;

const files: Record<string, string> = {
  'report.json': '{}',
  'scores-0.jsonl': '{"id":"p","root":"d","chosen":1,"rejected":0}\n',
  'model/config.json': '{}',
  'model/tokenizer.json': '{}',
  'model/model.safetensors': 'w'.repeat(2_000_000),
  'checkpoint/optimizer.json': 'is not kept',
};

beforeAll(async () => {
  const database = await createTestDatabase();
  drop = database.drop;
  const port = await freePort();
  url = `http://127.0.0.1:${port}`;
  const admin = { email: 'admin@example.org', password: 'the-admins-password' };
  const settings = {
    databaseUrl: database.url,
    host: '127.0.0.1',
    port,
    publicUrl: url,
    webUrl: null,
    admin,
    authSecret: 'a-secret-of-at-least-thirty-two-characters',
    storageDir: path.join(folder, 'files'),
  };
  api = new Child(apiCommand(settings, path.join(folder, 'logs')));
  await waitUntilReady(api, apiAnswers(url), never);
  ({ client } = (await signIn({ url, publicUrl: url }, admin.email, admin.password)) as Session);
  const body = { name: 'preferably', scopes: ['read' as const, 'export' as const] };
  key = (await client(createApiKey, { body })).secret;
  for (const [name, content] of Object.entries(files)) {
    const file = path.join(runFolder, name);
    fs.mkdirSync(path.dirname(file), { recursive: true });
    fs.writeFileSync(file, content);
  }
}, 180_000);
afterAll(async () => {
  await api?.stop(5000);
  await drop();
  fs.rmSync(folder, { recursive: true, force: true });
}, 60_000);

/** Runs the program as somebody at a terminal would. */
function preferably(...args: string[]): Promise<{ code: number | null; output: string }> {
  const child = spawn(process.execPath, ['--import', 'tsx', 'apps/cli/src/main.ts', 'model', ...args], {
    cwd: root,
    env: { PATH: process.env.PATH, PREFERABLY_URL: url, PREFERABLY_API_KEY: key },
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk: Buffer) => {
      output += chunk.toString();
    });
  }
  return new Promise((resolve) => child.once('close', (code) => resolve({ code, output })));
}

test('a project without a model says how it gets one', async () => {
  const guidelineSetId = await publishedGuidelines(client, 'Helpfulness', 'helpfulness', { en: 'Be fair.' });
  const body = { name: 'Fitted', slug: 'fitted', dimension: 'helpfulness', guidelineSetId } as const;
  const params = { projectId: (await client(createProject, { body })).id };
  expect((await preferably('list', 'fitted')).output).toMatch(/has no reward model yet/u);

  const batch = await client(createBatch, { params, body: { name: 'judged' } });
  const lines = Array.from({ length: 20 }, (_, n) => {
    const prompt = [{ role: 'user', content: `please tell me number ${n}` }];
    return JSON.stringify({ id: `${n}`, prompt, response_a: 'clear', response_b: 'vague', preferred: 'a' });
  }).join('\n');
  const at = { params: { ...params, batchId: batch.id }, query: { name: 'rows', judged: 'true' } as const };
  await client(importComparisons, { ...at, lines });
  const { id } = await client(freezeSnapshot, { params, body: { name: 'all', testShare: 0 } });
  await snapshotReady(client, id, never);
  runId = (
    await client(startRun, { params, body: { name: 'tiny one', trainSnapshotId: id, baseModel: 'tiny' } })
  ).id;
}, 120_000);

test('a worker hands a run in to the real service, and whoever goes on with it sends nothing twice', async () => {
  const { secret } = await client(createApiKey, { body: { name: 'worker', scopes: ['work'] } });
  const { order } = await client(claimRun, { body: { worker: 'w' } });
  const holder = { worker: 'w', attempt: order?.attempt ?? 0 };
  const upload = {
    client,
    url,
    apiKey: secret,
    runId,
    holder,
    folder: runFolder,
    signal: never,
    log: () => {},
  };
  expect(await uploadRun(upload)).toEqual({ sent: 5, kept: 0 });
  fs.writeFileSync(path.join(runFolder, 'model/tokenizer.json'), '{"changed":true}');
  expect(await uploadRun(upload)).toEqual({ sent: 1, kept: 4 });
  await expect(uploadRun({ ...upload, holder: { worker: 'other', attempt: 1 } })).rejects.toThrow(
    /not \(or no longer\) held by this worker/u,
  );
  await client(finishRun, { params: { runId }, body: { ...holder, outcome: 'succeeded', report } });
}, 60_000);

test('models are listed with their accuracy', async () => {
  const { code, output } = await preferably('list', 'fitted');
  expect(code).toBe(0);
  expect(output).toMatch(/tiny one +candidate +75\.0 % +50\.0–90\.0 % +6 +tiny +all/u);
});

test('a model is downloaded as a folder that opens, and gone on with after a break', async () => {
  const to = path.join(folder, 'one');
  expect((await preferably('download', 'fitted', 'tiny one', '--to', to)).code).toBe(0);
  const names = ['config.json', 'model.safetensors', 'tokenizer.json'];
  expect(fs.readdirSync(to).toSorted()).toEqual(names);
  const weights = path.join(to, 'model.safetensors');
  const whole = fs.readFileSync(weights, 'utf8');
  expect(whole).toBe(files['model/model.safetensors']);
  fs.renameSync(weights, `${weights}.part`);
  fs.truncateSync(`${weights}.part`, 1000);
  const { output } = await preferably('download', 'fitted', runId, '--to', to, '--all');
  expect(output).toMatch(/config\.json was there/u);
  expect(output).toMatch(/model\.safetensors downloaded.*verified/u);
  expect(fs.readFileSync(weights, 'utf8')).toBe(whole);
  expect(fs.readdirSync(path.join(to, 'run')).toSorted()).toEqual(['report.json', 'scores-0.jsonl']);
}, 60_000);

test('without a name it is the promoted one, and every failure says what to do', async () => {
  const to = path.join(folder, 'promoted');
  const none = await preferably('download', 'fitted', '--to', to);
  expect(none).toMatchObject({ code: 1, output: expect.stringMatching(/no model of fitted is promoted/u) });
  const unknown = await preferably('download', 'fitted', 'x', '--to', to);
  expect(unknown.output).toMatch(/fitted has no model "x" \(it has: tiny one\)/u);
  await client(promoteModel, { params: { modelId: runId } });
  expect((await preferably('download', 'fitted', '--to', to)).output).toMatch(
    /tiny one \(promoted, 75\.0 %\)/u,
  );
}, 60_000);
