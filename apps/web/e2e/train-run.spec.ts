import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from '@playwright/test';
import {
  createApiKey,
  createBatch,
  createUser,
  getRun,
  importComparisons,
  listRuns,
  putMember,
} from '@preferably/contracts';
import { type Role, strengths } from '@preferably/domain';
import { stateFolder } from './support/accounts.ts';
import { origin } from './support/origin.ts';
import { rowsOf } from './support/rows.ts';
import { clientOf, makeProject, signIn } from './support/service.ts';

const root = path.join(import.meta.dirname, '../../..');
const python = path.join(root, 'packages/trainer/python');
const folder = mkdtempSync(path.join(tmpdir(), 'preferably-train-'));
const model = path.join(folder, 'tiny-llama');
const sessionOf = (role: Role) => path.join(stateFolder, `${role}.json`);
const people: Partial<Record<Role, string>> = {};
let interpreter = '';
let worker: ChildProcess | null = null;

/** Kind answers are preferred: a model of a few thousand weights learns that in a few steps. */
function judgedLines(count: number): string {
  const fillers = ['bake bread', 'fix a bike', 'read maps', 'tell me how', 'please answer the user'];
  const rows = Array.from({ length: count }, (_, n) => {
    const filler = fillers[n % fillers.length];
    const [good, bad] = [`good kind clear ${filler}`, `rude wrong vague ${filler}`];
    const preferred = n % 2 === 0 ? 'a' : 'b';
    return {
      id: `judged-${n}`,
      // Unlike one another, as questions are: near-duplicates would all stand on one side of the split.
      prompt: [
        { role: 'user', content: `${createHash('md5').update(`question ${n}`).digest('hex')} ${filler}` },
      ],
      response_a: preferred === 'a' ? good : bad,
      response_b: preferred === 'a' ? bad : good,
      preferred,
      annotators: [{ id: `elsewhere-${n % 3}`, preferred, strength: strengths[n % strengths.length] }],
    };
  });
  return rows.map((row) => JSON.stringify(row)).join('\n');
}

async function projectWithJudgements(): Promise<string> {
  const { projectId } = await makeProject('helpfulness', rowsOf(1));
  const call = clientOf('admin');
  const params = { projectId };
  for (const [role, userId] of Object.entries(people) as ['engineer' | 'reviewer', string][]) {
    await call(putMember, { params: { ...params, userId }, body: { role } });
  }
  const batch = await call(createBatch, { params, body: { name: 'Judged elsewhere' } });
  await call(importComparisons, {
    params: { ...params, batchId: batch.id },
    query: { name: 'judged.jsonl', judged: 'true' },
    lines: judgedLines(80),
  });
  return projectId;
}

