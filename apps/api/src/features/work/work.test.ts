import {
  type ApiError,
  type Client,
  claimNext,
  getMyActivity,
  getOwnAssignment,
  listMyWork,
  listRevisions,
  skipAssignment,
  submitPreference,
  updateBatch,
} from '@preferably/contracts';
import { newId } from '@preferably/db';
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
let one: Client;
let two: Client;
let reviewer: Client;
let stranger: Client;
let projectId: string;
let batchId: string;

beforeAll(async () => {
  service = await startService();
  const rows = Array.from({ length: 4 }, (_, n) => rowOf(n));
  const made = await makeProject(service, 'safety', rows, { votesWanted: 2 });
  projectId = made.project.id;
  batchId = made.batch.id;
  const annotators = [
    await person(service, 'annotator', [projectId]),
    await person(service, 'annotator', [projectId]),
  ] as const;
  one = withKey(service.url, await keyOf(service, annotators[0], ['annotate', 'read']));
  two = withKey(service.url, await keyOf(service, annotators[1], ['annotate', 'read']));
  const staff = await person(service, 'reviewer', [projectId]);
  reviewer = await signIn(service.url, staff.email, staff.password);
  const outside = await person(service, 'engineer');
  stranger = await signIn(service.url, outside.email, outside.password);
});
afterAll(() => service?.stop());

const statusOf = (call: Promise<unknown>) =>
  call.then(
    () => 200,
    (error: unknown) => (error as ApiError).status,
  );

async function claim(client: Client) {
  const { assignment } = await client(claimNext, { params: { projectId }, body: {} });
  if (!assignment) throw new Error('there was nothing to claim');
  return assignment;
}

const both = { first: 'safe', second: 'unsafe' } as const;
const judge = (client: Client, assignmentId: string, comment: string | null = null) =>
  client(submitPreference, {
    params: { assignmentId },
    body: { id: newId(), place: 'first', strength: 'better', safety: both, comment, activeMs: 1200 },
  });

test('what I judged and skipped is told in the order of the screen, and nobody else sees it', async () => {
  const mine = await claim(one);
  await judge(one, mine.id, 'mine alone');
  await judge(one, mine.id, 'mine again');
  const skipped = await claim(one);
  await one(skipAssignment, { params: { assignmentId: skipped.id }, body: { reason: 'too_hard' } });

  const { entries, next } = await one(listMyWork, { query: {} });
  expect(next).toBeNull();
  expect(entries).toMatchObject([
    { state: 'skipped', assignmentId: skipped.id, reason: 'too_hard' },
    {
      state: 'judged',
      assignmentId: mine.id,
      batch: { number: 1, name: 'Batch 1', open: true },
      place: 'first',
      strength: 'better',
      safety: both,
      comment: 'mine again',
      revisions: 2,
      activeMs: 2400,
      reopenable: true,
    },
  ]);
  for (const client of [two, reviewer, stranger]) {
    expect((await client(listMyWork, { query: {} })).entries).toEqual([]);
    expect((await client(listMyWork, { query: { search: 'mine' } })).entries).toEqual([]);
    expect((await client(listMyWork, { query: { project: projectId, after: mine.id } })).entries).toEqual([]);
    expect(await statusOf(client(getOwnAssignment, { params: { assignmentId: mine.id } }))).toBe(404);
    expect((await client(getMyActivity, { query: {} })).today.judged).toBe(0);
  }
  const { today, week, days } = await one(getMyActivity, { query: { timeZone: 'Asia/Seoul' } });
  expect([today, days.length]).toEqual([{ judged: 1, skipped: 1, activeMs: 2400 }, 14]);
  expect(week).toEqual(today);
});

test('a page ends where it was asked to, and the next one goes on from there', async () => {
  const first = await one(listMyWork, { query: { limit: 1 } });
  const second = await one(listMyWork, { query: { limit: 1, after: first.next ?? '' } });
  expect([...first.entries, ...second.entries].map((entry) => entry.state)).toEqual(['skipped', 'judged']);
  expect(second.next).toBeNull();
});

