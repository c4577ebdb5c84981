import {
  type ApiError,
  beginQualification,
  type Client,
  claimNext,
  createBatch,
  fillHand,
  getProject,
  getQualification,
  grantQualification,
  importComparisons,
  listQualifications,
  submitPreference,
  updateBatch,
  updateProject,
} from '@preferably/contracts';
import { newId } from '@preferably/db';
import {
  keyOf,
  linesOf,
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
const rules = { comparisons: 2, passMark: 0.5, tries: 2 };

beforeAll(async () => {
  service = await startService();
  ({ project } = await makeProject(
    service,
    'helpfulness',
    [1, 2, 3, 4].map((n) => rowOf(n)),
  ));
  who = await person(service, 'annotator', [project.id]);
  client = withKey(service.url, await keyOf(service, who, ['annotate', 'read']));
});
afterAll(() => service?.stop());

const at = () => ({ params: { projectId: project.id } });
const hand = (of = client) => of(fillHand, { ...at(), body: { wanted: 5 } });
const begin = (of = client) => of(beginQualification, at());
const standing = (of = client) => of(getQualification, at());
const codeOf = (call: Promise<unknown>) =>
  call.then(
    () => 'accepted',
    (error: unknown) => (error as ApiError).problem?.code ?? String(error),
  );

/** Judges all that is held for the known answer, which is the first response, or against it. */
async function answer(right: boolean, of = client) {
  const { assignments } = await hand(of);
  for (const { id, responses, qualification } of assignments) {
    expect(qualification).toBe(true);
    const knownFirst = responses.first.startsWith('The first');
    const place = knownFirst === right ? ('first' as const) : ('second' as const);
    const body = { id: newId(), place, strength: 'better' as const };
    await of(submitPreference, { params: { assignmentId: id }, body });
  }
  return assignments.map((a) => a.comparisonId);
}

test('a project without a test asks for none, and beginning one changes nothing', async () => {
  const none = { rules: null, state: 'not_asked', triesLeft: 0, attempts: [], granted: false };
  expect(await standing()).toEqual(none);
  expect(await begin()).toEqual(none);
  expect((await service.admin(getProject, at())).project).toMatchObject({
    goldShare: 0,
    qualification: null,
  });
});

test('a test is asked for before the first comparison, and begins only when there is enough of it', async () => {
  const changed = await service.admin(updateProject, { ...at(), body: { qualification: rules } });
  expect(changed.qualification).toEqual(rules);
  expect(await codeOf(hand())).toBe('qualification_needed');
  expect(await codeOf(client(claimNext, { ...at(), body: {} }))).toBe('qualification_needed');
  expect(await standing()).toMatchObject({ rules, state: 'not_begun', triesLeft: 2, attempts: [] });
  expect(await codeOf(begin())).toBe('qualification_unavailable');

  const batch = await service.admin(createBatch, { ...at(), body: { name: 'Test', kind: 'qualification' } });
  const params = { projectId: project.id, batchId: batch.id };
  const lines = linesOf([1, 2, 3, 4].map((n) => rowOf(n + 100, { preferred: 'a' })));
  const query = { name: 'test.jsonl' };
  const { import: summary } = await service.admin(importComparisons, { params, query, lines });
  expect(summary).toMatchObject({ added: 4, judgements: 0 });
  expect(await codeOf(begin())).toBe('qualification_unavailable');
  await service.admin(updateBatch, { params, body: { state: 'open' } });
  const { batches } = await service.admin(getProject, at());
  expect(batches).toMatchObject([
    { kind: 'work', comparisons: 4, known: 0 },
    { kind: 'qualification', comparisons: 4, known: 4, preferences: 0 },
  ]);
});

test('the whole walk: a failed try, a second one with fresh comparisons, and the work', async () => {
  expect(await begin()).toMatchObject({ state: 'begun', triesLeft: 1 });
  expect((await begin()).attempts).toMatchObject([{ number: 1, comparisons: 2, needed: 1, answered: 0 }]);
  const first = await answer(false);
  expect(first).toHaveLength(2);
  expect(await codeOf(hand())).toBe('qualification_needed');
  expect(await standing()).toMatchObject({
    state: 'try_failed',
    triesLeft: 1,
    attempts: [{ answered: 2, correct: 0, passed: false, endedAt: expect.any(String) }],
  });

  await begin();
  const second = await answer(true);
  expect(new Set([...first, ...second]).size).toBe(4);
  // The try ends where the hand stays empty, and its result is what there is to say.
  expect(await codeOf(hand())).toBe('qualification_needed');
  expect(await standing()).toMatchObject({
    state: 'passed',
    triesLeft: 0,
    attempts: [{ passed: false }, { number: 2, correct: 2, passed: true }],
  });
  expect((await hand()).assignments.map((a) => a.qualification)).toEqual([false, false, false, false]);
  expect(JSON.stringify(await standing())).not.toContain(second[0]);
});

test('admins see how everybody stands, and let somebody in without a test', async () => {
  const other = await person(service, 'reviewer', [project.id]);
  const theirs = await signIn(service.url, other.email, other.password);
  const list = () => service.admin(listQualifications, at());
  const of = (userId: string) => async () => (await list()).people.find((p) => p.userId === userId);
  expect(await list()).toMatchObject({ rules, available: 4 });
  const passed = { state: 'passed', tries: 2, correct: 2, comparisons: 2, granted: false };
  expect(await of(who.user.id)()).toEqual({ userId: who.user.id, ...passed });
  const fresh = { tries: 0, correct: null, comparisons: null };
  expect(await of(other.user.id)()).toMatchObject({ state: 'not_begun', granted: false, ...fresh });

  const grant = (by: Client, userId: string) =>
    by(grantQualification, { params: { projectId: project.id, userId } });
  expect(await codeOf(grant(theirs, other.user.id))).toBe('forbidden');
  expect(await codeOf(grant(service.admin, newId()))).toBe('not_found');
  for (let again = 0; again < 2; again++) await grant(service.admin, other.user.id);
  expect(await of(other.user.id)()).toMatchObject({ state: 'passed', granted: true, ...fresh });
  expect(await theirs(getQualification, at())).toMatchObject({
    state: 'passed',
    granted: true,
    triesLeft: 2,
    attempts: [],
  });
});

test('who has no try left is told so, and no test is begun over unread guidelines', async () => {
  const one = await person(service, 'annotator', [project.id]);
  const session = await signIn(service.url, one.email, one.password);
  expect(await codeOf(hand(session))).toBe('guidelines_unread');
  expect(await codeOf(begin(session))).toBe('guidelines_unread');
  const theirs = withKey(service.url, await keyOf(service, one, ['annotate', 'read']));
  await service.admin(updateProject, { ...at(), body: { qualification: { ...rules, tries: 1 } } });
  await begin(theirs);
  await answer(false, theirs);
  expect(await standing(theirs)).toMatchObject({ state: 'failed', triesLeft: 0 });
  expect(await codeOf(begin(theirs))).toBe('conflict');
  expect(await codeOf(hand(theirs))).toBe('qualification_needed');
});

test('the test is nothing to strangers, and its lists nothing to annotators', async () => {
  const stranger = await person(service, 'annotator');
  const call = withKey(service.url, await keyOf(service, stranger, ['annotate', 'read']));
  expect(await codeOf(standing(call))).toBe('not_found');
  expect(await codeOf(begin(call))).toBe('not_found');
  expect(await codeOf(client(listQualifications, at()))).toBe('forbidden');
  const reader = withKey(service.url, await keyOf(service, who, ['read']));
  expect(await codeOf(standing(reader))).toBe('forbidden');
});
