// What is asked beside the scale, over real HTTP: categories, chips, the comment, the edit step, flags.
import {
  type ApiError,
  type Client,
  claimNext,
  createGuidelineVersion,
  flagAssignment,
  listFlags,
  publishGuidelineVersion,
  resolveFlag,
  submitPreference,
  updateProject,
} from '@preferably/contracts';
import { type Database, newId, openDatabase } from '@preferably/db';
import {
  keyOf,
  makeProject,
  person,
  rowOf,
  type Service,
  startService,
  withKey,
} from '../../testing/service.ts';

let service: Service;
let db: Database;
let annotator: Client;
let other: Client;
let projectId: string;
const choice = (code: string) => ({ code, label: { en: code, ko: `${code} 항목` } });

beforeAll(async () => {
  service = await startService();
  db = openDatabase(service.databaseUrl, 2);
  const rows = Array.from({ length: 6 }, (_, n) => rowOf(n));
  const { project } = await makeProject(service, 'safety', rows);
  projectId = project.id;
  const version = await service.admin(createGuidelineVersion, {
    params: { setId: project.guidelineSetId },
    body: {
      texts: { en: '# Judge well' },
      categories: [choice('hate'), choice('weapons')],
      chips: [choice('made_up')],
    },
  });
  await service.admin(publishGuidelineVersion, { params: { versionId: version.id } });
  const body = { editStep: true };
  await service.admin(updateProject, { params: { projectId }, body });
  const [one, two] = [
    await person(service, 'annotator', [projectId]),
    await person(service, 'annotator', [projectId]),
  ];
  annotator = withKey(service.url, await keyOf(service, one, ['annotate', 'read']));
  other = withKey(service.url, await keyOf(service, two, ['annotate', 'read']));
});
afterAll(async () => {
  await db?.close();
  await service?.stop();
});

const codeOf = (call: Promise<unknown>) =>
  call.then(
    () => 'accepted',
    (error: unknown) => (error as ApiError).problem?.code ?? String(error),
  );

async function claim() {
  const { assignment } = await annotator(claimNext, { params: { projectId }, body: {} });
  if (!assignment) throw new Error('nothing to claim');
  return assignment;
}
const labels = { first: 'safe', second: 'unsafe' } as const;
const judgement = () => ({ id: newId(), place: 'first', strength: 'better', safety: labels }) as const;

test('the claim says what the guideline version asks, and the answers are stored in the stored order', async () => {
  const { id, guidelines, responses } = await claim();
  expect(guidelines.categories.map((c) => c.code)).toEqual(['hate', 'weapons']);
  expect(guidelines.chips).toEqual([choice('made_up')]);
  const body = {
    ...judgement(),
    categories: { first: [], second: ['weapons', 'hate'] },
    chips: { first: ['made_up'], second: [] },
    edited: `${responses.first} And safer.`,
  };
  await annotator(submitPreference, { params: { assignmentId: id }, body });
  const { rows } = await db.pool.query(
    `select case p.shown_first when 'a' then categories_b else categories_a end as second,
            case p.shown_first when 'a' then chips_a else chips_b end as first, r.content, r.origin
     from preference p join response r on r.id = p.edited_response_id where p.id = $1`,
    [body.id],
  );
  expect(rows).toEqual([
    { second: ['weapons', 'hate'], first: ['made_up'], content: body.edited, origin: 'edited' },
  ]);
});

test.each([
  ['a category of a safe response', { categories: { first: ['hate'], second: [] } }, 'not_asked'],
  ['a chip of another version', { chips: { first: ['gone'], second: [] } }, 'not_asked'],
  ['a chip twice', { chips: { first: ['made_up', 'made_up'], second: [] } }, 'not_asked'],
])('%s is refused', async (_, part, code) => {
  const { id } = await claim();
  const call = annotator(submitPreference, {
    params: { assignmentId: id },
    body: { ...judgement(), ...part },
  });
  expect(await codeOf(call)).toBe(code);
});

test('an improved response that is one of the two is refused', async () => {
  const { id, responses } = await claim();
  const body = { ...judgement(), edited: responses.second };
  expect(await codeOf(annotator(submitPreference, { params: { assignmentId: id }, body }))).toBe(
    'invalid_request',
  );
});

test('settings change from one judgement to the next, by an admin only', async () => {
  const { id } = await claim();
  const change = { params: { projectId }, body: { commentRequired: true, editStep: false } };
  expect(await codeOf(annotator(updateProject, change))).toBe('forbidden');
  expect(await service.admin(updateProject, change)).toMatchObject({ commentRequired: true, blurred: false });
  const params = { assignmentId: id };
  const submit = (part: object) => annotator(submitPreference, { params, body: { ...judgement(), ...part } });
  expect(await codeOf(submit({}))).toBe('comment_missing');
  expect(await codeOf(submit({ comment: 'Clearer.', edited: 'Improved.' }))).toBe('not_asked');
  expect(await codeOf(submit({ comment: 'Clearer.' }))).toBe('accepted');
});

test('a flag reaches the admins with its reason; the annotator keeps the comparison', async () => {
  const { id, comparisonId } = await claim();
  const params = { assignmentId: id };
  const body = { reason: 'broken_response', note: 'Cut off.' } as const;
  expect(await codeOf(other(flagAssignment, { params, body }))).toBe('assignment_not_yours');
  await annotator(flagAssignment, { params, body });
  expect((await claim()).id).toBe(id);
  expect(await codeOf(annotator(listFlags, { params: { projectId }, query: {} }))).toBe('forbidden');
  const { flags, next } = await service.admin(listFlags, { params: { projectId }, query: {} });
  expect([flags, next]).toMatchObject([
    [{ comparisonId, annotator: 'Somebody, annotator', ...body, resolution: null }],
    null,
  ]);
  const resolve = { params: { projectId, assignmentId: id }, body: { resolution: 'withdrawn' } } as const;
  expect(await codeOf(annotator(resolveFlag, resolve))).toBe('forbidden');
  await service.admin(resolveFlag, resolve);
  expect(await codeOf(service.admin(resolveFlag, resolve))).toBe('not_found');
  expect((await service.admin(listFlags, { params: { projectId }, query: {} })).flags).toEqual([]);
});