test.each([
  ['no offset', { timeZone: '+09:00' }],
  ['no word', { timeZone: 'tomorrow' }],
])('a time zone is a name of the IANA list and %s', async (_, query) => {
  expect(await statusOf(one(getMyActivity, { query }))).toBe(400);
});

test('a judged comparison opens again as it was seen, and a key without the right to judge opens nothing', async () => {
  const [entry] = (await one(listMyWork, { query: { state: 'judged' } })).entries;
  const params = { assignmentId: entry?.assignmentId ?? '' };
  const again = await one(getOwnAssignment, { params });
  expect(again).toMatchObject({
    id: params.assignmentId,
    projectId,
    number: 1,
    preference: { place: 'first', strength: 'better', safety: both, comment: 'mine again', revision: 2 },
    reopenable: true,
  });
  expect(JSON.stringify(again)).not.toContain('made-up');
  const reader = await person(service, 'annotator', [projectId]);
  const key = withKey(service.url, await keyOf(service, reader, ['read']));
  expect(await statusOf(key(getOwnAssignment, { params }))).toBe(403);
  expect(await statusOf(key(listMyWork, { query: {} }))).toBe(403);
});

test('a reviewer reads every revision under a pseudonym, an admin with the name, an annotator and a stranger nothing', async () => {
  const [entry] = (await one(listMyWork, { query: { state: 'judged' } })).entries;
  const { comparisonId } = await one(getOwnAssignment, {
    params: { assignmentId: entry?.assignmentId ?? '' },
  });
  const params = { comparisonId };
  const { comparison, annotators } = await reviewer(listRevisions, { params });
  expect(comparison).toMatchObject({ id: comparisonId, projectId, dimension: 'safety' });
  expect(annotators).toMatchObject([
    {
      name: null,
      recorded: false,
      skipped: null,
      revisions: [
        { revision: 1, comment: 'mine alone', guidelineVersion: 1 },
        { revision: 2, comment: 'mine again', activeMs: 1200 },
      ],
    },
  ]);
  const [revision] = annotators[0]?.revisions ?? [];
  expect(revision?.side).toBe(revision?.shownFirst);
  expect(revision?.safety?.[revision.side]).toBe('safe');
  const named = await service.admin(listRevisions, { params });
  expect(named.annotators[0]).toMatchObject({
    name: 'Somebody, annotator',
    pseudonym: annotators[0]?.pseudonym,
  });
  expect(await statusOf(one(listRevisions, { params }))).toBe(403);
  expect(await statusOf(stranger(listRevisions, { params }))).toBe(404);
  expect(await statusOf(service.admin(listRevisions, { params: { comparisonId: newId() } }))).toBe(404);
});

test('closing the batch ends reopening and begins agreement', async () => {
  const [entry] = (await one(listMyWork, { query: { state: 'judged' } })).entries;
  const { comparisonId } = await one(getOwnAssignment, {
    params: { assignmentId: entry?.assignmentId ?? '' },
  });
  const { assignment } = await two(claimNext, { params: { projectId }, body: { comparisonId } });
  await judge(two, assignment?.id ?? '');
  expect((await one(getMyActivity, { query: {} })).batches).toEqual([]);
  await service.admin(updateBatch, { params: { projectId, batchId }, body: { state: 'closed' } });
  const { batches } = await one(getMyActivity, { query: {} });
  expect(batches).toMatchObject([{ projectId, batchNumber: 1, judged: 1, agreement: { pairs: 1 } }]);
  expect(batches[0]?.agreement.share).toBe(batches[0]?.agreement.agreeing);
  const params = { assignmentId: entry?.assignmentId ?? '' };
  expect(await one(getOwnAssignment, { params })).toMatchObject({ reopenable: false });
  expect((await one(listMyWork, { query: { state: 'judged' } })).entries).toMatchObject([
    { reopenable: false, batch: { open: false } },
  ]);
});
