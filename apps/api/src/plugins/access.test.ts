import {
  type ApiError,
  createApiKey,
  createClient,
  createUser,
  getMe,
  getProject,
  listApiKeys,
  listProjects,
  listUsers,
  revokeApiKey,
  updateMe,
  updateUser,
} from '@preferably/contracts';
import { openDatabase } from '@preferably/db';
import { scopes } from '@preferably/domain';
import {
  ADMIN,
  cookiesOf,
  keyOf,
  makeProject,
  person,
  rowOf,
  type Service,
  signIn,
  startService,
  withKey,
} from '../testing/service.ts';

let service: Service;
let projectId: string;
beforeAll(async () => {
  service = await startService();
  projectId = (await makeProject(service, 'helpfulness', [rowOf(1)])).project.id;
});
afterAll(() => service?.stop());

const statusOf = (call: Promise<unknown>) =>
  call.then(
    () => 200,
    (error: unknown) => (error as ApiError).status,
  );

test('without a session or a key only the health of the service is told', async () => {
  for (const path of ['/v1/me', '/v1/projects', '/v1/users', `/v1/projects/${projectId}`]) {
    const response = await fetch(service.url + path);
    expect(response.status).toBe(401);
    expect(response.headers.get('content-type')).toMatch(/^application\/problem\+json/u);
  }
  expect((await fetch(`${service.url}/v1/health`)).status).toBe(200);
});

test('a session cookie is httpOnly, and signing up is not offered', async () => {
  const post = (path: string, body: object) =>
    fetch(service.url + path, {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin: service.url },
      body: JSON.stringify(body),
    });
  const response = await post('/api/auth/sign-in/email', ADMIN);
  for (const cookie of response.headers.getSetCookie()) expect(cookie).toMatch(/HttpOnly; SameSite=Lax/u);
  const up = await post('/api/auth/sign-up/email', {
    email: 'x@example.org',
    password: 'a-long-password',
    name: 'x',
  });
  expect(up.status).toBeGreaterThanOrEqual(400);
});

test('a stranger does not learn that a project exists, and a member sees it', async () => {
  const engineer = await person(service, 'engineer');
  const stranger = withKey(service.url, await keyOf(service, engineer, ['read']));
  expect(await statusOf(stranger(getProject, { params: { projectId } }))).toBe(404);
  expect((await stranger(listProjects, {})).projects).toEqual([]);
  expect(await statusOf(stranger(listUsers, {}))).toBe(403);
});

test('a key does what its scopes allow, and nothing after it is revoked', async () => {
  const { secret, apiKey } = await service.admin(createApiKey, { body: { name: 'k', scopes: ['read'] } });
  expect(apiKey).toMatchObject({ name: 'k', scopes: ['read'], lastUsedAt: null });
  expect(secret.startsWith(apiKey.start)).toBe(true);
  const client = withKey(service.url, secret);
  expect((await client(getMe, {})).email).toBe(ADMIN.email);
  expect(
    await statusOf(client(createUser, { body: { name: 'x', email: 'x@example.org', role: 'engineer' } })),
  ).toBe(403);
  expect(await statusOf(client(createApiKey, { body: { name: 'more', scopes: ['work'] } }))).toBe(403);
  const listed = (await service.admin(listApiKeys, {})).apiKeys.find((k) => k.id === apiKey.id);
  expect(listed?.lastUsedAt).not.toBeNull();
  expect(JSON.stringify(listed)).not.toContain(secret);
  await service.admin(revokeApiKey, { params: { keyId: apiKey.id } });
  expect(await statusOf(client(getMe, {}))).toBe(401);
});

test('a key that has expired is answered with words, and its owner sees until when it was good', async () => {
  const body = { name: 'short', scopes: ['read' as const], expiresInDays: 3650 };
  const { secret, apiKey } = await service.admin(createApiKey, { body });
  const days = (Date.parse(apiKey.expiresAt as string) - Date.now()) / 86_400_000;
  expect(days).toBeCloseTo(3650, 1);
  const client = withKey(service.url, secret);
  expect((await client(getMe, {})).email).toBe(ADMIN.email);
  const db = openDatabase(service.databaseUrl);
  await db.pool.query(`update apikey set "expiresAt" = now() - interval '1 second' where id = $1`, [
    apiKey.id,
  ]);
  await db.close();
  for (const _ of ['when it is noticed', 'afterwards']) {
    await expect(client(getMe, {})).rejects.toMatchObject({
      status: 401,
      problem: { code: 'unauthenticated', detail: expect.stringContaining('has expired; make a new one') },
    });
  }
});

