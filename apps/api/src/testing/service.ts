import { createHash } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import {
  acknowledgeGuidelines,
  type Client,
  createApiKey,
  createBatch,
  createClient,
  createGuidelineSet,
  createGuidelineVersion,
  createProject,
  createUser,
  getGuidelines,
  importComparisons,
  listProjects,
  publishGuidelineVersion,
  putMember,
  updateBatch,
} from '@preferably/contracts';
import { createTestDatabase } from '@preferably/db/testing';
import type { Dimension, Role, Scope } from '@preferably/domain';
import type { Config } from '../config.ts';
import { serve } from '../serve.ts';

export const ADMIN = { email: 'admin@example.org', password: 'the-admins-password' };

export async function freePort(): Promise<number> {
  const probe = createServer();
  await new Promise<void>((resolve) => probe.listen(0, '127.0.0.1', resolve));
  const { port } = probe.address() as { port: number };
  await new Promise((resolve) => probe.close(resolve));
  return port;
}

/** Signs in over HTTP and returns the cookies as a browser sends them. */
export async function cookiesOf(url: string, email: string, password: string, tries = 5): Promise<string> {
  const response = await fetch(`${url}/api/auth/sign-in/email`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: url },
    body: JSON.stringify({ email, password }),
  });
  // Five sign-ins in ten seconds is the service's limit; a test on a quick machine waits as a client should.
  if (response.status === 429 && tries > 1) {
    const seconds = Number(response.headers.get('x-retry-after') ?? 10);
    await new Promise((resolve) => setTimeout(resolve, seconds * 1000));
    return cookiesOf(url, email, password, tries - 1);
  }
  if (!response.ok) throw new Error(`sign-in: ${response.status} ${await response.text()}`);
  return response.headers
    .getSetCookie()
    .map((c) => c.split(';')[0])
    .join('; ');
}

/** A client that acts as somebody who signed in on a page of that origin. */
export async function signIn(url: string, email: string, password: string): Promise<Client> {
  const cookie = await cookiesOf(url, email, password);
  return createClient({ baseUrl: url, headers: () => ({ cookie, origin: url }) });
}

export const withKey = (url: string, key: string): Client =>
  createClient({ baseUrl: url, headers: () => ({ 'x-api-key': key }) });

/** A whole service on a database of its own, spoken to over real HTTP. */
export async function startService(overrides: Partial<Config> = {}) {
  const database = await createTestDatabase();
  const storageDir = await mkdtemp(path.join(tmpdir(), 'preferably-api-'));
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const service = await serve({
    databaseUrl: database.url,
    port,
    host: '127.0.0.1',
    publicUrl: url,
    authSecret: 'a-secret-of-at-least-thirty-two-characters',
    webUrl: null,
    storage: { kind: 'disk', directory: storageDir },
    admin: ADMIN,
    logLevel: 'silent',
    runLeaseSeconds: 60,
    modelFileBytes: 1 << 20,
    ...overrides,
  });
  return {
    url,
    databaseUrl: database.url,
    storageDir,
    admin: await signIn(url, ADMIN.email, ADMIN.password),
    async stop() {
      await service.stop();
      await database.drop();
      await rm(storageDir, { recursive: true, force: true });
    },
  };
}
export type Service = Awaited<ReturnType<typeof startService>>;

/** Opens an account and gives a client that acts for it by an API key. */
export async function person(service: Pick<Service, 'admin'>, role: Role, projects: string[] = []) {
  const email = `${role}-${Math.random().toString(36).slice(2)}@example.org`;
  const password = 'a-persons-password';
  const { user } = await service.admin(createUser, {
    body: { name: `Somebody, ${role}`, email, role, password },
  });
  for (const projectId of projects) {
    const member = role === 'admin' ? 'engineer' : role;
    await service.admin(putMember, { params: { projectId, userId: user.id }, body: { role: member } });
  }
  return { user, email, password };
}

/** Acknowledges the guidelines of a project, which every annotator does before the first comparison. */
export async function readGuidelines(client: Client, projectId: string) {
  const params = { projectId };
  const { current } = await client(getGuidelines, { params });
  if (current) await client(acknowledgeGuidelines, { params, body: { versionId: current.versionId } });
}

/**
 * Makes an API key for somebody who signs in for it and has read the guidelines of their projects. Mind the sign-in
 * limit: five in ten seconds.
 */
export async function keyOf(
  service: Pick<Service, 'url'>,
  who: { email: string; password: string },
  scopes: Scope[],
) {
  const session = await signIn(service.url, who.email, who.password);
  const { projects } = await session(listProjects, {});
  for (const { id } of projects) await readGuidelines(session, id);
  return (await session(createApiKey, { body: { name: 'test', scopes } })).secret;
}

/** Signs that make two texts unlike: prompts of one pattern are near-duplicates and would all stand on one side of a split. */
export const unlike = (n: number) => createHash('sha256').update(String(n)).digest('hex');

export const rowOf = (n: number, more: object = {}) => ({
  id: `row-${n}`,
  source: 'made-up',
  prompt: [{ role: 'user', content: `Question number ${n}: what is ${unlike(n)}?` }],
  response_a: `The first answer to ${n}.`,
  response_b: `The second answer to ${n}, which is longer.`,
  ...more,
});

export const linesOf = (rows: object[]) => rows.map((row) => JSON.stringify(row)).join('\n');

let projects = 0;

/** A project with published guidelines and an open batch holding `rows`. */
export async function makeProject(
  service: Pick<Service, 'admin'>,
  dimension: Dimension,
  rows: object[],
  { judged = false, votesWanted = 1 } = {},
) {
  const { admin } = service;
  projects += 1;
  const set = await admin(createGuidelineSet, { body: { name: dimension, dimension } });
  const version = await admin(createGuidelineVersion, {
    params: { setId: set.id },
    body: { texts: { en: '# Judge well', ko: '# 잘 판단하세요' } },
  });
  await admin(publishGuidelineVersion, { params: { versionId: version.id } });
  const body = {
    name: dimension,
    slug: `${dimension}-${projects}`,
    dimension,
    guidelineSetId: set.id,
    votesWanted,
  };
  const project = await admin(createProject, { body });
  const params = { projectId: project.id };
  const batch = await admin(createBatch, { params, body: { name: 'Batch 1' } });
  const at = { params: { ...params, batchId: batch.id } };
  const query = { name: 'rows.jsonl', judged: judged ? 'true' : 'false' } as const;
  const result = await admin(importComparisons, { ...at, query, lines: linesOf(rows) });
  await admin(updateBatch, { ...at, body: { state: 'open' } });
  await readGuidelines(admin, project.id);
  return { project, batch, import: result };
}
