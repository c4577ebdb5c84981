import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import {
  type Client,
  createApiKey,
  createBatch,
  createProject,
  freezeSnapshot,
  getRun,
  importComparisons,
  listRunEvents,
  type Run,
  startRun,
} from '@preferably/contracts';
import { createTestDatabase } from '@preferably/db/testing';
import { root } from './config.ts';
import { publishedGuidelines } from './guidelines.ts';
import { Child } from './instance/child.ts';
import { freePort } from './instance/ports.ts';
import { preparePython } from './instance/python.ts';
import { apiAnswers, apiCommand, waitUntilReady, workerCommand } from './instance/services.ts';
import { pause, type Session, signIn } from './session.ts';
import { snapshotReady } from './waiting.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'preferably-worker-'));
const logDir = path.join(folder, 'logs');
const never = new AbortController().signal;
const children: Child[] = [];
const start = (command: ConstructorParameters<typeof Child>[0], env: Record<string, string>) => {
  const child = new Child({ ...command, env: { ...command.env, ...env } });
  children.push(child);
  return child;
};

let drop = async () => {};
afterAll(async () => {
  await Promise.all(children.map((child) => child.stop(5000)));
  await drop();
  rmSync(folder, { recursive: true, force: true });
}, 60_000);

/** Enough rows that a tiny model takes some seconds and a worker can be killed in the middle. */
const rows = Array.from({ length: 1500 }, (_, n) =>
  JSON.stringify({
    id: `row-${n}`,
    // Unlike one another, as questions are: near-duplicates would all stand on one side of the split.
    prompt: [{ role: 'user', content: createHash('md5').update(`number ${n}`).digest('hex') }],
    response_a: `good kind clear answer ${n}`,
    response_b: `rude wrong vague answer ${n}`,
    preferred: 'a',
  }),
).join('\n');

async function runOnSnapshot(client: Client, baseModel: string): Promise<Run> {
  const guidelineSetId = await publishedGuidelines(client, 'Helpfulness', 'helpfulness', { en: 'Be fair.' });
  const body = { name: 'Killed', slug: 'killed', dimension: 'helpfulness', guidelineSetId } as const;
  const params = { projectId: (await client(createProject, { body })).id };
  const batch = await client(createBatch, { params, body: { name: 'judged' } });
  const at = { params: { ...params, batchId: batch.id }, query: { name: 'rows', judged: 'true' } as const };
  await client(importComparisons, { ...at, lines: rows });
  const { id } = await client(freezeSnapshot, { params, body: { name: 'all' } });
  await snapshotReady(client, id, never);
  const recipe = { batch_pairs: 4, learning_rate: 1e-3, max_length: 64, checkpoint_seconds: 2 };
  return client(startRun, { params, body: { name: 'killed', trainSnapshotId: id, baseModel, recipe } });
}

async function eventually<T>(what: string, look: () => Promise<T | null | undefined | false>): Promise<T> {
  for (let waited = 0; waited < 480_000; waited += 200) {
    const seen = await look();
    if (seen) return seen;
    await pause(200);
  }
  const logs = children.map((c) => `${c.name}\n${c.tail()}`).join('\n');
  throw new Error(`waited eight minutes for ${what}\n${logs}`);
}

test('a run whose worker is killed in the middle is claimed again, resumed and ended', async () => {
  const python = await preparePython(null, logDir, never);
  const model = path.join(folder, 'tiny');
  const make = `from pathlib import Path; from tests.tiny import tiny_llama; tiny_llama(Path(${JSON.stringify(model)}))`;
  execFileSync(python, ['-c', make], { cwd: path.join(root, 'packages/trainer/python'), stdio: 'pipe' });

  const database = await createTestDatabase();
  drop = database.drop;
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const admin = { email: 'admin@example.org', password: 'the-admins-password' };
  const secret = {
    authSecret: 'a-secret-of-at-least-thirty-two-characters',
    storageDir: path.join(folder, 'files'),
  };
  const settings = {
    databaseUrl: database.url,
    host: '127.0.0.1',
    port,
    publicUrl: url,
    webUrl: null,
    admin,
    ...secret,
  };
  const api = start(apiCommand(settings, logDir), { RUN_LEASE_SECONDS: '10' });
  await waitUntilReady(api, apiAnswers(url), never);
  const { client } = (await signIn({ url, publicUrl: url }, admin.email, admin.password)) as Session;
  const { secret: apiKey } = await client(createApiKey, { body: { name: 'worker', scopes: ['work'] } });
  const run = await runOnSnapshot(client, model);
  const params = { runId: run.id };
  const worker = (name: string) =>
    start(
      workerCommand({ url, apiKey, workDir: path.join(folder, 'work'), python }, path.join(logDir, name)),
      {
        WORKER_NAME: name,
      },
    );

  const first = worker('first');
  await eventually('a checkpoint', async () => {
    const { events } = await client(listRunEvents, { params, query: {} });
    return events.some((e) => e.kind === 'checkpoint');
  });
  first.kill('SIGKILL');
  await first.ended;
  expect((await client(getRun, { params })).state).toBe('running');

  worker('second');
  const ended = await eventually('the end of the run', async () => {
    const now = await client(getRun, { params });
    return now.state !== 'queued' && now.state !== 'running' && now;
  });
  expect(ended).toMatchObject({ state: 'succeeded', worker: 'second', error: null });
  expect(ended.attempt).toBeGreaterThanOrEqual(2);
  expect(ended.report?.evaluations[0]?.pairs).toBeGreaterThan(100);
  const { events } = await client(listRunEvents, { params, query: {} });
  expect(events.map((e) => e.kind)).toContain('resumed');
}, 1_200_000);
