import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import fs from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import {
  type Client,
  claimRun,
  createApiKey,
  createBatch,
  createProject,
  finishRun,
  freezeSnapshot,
  importComparisons,
  listScorings,
  type Scoring,
  startRun,
  startScoring,
} from '@preferably/contracts';
import { type Database, openDatabase } from '@preferably/db';
import { createTestDatabase } from '@preferably/db/testing';
import { uploadRun } from '@preferably/trainer';
import { readStartConfig, root } from './config.ts';
import { publishedGuidelines } from './guidelines.ts';
import { Child } from './instance/child.ts';
import { freePort } from './instance/ports.ts';
import { preparePython } from './instance/python.ts';
import { apiAnswers, apiCommand, waitUntilReady, workerCommand } from './instance/services.ts';
import { pause, type Session, signIn } from './session.ts';
import { plainReport as report } from './testing/plain-report.ts';
import { snapshotReady } from './waiting.ts';

const folder = fs.mkdtempSync(path.join(tmpdir(), 'preferably-scores-'));
const logDir = path.join(folder, 'logs');
const pythonDir = path.join(root, 'packages/trainer/python');
const never = new AbortController().signal;
const run = promisify(execFile);
/** The folder of a run whose model opens, and of one whose weights are none. */
const [whole, broken] = [path.join(folder, 'whole'), path.join(folder, 'broken')];
const children: Child[] = [];
let drop = async () => {};
let db: Database;
let url: string;
let client: Client;
let apiKey: string;
let python: string;
let projectId: string;
let snapshotId: string;
let modelId: string;
let brokenId: string;

const start = (command: ConstructorParameters<typeof Child>[0], env: Record<string, string> = {}) => {
  const child = new Child({ ...command, env: { ...command.env, ...env } });
  children.push(child);
  return child;
};
const worker = (name: string, interpreter = python) =>
  start(
    workerCommand(
      { url, apiKey, workDir: path.join(folder, 'work'), python: interpreter },
      path.join(logDir, name),
    ),
    { WORKER_NAME: name },
  );

const words = 'please tell me how to bake bread fix a bike read maps good kind clear rude wrong vague'.split(
  ' ',
);
/** Words of the tiny model's, in an order of their own for each number. */
const textOf = (n: number) =>
  [...createHash('sha256').update(String(n)).digest().subarray(0, 9)]
    .map((byte) => words[byte % words.length])
    .join(' ');
const row = (n: number, more: object = {}) => ({
  id: `row-${n}`,
  prompt: [{ role: 'user', content: textOf(n) }],
  response_a: textOf(1000 + n),
  response_b: textOf(2000 + n),
  ...more,
});
const linesOf = (rows: object[]) => rows.map((each) => JSON.stringify(each)).join('\n');

