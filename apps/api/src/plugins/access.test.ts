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
  const document = (await (await fetch(`${service.url}/v1/openapi.json`)).json()) as {
    openapi: string;
    paths: Record<string, Record<string, { operationId: string }>>;
  };
  expect(document.openapi).toBe('3.1.0');
  expect(Object.keys(document.paths).length).toBeGreaterThan(25);
  expect(document.paths['/v1/assignments/{assignmentId}/preference']?.put?.operationId).toBe(
    'submitPreference',
  );
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