test('the library’s own ways to make and change keys are closed', async () => {
  const cookie = await cookiesOf(service.url, ADMIN.email, ADMIN.password);
  for (const verb of ['create', 'update', 'delete']) {
    const response = await fetch(`${service.url}/api/auth/api-key/${verb}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin: service.url, cookie },
      body: JSON.stringify({ name: 'x', keyId: 'x' }),
    });
    expect([verb, response.status]).toEqual([verb, 404]);
  }
});

test('a key is no way to more than its owner may do', async () => {
  const engineer = await person(service, 'engineer');
  const session = await signIn(service.url, engineer.email, engineer.password);
  expect(await statusOf(session(createApiKey, { body: { name: 'w', scopes: ['work'] } }))).toBe(403);
});

test('closing an account ends its sessions and keys at once', async () => {
  const leaver = await person(service, 'annotator', [projectId]);
  const session = await signIn(service.url, leaver.email, leaver.password);
  const { secret } = await session(createApiKey, { body: { name: 'k', scopes: ['read'] } });
  expect(await statusOf(session(getMe, {}))).toBe(200);
  await service.admin(updateUser, { params: { userId: leaver.user.id }, body: { disabled: true } });
  expect(await statusOf(session(getMe, {}))).toBe(401);
  expect(await statusOf(withKey(service.url, secret)(getMe, {}))).toBe(401);
});

test('a page of another origin cannot use somebody’s session', async () => {
  const cookie = await cookiesOf(service.url, ADMIN.email, ADMIN.password);
  const from = (origin: string) =>
    createClient({ baseUrl: service.url, headers: () => ({ cookie, origin }) });
  const body = { locale: 'ko' } as const;
  expect(await statusOf(from('https://evil.example')(updateMe, { body }))).toBe(403);
  expect(await statusOf(from(service.url)(updateMe, { body }))).toBe(200);
});

test('the OpenAPI document names every endpoint with its problem answers', async () => {
  interface Operation {
    operationId: string;
    tags: string[];
    security: object[];
    responses: Record<string, { content?: object; description: string }>;
  }
  const document = (await (await fetch(`${service.url}/v1/openapi.json`)).json()) as {
    openapi: string;
    tags: { name: string }[];
    paths: Record<string, Record<string, Operation>>;
  };
  const groups = document.tags.map(({ name }) => name);
  for (const operation of Object.values(document.paths).flatMap((of) => Object.values(of))) {
    expect(groups).toEqual(expect.arrayContaining(operation.tags));
    for (const [status, { content }] of Object.entries(operation.responses)) {
      // 416 has no body: its header says how long the file is.
      if (Number(status) < 400 || status === '416') continue;
      expect(Object.keys(content ?? {})).toEqual(['application/problem+json']);
    }
    if (operation.security.length > 0) expect(Object.keys(operation.responses)).toContain('401');
  }
  expect(document.paths['/v1/health']?.get?.security).toEqual([]);
  expect(document.paths['/v1/api-keys']?.get?.security).toEqual([{ session: [] }]);
  expect(document.paths['/v1/projects']?.get?.security).toEqual([{ apiKey: [] }, { session: [] }]);
  expect(document.paths['/v1/projects']?.post?.responses['409']?.description).toBe('`name_taken`');
  expect(document.openapi).toBe('3.1.0');
  expect(Object.keys(document.paths).length).toBeGreaterThan(25);
  expect(document.paths['/v1/assignments/{assignmentId}/preference']?.put?.operationId).toBe(
    'submitPreference',
  );
});

test('the page of the API runs nothing but what is served beside it', async () => {
  const page = await fetch(`${service.url}/v1/docs`);
  expect(page.status).toBe(200);
  const policy = page.headers.get('content-security-policy');
  expect(policy).toContain("script-src 'self';");
  expect(policy).not.toContain('unsafe');
  const html = await page.text();
  const linked = [...html.matchAll(/(?:src|href)="([^"]+)"/gu)].map(([, address = '']) => address);
  expect(linked.length).toBeGreaterThan(4);
  for (const address of linked) {
    expect(address).toMatch(/^\/v1\/docs\//u);
    expect((await fetch(service.url + address)).status).toBe(200);
  }
  expect(html).not.toMatch(/<script>|<style/u);
});

test.each([
  ['a NUL in a body', 'POST', '/v1/projects/:id/batches', { name: 'a\u0000b' }],
  ['half a character in a body', 'POST', '/v1/projects/:id/batches', { name: 'a\ud800' }],
  ['a NUL in an address', 'GET', '/v1/me/work?search=a%00b', undefined],
  ['a number no column holds', 'GET', '/v1/projects/:id/comparisons?batch=99999999999', undefined],
  ['an address that is none', 'GET', '/v1/projects/%zz', undefined],
])('%s is a mistake of the caller’s', async (_, method, path, body) => {
  const { secret } = await service.admin(createApiKey, { body: { name: 'all', scopes: [...scopes] } });
  const response = await fetch(service.url + path.replace(':id', projectId), {
    method,
    headers: { 'x-api-key': secret, ...(body ? { 'content-type': 'application/json' } : {}) },
    ...(body ? { body: JSON.stringify(body) } : {}),
  });
  expect(response.status).toBe(400);
  expect(await response.json()).toMatchObject({ code: 'invalid_request' });
});

test('trying passwords is slowed down', async () => {
  const tries = await Promise.all(
    Array.from({ length: 8 }, () =>
      fetch(`${service.url}/api/auth/sign-in/email`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', origin: service.url },
        body: JSON.stringify({ email: ADMIN.email, password: 'not-the-password' }),
      }),
    ),
  );
  expect(tries.map((t) => t.status)).toContain(429);
});
