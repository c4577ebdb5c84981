import { type ApiError, feedPreferences } from '@preferably/contracts';
import { keyOf, makeProject, person, type Service, startService, withKey } from '../../testing/service.ts';
import { judgedRows } from '../../testing/snapshots.ts';

let service: Service;
let projectId: string;
let pipeline: ReturnType<typeof withKey>;
beforeAll(async () => {
  service = await startService();
  const { project } = await makeProject(service, 'helpfulness', judgedRows(12), { judged: true });
  projectId = project.id;
  pipeline = withKey(
    service.url,
    await keyOf(service, await person(service, 'engineer', [projectId]), ['export']),
  );
});
afterAll(() => service?.stop());

const page = (query: { after?: string; limit?: number }, by = pipeline) =>
  by(feedPreferences, { params: { projectId }, query });

test('a pipeline reads the judgements page by page and goes on from where it was', async () => {
  const seen = new Set<string>();
  let after: string | undefined;
  // Other databases of the same server may hold the newest rows back for a moment.
  for (let tries = 0; seen.size < 12 && tries < 600; tries++) {
    const { preferences, next, more } = await page({ limit: 5, ...(after ? { after } : {}) });
    for (const { id } of preferences) seen.add(id);
    after = next ?? undefined;
    if (!more) await new Promise((resolve) => setTimeout(resolve, 20));
  }
  expect(seen.size).toBe(12);
  expect(await page({ ...(after ? { after } : {}) })).toEqual({ preferences: [], next: after, more: false });
});

test('a judgement has the fields of the canonical file, a pseudonym, and nobody’s name', async () => {
  const { preferences } = await page({ limit: 1 });
  expect(preferences[0]).toMatchObject({
    revision: 1,
    dimension: 'helpfulness',
    strength: 'better',
    prompt: [{ role: 'user', content: expect.stringContaining('Question number') }],
    annotator: expect.stringMatching(/^annotator-[0-9a-f]{12}$/u),
    recorded: true,
  });
});

test('the feed is for engineers of the project with the scope export, and a wrong cursor is told', async () => {
  const status = (call: Promise<unknown>) =>
    call.then(
      () => 200,
      (error: ApiError) => error.status,
    );
  const stranger = await keyOf(service, await person(service, 'engineer'), ['export']);
  const reader = await keyOf(service, await person(service, 'engineer', [projectId]), ['read']);
  expect(await status(page({}, withKey(service.url, stranger)))).toBe(404);
  expect(await status(page({}, withKey(service.url, reader)))).toBe(403);
  expect(await status(page({ after: 'yesterday' }))).toBe(400);
  expect(await status(page({ after: `9999999999999999999.${projectId}` }))).toBe(400);
});
