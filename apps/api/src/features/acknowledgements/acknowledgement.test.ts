import {
  type ApiError,
  acknowledgeGuidelines,
  type Client,
  claimNext,
  createGuidelineVersion,
  fillHand,
  getGuidelines,
  publishGuidelineVersion,
  putMember,
  submitPreference,
} from '@preferably/contracts';
import { newId, openDatabase } from '@preferably/db';
import {
  keyOf,
  makeProject,
  person,
  rowOf,
  type Service,
  signIn,
  startService,
  withKey,
} from '../../testing/service.ts';

let service: Service;
let project: Awaited<ReturnType<typeof makeProject>>['project'];
let who: Awaited<ReturnType<typeof person>>;
let client: Client;

beforeAll(async () => {
  service = await startService();
  ({ project } = await makeProject(
    service,
    'helpfulness',
    [1, 2, 3, 4, 5, 6].map((n) => rowOf(n)),
  ));
  who = await person(service, 'annotator', [project.id]);
  client = await signIn(service.url, who.email, who.password);
});
afterAll(() => service?.stop());

const quiz = [
  {
    question: { en: 'Longer is better?', ko: '길면 더 좋은가요?' },
    answers: [{ en: 'Yes' }, { en: 'No' }],
    correct: 1,
  },
  { question: { en: 'Ties?' }, answers: [{ en: 'Choose a side' }, { en: 'Skip' }], correct: 0 },
];

async function publish(en: string, asked: object = {}) {
  const params = { setId: project.guidelineSetId };
  const { id } = await service.admin(createGuidelineVersion, { params, body: { texts: { en }, ...asked } });
  await service.admin(publishGuidelineVersion, { params: { versionId: id } });
  return id;
}
const at = () => ({ params: { projectId: project.id } });
const reading = () => client(getGuidelines, at());
const acknowledge = (versionId: string, answers: number[] = []) =>
  client(acknowledgeGuidelines, { ...at(), body: { versionId, answers } });
const hand = () => client(fillHand, { ...at(), body: { wanted: 2 } });
const codeOf = (call: Promise<unknown>) =>
  call.then(
    () => 'accepted',
    (error: unknown) => (error as ApiError).problem?.code ?? String(error),
  );

test('nothing is handed out before the guidelines are acknowledged, and the answer says why', async () => {
  expect(await codeOf(hand())).toBe('guidelines_unread');
  expect(await codeOf(client(claimNext, { ...at(), body: {} }))).toBe('guidelines_unread');
  const { current, previous } = await reading();
  expect(current).toMatchObject({ number: 1, questions: [], acknowledged: false });
  expect(previous).toBeNull();
  expect(await acknowledge(current?.versionId ?? '')).toEqual({ passed: true });
  expect(await acknowledge(current?.versionId ?? '')).toEqual({ passed: true });
  expect((await reading()).current?.acknowledged).toBe(true);
  expect((await hand()).assignments).toHaveLength(2);
});

test('a newer version is asked for at once, its quiz is passed only by right answers, and the rest is stamped with it', async () => {
  const [first, second] = (await hand()).assignments;
  const { current: before } = await reading();
  const next = await publish('# Judge better', { quiz });
  expect(await codeOf(hand())).toBe('guidelines_unread');
  const submit = (assignmentId = '') =>
    client(submitPreference, {
      params: { assignmentId },
      body: { id: newId(), place: 'first', strength: 'better' },
    });
  // What was judged under the older one is taken all the same.
  await submit(first?.id);

  const { current, previous } = await reading();
  expect(current).toMatchObject({ versionId: next, number: 2, acknowledged: false });
  expect(current?.questions).toEqual(quiz.map(({ question, answers }) => ({ question, answers })));
  expect(JSON.stringify(current)).not.toContain('correct');
  expect(previous).toEqual({ number: 1, texts: before?.texts });

  expect(await acknowledge(next, [1, 1])).toEqual({ passed: false, wrong: [1] });
  expect(await acknowledge(next)).toEqual({ passed: false, wrong: [0, 1] });
  expect(await codeOf(hand())).toBe('guidelines_unread');
  expect(await acknowledge(next, [1, 0])).toEqual({ passed: true });
  const after = await hand();
  expect(after.assignments.find((a) => a.id === second?.id)?.guidelines).toMatchObject({
    versionId: next,
    texts: { en: '# Judge better' },
  });
  await submit(second?.id);
  const db = openDatabase(service.databaseUrl, 1);
  const { rows } = await db.pool.query(
    `select v.number from preference p join guideline_version v on v.id = p.guideline_version_id order by p.submitted_at`,
  );
  await db.close();
  expect(rows).toEqual([{ number: 1 }, { number: 2 }]);
});

test('only the current version is acknowledged, with right answers or without', async () => {
  const { current } = await reading();
  const old = current?.versionId ?? '';
  await publish('# Judge best');
  expect(await codeOf(acknowledge(old, [1, 0]))).toBe('conflict');
  expect(await codeOf(acknowledge(old, [0, 0]))).toBe('conflict');
  expect(await codeOf(acknowledge(newId()))).toBe('conflict');
});

test('who is no annotator of the project reads and acknowledges nothing there', async () => {
  const stranger = await person(service, 'annotator');
  const call = withKey(service.url, await keyOf(service, stranger, ['annotate', 'read']));
  const body = { versionId: newId(), answers: [] };
  expect(await codeOf(call(getGuidelines, at()))).toBe('not_found');
  expect(await codeOf(call(acknowledgeGuidelines, { ...at(), body }))).toBe('not_found');
  const params = { projectId: project.id, userId: stranger.user.id };
  await service.admin(putMember, { params, body: { role: 'annotator' } });
  expect(await codeOf(call(getGuidelines, at()))).toBe('accepted');
  const reader = withKey(service.url, await keyOf(service, stranger, ['read']));
  expect(await codeOf(reader(getGuidelines, at()))).toBe('forbidden');
});
