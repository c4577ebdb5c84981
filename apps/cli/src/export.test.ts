import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import fs from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import {
  type Client,
  createApiKey,
  createBatch,
  createProject,
  importComparisons,
  listSnapshots,
  Manifest,
  type Snapshot,
} from '@preferably/contracts';
import { createTestDatabase } from '@preferably/db/testing';
import type { Scope } from '@preferably/domain';
import { root } from './config.ts';
import { publishedGuidelines } from './guidelines.ts';
import { Child } from './instance/child.ts';
import { freePort } from './instance/ports.ts';
import { apiAnswers, apiCommand, waitUntilReady } from './instance/services.ts';
import { type Session, signIn } from './session.ts';
import { placeOf } from './snapshot-files.ts';

const folder = fs.mkdtempSync(path.join(tmpdir(), 'preferably-export-'));
const never = new AbortController().signal;
const ROWS = 400;
let api: Child;
let drop = async () => {};
let url: string;
let client: Client;
let projectId: string;
let key: string;

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
  projectId = await judgedProject();
  key = await keyWith(['read', 'export', 'manage']);
}, 180_000);
afterAll(async () => {
  await api?.stop(5000);
  await drop();
  fs.rmSync(folder, { recursive: true, force: true });
}, 60_000);

async function judgedProject(): Promise<string> {
  const guidelineSetId = await publishedGuidelines(client, 'Helpfulness', 'helpfulness', { en: 'Be fair.' });
  const body = { name: 'Exported', slug: 'exported', dimension: 'helpfulness', guidelineSetId } as const;
  const project = await client(createProject, { body });
  const params = { projectId: project.id };
  const batch = await client(createBatch, { params, body: { name: 'judged' } });
  const lines = Array.from({ length: ROWS }, (_, n) =>
    JSON.stringify({
      id: `row-${n}`,
      prompt: [{ role: 'user', content: `please tell me number ${n}` }],
      response_a: `clear answer ${n}`,
      response_b: `vague answer ${n}`,
      preferred: 'a',
    }),
  ).join('\n');
  const at = { params: { ...params, batchId: batch.id }, query: { name: 'rows', judged: 'true' } as const };
  await client(importComparisons, { ...at, lines });
  return project.id;
}

const keyWith = async (scopes: Scope[]) =>
  (await client(createApiKey, { body: { name: 'export', scopes } })).secret;

/** Runs the program as somebody at a terminal would. */
function preferably(args: string[], apiKey = key): Promise<{ code: number | null; output: string }> {
  const child = spawn(process.execPath, ['--import', 'tsx', 'apps/cli/src/main.ts', ...args], {
    cwd: root,
    env: { PATH: process.env.PATH, PREFERABLY_URL: url, PREFERABLY_API_KEY: apiKey },
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk: Buffer) => {
      output += chunk.toString();
    });
  }
  return new Promise((resolve) => child.once('close', (code) => resolve({ code, output })));
}

const sha256 = (file: string) => createHash('sha256').update(fs.readFileSync(file)).digest('hex');
const newestSnapshot = async () =>
  (await client(listSnapshots, { params: { projectId } })).snapshots[0] as Snapshot;

test('export freezes a snapshot, waits for its files and downloads them, each with its sha256', async () => {
  const to = path.join(folder, 'all');
  const { code, output } = await preferably([
    'export',
    '--freeze',
    '--project',
    'exported',
    '--name',
    'first',
    '--to',
    to,
  ]);
  expect({ code, output }).toMatchObject({ code: 0, output: expect.stringContaining(`${ROWS} preferences`) });
  const { files } = Manifest.parse(JSON.parse(fs.readFileSync(path.join(to, 'manifest.json'), 'utf8')));
  expect(files.length).toBeGreaterThan(2);
  for (const file of files) expect(sha256(path.join(to, file.name))).toBe(file.sha256);
}, 120_000);

test('an export that broke off is gone on with, and what is there is not fetched again', async () => {
  const snapshot = await newestSnapshot();
  const to = path.join(folder, 'all');
  const file = path.join(to, 'canonical.jsonl');
  const whole = fs.readFileSync(file);
  fs.writeFileSync(`${file}.part`, whole.subarray(0, 1000));
  fs.rmSync(file);
  const { code, output } = await preferably(['export', snapshot.id, '--to', to]);
  expect(code).toBe(0);
  expect(output).toMatch(/canonical\.jsonl downloaded.*verified/u);
  expect(output).toMatch(/manifest\.json was there/u);
  expect(fs.readFileSync(file).equals(whole)).toBe(true);
  expect(fs.existsSync(`${file}.part`)).toBe(false);
}, 120_000);

test('only the files of the formats that were asked for come, and the manifest with them', async () => {
  const snapshot = await newestSnapshot();
  const to = path.join(folder, 'some');
  expect((await preferably(['export', snapshot.id, '--to', to, '--format', 'trl'])).code).toBe(0);
  const wanted = snapshot.files.filter((f) => f.format === 'trl' || f.format === 'manifest');
  expect(fs.readdirSync(to).toSorted()).toEqual(wanted.map((f) => f.name).toSorted());
}, 120_000);

test('every failure says what is wrong and what to do', async () => {
  const { id } = await newestSnapshot();
  const to = path.join(folder, 'none');
  const weak = await keyWith(['read']);
  const nobodys = '019a0000-0000-7000-8000-000000000001';
  const frozen = ['export', '--freeze', '--to', to, '--name'];
  const failures: [string[], RegExp, string?][] = [
    [['export', 'first', '--to', to], /"first" is no snapshot id: it is on the snapshot's page/u],
    [['export', nobodys, '--to', to], /404/u],
    [
      ['export', id, '--to', to, '--format', 'kto'],
      /has no files of the format kto; it has canonical, card, trl/u,
    ],
    [['export', id, '--to', to], /refused this key \(403\); use a key that may download it/u, weak],
    [['export', id, '--to', to], /401 this API key is not valid/u, 'pref_nothing'],
    [[...frozen, 'x', '--project', 'nowhere'], /sees no project "nowhere" \(it sees: exported\)/u],
    [[...frozen, 'first', '--project', 'exported'], /a snapshot of this name already; choose another/u],
  ];
  for (const [args, words, apiKey] of failures) {
    const { code, output } = await preferably(args, apiKey);
    expect(output).toMatch(words);
    expect(code).toBe(1);
  }
}, 180_000);

test('a name with folders is placed in them, and one that leads out is refused', () => {
  expect(placeOf('to', 'huggingface/data/train.parquet')).toBe(
    path.join('to/huggingface/data/train.parquet'),
  );
  for (const name of ['../x', 'a/../../x', '/etc/passwd', 'a//b', '.', 'a\\b'])
    expect(() => placeOf('to', name)).toThrow(/no name of a file/u);
});
