// A whole service, a tiny model and workers as real processes, for the tests of what a worker does over its life.
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
  type Run,
  startRun,
} from '@preferably/contracts';
import { createTestDatabase } from '@preferably/db/testing';
import { root } from '../config.ts';
import { publishedGuidelines } from '../guidelines.ts';
import { Child } from '../instance/child.ts';
import { freePort } from '../instance/ports.ts';
import { preparePython } from '../instance/python.ts';
import { apiAnswers, apiCommand, waitUntilReady, workerCommand } from '../instance/services.ts';
import { pause, type Session, signIn } from '../session.ts';
import { snapshotReady } from '../waiting.ts';

const never = new AbortController().signal;

const row = (n: number) =>
  JSON.stringify({
    id: `row-${n}`,
    // Unlike one another, as questions are: near-duplicates would all stand on one side of the split.
    prompt: [{ role: 'user', content: createHash('md5').update(`number ${n}`).digest('hex') }],
    response_a: `good kind clear answer ${n}`,
    response_b: `rude wrong vague answer ${n}`,
    preferred: 'a',
  });
/** Enough that a tiny model takes some seconds and a worker can be stopped in the middle. */
const ROWS = 1500;

/** Makes a tiny Llama with random weights in a folder. */
export function makeTinyModel(python: string, model: string): string {
  const make = `from pathlib import Path; from tests.tiny import tiny_llama; tiny_llama(Path(${JSON.stringify(model)}))`;
  execFileSync(python, ['-c', make], { cwd: path.join(root, 'packages/trainer/python'), stdio: 'pipe' });
  return model;
}

export class WorkerStage {
  readonly #children: Child[] = [];
  readonly folder = mkdtempSync(path.join(tmpdir(), 'preferably-worker-'));
  readonly #logDir = path.join(this.folder, 'logs');
  #drop = async () => {};
  #apiKey = '';
  python = '';
  url = '';
  /** Folder of a tiny Llama with random weights. */
  model = '';
  client!: Client;

  async open(): Promise<void> {
    this.python = await preparePython(null, this.#logDir, never);
    this.model = makeTinyModel(this.python, path.join(this.folder, 'tiny'));
    const database = await createTestDatabase();
    this.#drop = database.drop;
    const port = await freePort();
    this.url = `http://127.0.0.1:${port}`;
    const admin = { email: 'admin@example.org', password: 'the-admins-password' };
    const settings = {
      databaseUrl: database.url,
      host: '127.0.0.1',
      port,
      publicUrl: this.url,
      webUrl: null,
      admin,
      authSecret: 'a-secret-of-at-least-thirty-two-characters',
      storageDir: path.join(this.folder, 'files'),
    };
    const api = this.#start(apiCommand(settings, this.#logDir), { RUN_LEASE_SECONDS: '10' });
    await waitUntilReady(api, apiAnswers(this.url), never);
    const session = await signIn({ url: this.url, publicUrl: this.url }, admin.email, admin.password);
    this.client = (session as Session).client;
    const body = { name: 'worker', scopes: ['work' as const] };
    this.#apiKey = (await this.client(createApiKey, { body })).secret;
  }

  /** A project with so many judged rows, a snapshot of them, and a run on it that is queued. */
  async runOnSnapshot(
    name: string,
    { count = ROWS, ...wanted }: { count?: number; learningCurve?: boolean } = {},
  ): Promise<Run> {
    const { client } = this;
    const guidelineSetId = await publishedGuidelines(client, name, 'helpfulness', { en: 'Be fair.' });
    const body = { name, slug: name, dimension: 'helpfulness', guidelineSetId } as const;
    const params = { projectId: (await client(createProject, { body })).id };
    const batch = await client(createBatch, { params, body: { name: 'judged' } });
    const at = { params: { ...params, batchId: batch.id }, query: { name: 'rows', judged: 'true' } as const };
    const rows = Array.from({ length: count }, (_, n) => row(n));
    await client(importComparisons, { ...at, lines: rows.join('\n') });
    const { id } = await client(freezeSnapshot, { params, body: { name: 'all' } });
    await snapshotReady(client, id, never);
    const recipe = { batch_pairs: 4, learning_rate: 1e-3, max_length: 64, checkpoint_seconds: 2 };
    const run = { name, trainSnapshotId: id, baseModel: this.model, recipe, ...wanted };
    return client(startRun, { params, body: run });
  }

  /** A worker; at another address of the service than its own where `url` says so. */
  worker(name: string, url = this.url): Child {
    const workDir = path.join(this.folder, 'work');
    const of = { url, apiKey: this.#apiKey, python: this.python, workDir };
    const command = workerCommand(of, path.join(this.#logDir, name));
    return this.#start(command, { WORKER_NAME: name });
  }

  /** The run as it ended. */
  ended(runId: string): Promise<Run> {
    return this.eventually('the end of the run', async () => {
      const now = await this.client(getRun, { params: { runId } });
      return now.state !== 'queued' && now.state !== 'running' && now;
    });
  }

  async eventually<T>(what: string, look: () => Promise<T | null | undefined | false>): Promise<T> {
    for (let waited = 0; waited < 480_000; waited += 200) {
      const seen = await look();
      if (seen) return seen;
      await pause(200);
    }
    const logs = this.#children.map((c) => `${c.name}\n${c.tail()}`).join('\n');
    throw new Error(`waited eight minutes for ${what}\n${logs}`);
  }

  async close(): Promise<void> {
    await Promise.all(this.#children.map((child) => child.stop(5000)));
    await this.#drop();
    rmSync(this.folder, { recursive: true, force: true });
  }

  #start(command: ConstructorParameters<typeof Child>[0], env: Record<string, string>): Child {
    const child = new Child({ ...command, env: { ...command.env, ...env } });
    this.#children.push(child);
    return child;
  }
}
