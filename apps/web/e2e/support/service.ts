import { readFileSync } from 'node:fs';
import { type APIRequest, expect } from '@playwright/test';
import {
  acknowledgeGuidelines,
  type Client,
  createBatch,
  createClient,
  createGuidelineSet,
  createGuidelineVersion,
  createProject,
  freezeSnapshot,
  getMe,
  getSnapshot,
  importComparisons,
  publishGuidelineVersion,
  putMember,
  snapshotFilePath,
  updateBatch,
} from '@preferably/contracts';
import type { Dimension } from '@preferably/domain';
import { pidFile, sessionFile } from './accounts.ts';
import { origin } from './origin.ts';

/** Signs in over HTTP and keeps the session for browsers and clients. */
export async function signIn(
  request: APIRequest,
  who: { email: string; password: string },
  file: string,
): Promise<void> {
  const context = await request.newContext({ baseURL: origin, extraHTTPHeaders: { origin } });
  const response = await context.post('/api/auth/sign-in/email', {
    data: { email: who.email, password: who.password },
  });
  expect(response.status(), await response.text()).toBe(200);
  await context.storageState({ path: file });
  await context.dispose();
}

/** The API on behalf of somebody whose session was kept. */
export function clientOf(who: 'admin' | 'annotator'): Client {
  const { cookies } = JSON.parse(readFileSync(sessionFile(who), 'utf8')) as {
    cookies: { name: string; value: string }[];
  };
  const cookie = cookies.map(({ name, value }) => `${name}=${value}`).join('; ');
  return createClient({ baseUrl: origin, headers: () => ({ cookie, origin }) });
}

export interface Row {
  id: string;
  prompt: { role: 'system' | 'user' | 'assistant'; content: string }[];
  response_a: string;
  response_b: string;
  lang?: string;
}

/** Kills the API, or starts a killed one again, and waits until it is so. */
export async function strikeApi(up: boolean): Promise<void> {
  process.kill(Number(readFileSync(pidFile, 'utf8')), 'SIGUSR2');
  const answers = () =>
    fetch(`${origin}/v1/health`).then(
      (response) => response.ok,
      () => false,
    );
  await expect.poll(answers).toBe(up);
}

export const guidelineTexts = {
  name: '',
  en: '# How to judge\n\nBe fair.',
  ko: '# 평가 방법\n\n공정하게 평가하세요.',
};

let made = 0;

/** A project of a test's own with the annotator as its member, published guidelines and an open batch. */
export async function makeProject(
  dimension: Dimension,
  rows: Row[],
  texts = guidelineTexts,
  {
    acknowledged = true,
    ...settings
  }: {
    lookAhead?: number;
    leaseSeconds?: number;
    votesWanted?: number;
    /** Whether the annotator and the admin have read the guidelines. */
    acknowledged?: boolean;
  } = {},
) {
  made += 1;
  const call = clientOf('admin');
  const label = `${dimension} ${process.pid}-${made}`;
  const set = await call(createGuidelineSet, { body: { name: label, dimension } });
  const version = await call(createGuidelineVersion, {
    params: { setId: set.id },
    body: { texts: { en: texts.en, ko: texts.ko } },
  });
  await call(publishGuidelineVersion, { params: { versionId: version.id } });
  const project = await call(createProject, {
    body: {
      name: texts.name || label,
      slug: label.replaceAll(' ', '-'),
      dimension,
      guidelineSetId: set.id,
      votesWanted: 1,
      ...settings,
    },
  });
  const params = { projectId: project.id };
  const me = await clientOf('annotator')(getMe, {});
  await call(putMember, { params: { ...params, userId: me.id }, body: { role: 'annotator' } });
  if (acknowledged) {
    for (const who of ['annotator', 'admin'] as const)
      await clientOf(who)(acknowledgeGuidelines, { params, body: { versionId: version.id } });
  }
  const addBatch = async (added: Row[]) => {
    const batch = await call(createBatch, { params, body: { name: 'Week 1' } });
    const at = { ...params, batchId: batch.id };
    const lines = added.map((row) => JSON.stringify({ source: 'made up', ...row })).join('\n');
    await call(importComparisons, { params: at, query: { name: 'rows.jsonl' }, lines });
    await call(updateBatch, { params: at, body: { state: 'open' } });
    return batch.id;
  };
  return { projectId: project.id, guidelineSetId: set.id, batchId: await addBatch(rows), addBatch };
}

/** Waits for a snapshot's files: they are written behind all other work, so that a busy machine takes its time. */
export async function untilReady(snapshotId: string): Promise<void> {
  const call = clientOf('admin');
  await expect
    .poll(async () => (await call(getSnapshot, { params: { snapshotId } })).state, { timeout: 180_000 })
    .toBe('ready');
}

export interface StoredRow {
  response_a: string;
  response_b: string;
  prompt: { content: string }[];
  side: 'a' | 'b';
  strength: string;
  safety: { a: string; b: string } | null;
  categories: { a: string[]; b: string[] };
  chips: { a: string[]; b: string[] };
  comment: string | null;
  edited: string | null;
  shown_first: 'a' | 'b';
  submitted_at: string;
  guideline_version: number | null;
}

/** What the service has stored, read the way the training side reads it: from an export. */
export async function storedPreferences(projectId: string): Promise<StoredRow[]> {
  const call = clientOf('admin');
  const { id: snapshotId } = await call(freezeSnapshot, {
    params: { projectId },
    body: { name: `check ${Date.now()}`, filter: { includeChosenUnsafe: true } },
  });
  await untilReady(snapshotId);
  const { cookies } = JSON.parse(readFileSync(sessionFile('admin'), 'utf8')) as {
    cookies: { name: string; value: string }[];
  };
  const response = await fetch(origin + snapshotFilePath(snapshotId, 'canonical.jsonl'), {
    headers: { cookie: cookies.map(({ name, value }) => `${name}=${value}`).join('; ') },
  });
  expect(response.status).toBe(200);
  const text = await response.text();
  return text
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as StoredRow);
}