beforeAll(async () => {
  python = await preparePython(readStartConfig().python, logDir, never);
  await run(python, ['-c', makeModel(whole)], { cwd: pythonDir });
  fs.cpSync(whole, broken, { recursive: true });
  fs.writeFileSync(path.join(broken, 'model/model.safetensors'), 'no weights');
  const database = await createTestDatabase();
  drop = database.drop;
  db = openDatabase(database.url);
  const port = await freePort();
  url = `http://127.0.0.1:${port}`;
  const admin = { email: 'admin@example.org', password: 'the-admins-password' };
  const settings = {
    ...{ databaseUrl: database.url, host: '127.0.0.1', port, publicUrl: url, webUrl: null, admin },
    authSecret: 'a-secret-of-at-least-thirty-two-characters',
    storageDir: path.join(folder, 'files'),
  };
  const api = start(apiCommand(settings, logDir));
  await waitUntilReady(api, apiAnswers(url), never);
  ({ client } = (await signIn({ url, publicUrl: url }, admin.email, admin.password)) as Session);
  apiKey = (await client(createApiKey, { body: { name: 'worker', scopes: ['work'] } })).secret;

  const guidelineSetId = await publishedGuidelines(client, 'Helpfulness', 'helpfulness', { en: 'Be fair.' });
  const body = { name: 'Scored', slug: 'scored', dimension: 'helpfulness', guidelineSetId } as const;
  projectId = (await client(createProject, { body })).id;
  const params = { projectId };
  const batch = await client(createBatch, { params, body: { name: 'all' } });
  const at = { params: { ...params, batchId: batch.id } };
  const judged = Array.from({ length: 20 }, (_, n) => row(n, { preferred: n % 2 ? 'a' : 'b' }));
  await client(importComparisons, {
    ...at,
    query: { name: 'judged', judged: 'true' },
    lines: linesOf(judged),
  });
  const open = [
    ...Array.from({ length: 600 }, (_, n) => row(100 + n)),
    // Longer than the model reads: a response is never cut.
    row(900, { response_b: 'good '.repeat(100) }),
    row(901, {
      prompt: [
        { role: 'user', content: 'bread '.repeat(60) },
        { role: 'assistant', content: 'bake' },
        { role: 'user', content: 'and how ?' },
      ],
    }),
  ];
  await client(importComparisons, { ...at, query: { name: 'open' }, lines: linesOf(open) });
  snapshotId = (await client(freezeSnapshot, { params, body: { name: 'all', testShare: 0 } })).id;
  await snapshotReady(client, snapshotId, never);
  // Before there is a worker, which would claim their runs.
  modelId = await register('tiny one', whole);
  brokenId = await register('broken', broken);
}, 600_000);
afterAll(async () => {
  await Promise.all(children.map((child) => child.stop(5000)));
  await db?.close();
  await drop();
  fs.rmSync(folder, { recursive: true, force: true });
}, 60_000);

/** A tiny model with random weights, as a run exports it. */
const makeModel = (to: string) => `
from pathlib import Path
import torch
from tests.tiny import tiny_llama
from reward_trainer.distributed import World
from reward_trainer.model import make_reward_model
from reward_trainer.recipe import Recipe
to = Path(${JSON.stringify(to)})
base = tiny_llama(to / "base")
model = make_reward_model(base, 0, Recipe(max_length=64), torch.device("cpu"), torch.float32)
with torch.no_grad():  # random weights are small: without this all dialogs would score nearly alike
    for weight in model.network.base_model.parameters():
        weight.mul_(6 if weight.dim() > 1 else 1)
model.save(to / "model", World())
(to / "calibration.json").write_text('{"slope": 2.5}')
(to / "report.json").write_text("{}")
`;

/** Registers the files of a folder as a model of the project, as a worker does after its run. */
async function register(name: string, runFolder: string): Promise<string> {
  const body = { name, trainSnapshotId: snapshotId, baseModel: 'tiny' };
  const { id: runId } = await client(startRun, { params: { projectId }, body });
  const { order } = await client(claimRun, { body: { worker: 'w' } });
  const holder = { worker: 'w', attempt: order?.attempt ?? 0 };
  await uploadRun({ client, url, apiKey, runId, holder, folder: runFolder, signal: never, log: () => {} });
  await client(finishRun, { params: { runId }, body: { ...holder, outcome: 'succeeded', report } });
  return runId;
}

async function until(what: string, look: () => Promise<boolean> | boolean): Promise<void> {
  for (let waited = 0; waited < 300_000; waited += 100) {
    if (await look()) return;
    await pause(100);
  }
  throw new Error(
    `waited five minutes for ${what}\n${children.map((c) => `${c.name}\n${c.tail()}`).join('\n')}`,
  );
}
const scoringOf = async (id: string): Promise<Scoring> => {
  const { scorings } = await client(listScorings, { params: { projectId } });
  return scorings.find((each) => each.id === id) as Scoring;
};
const ended = (id: string) =>
  until('the end of the scoring', async () => !['queued', 'running'].includes((await scoringOf(id)).state));