async function startWorker(): Promise<void> {
  const { secret } = await clientOf('admin')(createApiKey, { body: { name: 'a worker', scopes: ['work'] } });
  worker = spawn(process.execPath, ['--import', 'tsx', 'packages/trainer/src/main.ts'], {
    cwd: root,
    env: {
      ...process.env,
      PREFERABLY_URL: origin,
      PREFERABLY_API_KEY: secret,
      WORKER_NAME: 'the-worker-under-test',
      WORK_DIR: path.join(folder, 'work'),
      PYTHON: interpreter,
      CUDA_VISIBLE_DEVICES: '',
    },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
}

async function stopWorker(): Promise<void> {
  const running = worker;
  worker = null;
  if (!running || running.exitCode !== null) return;
  await new Promise<void>((resolve) => {
    running.once('exit', () => resolve());
    running.kill('SIGTERM');
  });
}

test.beforeAll(async ({ playwright }) => {
  // The environment is made once; where it fits its requirements already, this takes a second.
  test.setTimeout(1_200_000);
  // Awaited, not blocked: a kept-open connection that the service closes meanwhile must be seen to close.
  const run = promisify(execFile);
  interpreter = process.env.PYTHON ?? (await run(path.join(python, 'setup.sh'))).stdout.trim();
  const makeModel =
    'import pathlib, sys; from tests.tiny import tiny_llama; tiny_llama(pathlib.Path(sys.argv[1]))';
  await run(interpreter, ['-c', makeModel, model], { cwd: python });
  const call = clientOf('admin');
  for (const role of ['engineer', 'reviewer'] as const) {
    const who = { email: `${role}-${process.pid}@example.org`, password: `the-${role}s-password` };
    const { user } = await call(createUser, { body: { ...who, name: `A ${role}`, role } });
    people[role] = user.id;
    await signIn(playwright.request, who, sessionOf(role));
  }
});

test.afterAll(async () => {
  await stopWorker();
  rmSync(folder, { recursive: true, force: true });
});

test('an engineer freezes a snapshot, takes a file away, trains on it and reads the report', async ({
  browser,
}) => {
  test.setTimeout(300_000);
  const projectId = await projectWithJudgements();
  const context = await browser.newContext({
    storageState: sessionOf('engineer'),
    baseURL: origin,
    locale: 'en-GB',
  });
  const page = await context.newPage();

  await page.goto(`/projects/${projectId}/snapshots`);
  await page.getByRole('link', { name: 'Freeze a snapshot' }).click();
  await page.getByLabel('Name', { exact: true }).fill('First snapshot');
  await page.getByLabel('Test share (%)').fill('30');
  await page.getByRole('button', { name: 'Freeze snapshot' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'First snapshot' })).toBeVisible();
  await expect(page.getByText('Ready', { exact: true })).toBeVisible({ timeout: 180_000 });

  const row = page.getByRole('row').filter({ hasText: 'trl-train.jsonl' });
  const downloading = page.waitForEvent('download');
  await row.getByRole('link', { name: 'Download trl-train.jsonl' }).click();
  const download = await downloading;
  expect(download.suggestedFilename()).toBe('trl-train.jsonl');
  const bytes = readFileSync(await download.path());
  await expect(row.locator('code')).toHaveText(createHash('sha256').update(bytes).digest('hex'));
  const first = JSON.parse(bytes.toString().split('\n')[0] ?? '');
  expect(Object.keys(first)).toEqual(['prompt', 'chosen', 'rejected', 'margin']);

  await page.getByRole('link', { name: 'Train a reward model' }).click();
  await expect(page.getByLabel('Train on')).toContainText('First snapshot');
  await page.getByLabel('Base model').fill(model);
  await page.getByLabel('Pairs a step').fill('many');
  await page.getByRole('button', { name: 'Start run' }).click();
  await expect(page.getByText('Enter a whole number from 1 to 4096.')).toBeVisible();
  await expect(page.getByLabel('Pairs a step')).toBeFocused();
  await page.getByLabel('Pairs a step').fill('4');
  await page.getByLabel('Learning rate').fill('3e-3');
  await page.getByLabel('Longest dialog').fill('64');
  await page.getByRole('button', { name: 'Start run' }).click();
  await expect(page.getByRole('heading', { name: 'Waiting for a worker' })).toBeVisible();

  await startWorker();
  await expect(page.getByText('Accuracy on its own test split')).toBeVisible({ timeout: 180_000 });
  await expect(page.getByText('Finished', { exact: true })).toBeVisible();
  await stopWorker();

  const call = clientOf('admin');
  const [listed] = (await call(listRuns, { params: { projectId } })).runs;
  const run = await call(getRun, { params: { runId: listed?.id ?? '' } });
  const own = run.report?.evaluations[0];
  expect(run.worker).toBe('the-worker-under-test');
  const percent = new Intl.NumberFormat('en', {
    style: 'percent',
    minimumFractionDigits: 1,
    maximumFractionDigits: 1,
  });
  const compared = page.getByRole('table', { name: 'This model beside plain rules' });
  await expect(compared.getByRole('row', { name: 'This model' })).toContainText(
    percent.format(own?.accuracy ?? -1),
  );
  await expect(compared.getByRole('row', { name: 'Bag of words' })).toContainText(
    percent.format(own?.baseline.accuracy ?? -1),
  );
  await expect(page.getByRole('img', { name: /^Loss by step/ })).toBeVisible();
  await page.getByText('Event log').click();
  await expect(page.getByRole('cell', { name: 'report', exact: true })).toBeVisible();
  await context.close();
});

test('a run that nobody took is cancelled after a question, and says so', async ({ browser }) => {
  const projectId = await projectWithJudgements();
  const context = await browser.newContext({
    storageState: sessionOf('engineer'),
    baseURL: origin,
    locale: 'en-GB',
  });
  const page = await context.newPage();
  await page.goto(`/projects/${projectId}/snapshots/new`);
  await page.getByRole('button', { name: 'Freeze snapshot' }).click();
  await page.getByRole('link', { name: 'Train a reward model' }).click({ timeout: 180_000 });
  await page.getByRole('button', { name: 'Start run' }).click();
  await page.getByRole('button', { name: 'Cancel run' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Keep it running' }).click();
  await expect(page.getByRole('heading', { name: 'Waiting for a worker' })).toBeVisible();
  await page.getByRole('button', { name: 'Cancel run' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Cancel run' }).click();
  await expect(page.getByText('This run was cancelled. It has no report.')).toBeVisible();
  await expect(page.getByRole('link', { name: 'New run with these settings' })).toBeVisible();
  await context.close();
});

test('a reviewer sees snapshots and runs, and nothing that starts or downloads', async ({ browser }) => {
  const projectId = await projectWithJudgements();
  const context = await browser.newContext({
    storageState: sessionOf('reviewer'),
    baseURL: origin,
    locale: 'en-GB',
  });
  const page = await context.newPage();
  await page.goto(`/projects/${projectId}/snapshots`);
  await expect(page.getByText('No snapshot yet')).toBeVisible();
  await expect(page.getByRole('link', { name: 'Freeze a snapshot' })).toHaveCount(0);
  await page.goto(`/projects/${projectId}/snapshots/new`);
  await expect(page.getByText('Only engineers and admins freeze snapshots.')).toBeVisible();
  await page.goto(`/projects/${projectId}/runs`);
  await expect(page.getByText('No run yet')).toBeVisible();
  await expect(page.getByRole('link', { name: 'New run' })).toHaveCount(0);
  await context.close();
});