interface Stored {
  id: string;
  sourceId: string;
  prompt: object[];
  response_a: string;
  response_b: string;
  a: number | null;
  b: number | null;
  probability: number | null;
  truncated: boolean;
}
const storedOf = async (modelId: string) =>
  (
    await db.pool.query<Stored>(
      `select c.id, c.source_id as "sourceId", p.messages as prompt, x.content as response_a, y.content as response_b,
              s.a, s.b, s.probability, s.truncated
       from model_score s join comparison c on c.id = s.comparison_id join prompt p on p.id = c.prompt_id
       join response x on x.id = c.response_a_id join response y on y.id = c.response_b_id
       where s.run_id = $1 order by c.id`,
      [modelId],
    )
  ).rows;

/** In the place of Python: answers three comparisons, says so in a file, and then works for ever. */
const slow = (marker: string) => `#!${process.execPath}
let rest = '';
let answered = 0;
process.stdin.on('data', (chunk) => {
  const lines = (rest + chunk).split('\\n');
  rest = lines.pop();
  for (const line of lines.slice(0, 3 - answered)) {
    answered += 1;
    console.log(JSON.stringify({ id: JSON.parse(line).id, a: 9, b: 9 }));
  }
  if (answered === 3) require('node:fs').writeFileSync(${JSON.stringify(marker)}, '');
});
setInterval(() => {}, 1000);
`;

test('a worker scores everything as the command does on a file; one that is stopped leaves the rest to the next', async () => {
  const { id } = await client(startScoring, { params: { modelId }, body: { scope: 'all' } });

  const [marker, interpreter] = [path.join(folder, 'answered'), path.join(folder, 'slow-python')];
  fs.writeFileSync(interpreter, slow(marker), { mode: 0o755 });
  const stopped = worker('stopped', interpreter);
  await until('the first answers', () => fs.existsSync(marker));
  await stopped.stop(20_000);
  expect(await scoringOf(id)).toMatchObject({ state: 'queued', comparisons: 622, scored: 3 });

  worker('whole');
  await ended(id);
  expect(await scoringOf(id)).toMatchObject({
    ...{ state: 'succeeded', error: null, comparisons: 622, scored: 621, unscorable: 1 },
  });
  const stored = await storedOf(modelId);
  expect(stored).toHaveLength(622);
  const kept = stored.filter((each) => each.a === 9);
  expect(kept.map(({ probability }) => probability)).toEqual([0.5, 0.5, 0.5]);

  const [source, target] = [path.join(folder, 'rows.jsonl'), path.join(folder, 'scores.jsonl')];
  const own = stored.filter((each) => each.a !== 9);
  fs.writeFileSync(
    source,
    linesOf(own.map(({ id, prompt, response_a, response_b }) => ({ id, prompt, response_a, response_b }))),
  );
  const args = ['--model', path.join(whole, 'model'), '--in', source, '--out', target];
  await run(python, ['-m', 'reward_trainer', 'score', ...args], { cwd: pythonDir });
  const told = fs
    .readFileSync(target, 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
  expect(told).toHaveLength(own.length);
  for (const [n, each] of own.entries()) {
    expect(told[n].id).toBe(each.id);
    if (each.a === null) {
      expect([each.sourceId, told[n].error]).toEqual(['row-900', expect.stringContaining('longer than')]);
      continue;
    }
    expect(each.a).toBeCloseTo(told[n].a, 5);
    expect(each.b).toBeCloseTo(told[n].b as number, 5);
    expect(each.probability).toBeCloseTo(told[n].probability as number, 5);
    expect(each.truncated).toBe(told[n].truncated ?? false);
  }
  expect(own.filter((each) => each.truncated).map((each) => each.sourceId)).toEqual(['row-901']);
  // They are scores of these texts: nearly all differ.
  expect(new Set(own.map((each) => each.a?.toFixed(6))).size).toBeGreaterThan(500);
}, 900_000);

test('a model that does not open fails its scoring with the words of the trainer', async () => {
  const { id } = await client(startScoring, { params: { modelId: brokenId }, body: { scope: 'judged' } });
  await ended(id);
  expect(await scoringOf(id)).toMatchObject({
    state: 'failed',
    error: expect.stringContaining('could not be opened'),
    scored: 0,
  });
}, 300_000);
