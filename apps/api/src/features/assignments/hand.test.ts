import {
  type ApiError,
  type Client,
  type Draft,
  fillHand,
  getProgress,
  saveDraft,
  submitPreference,
} from '@preferably/contracts';
import { assignmentQueue, type Database, newId, openDatabase } from '@preferably/db';
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
let one: Client;
let two: Client;
let projectId: string;
let db: Database;

beforeAll(async () => {
  service = await startService();
  db = openDatabase(service.databaseUrl, 2);
  const rows = Array.from({ length: 8 }, (_, n) => rowOf(n));
  projectId = (await makeProject(service, 'safety', rows)).project.id;
  const people = [
    await person(service, 'annotator', [projectId]),
    await person(service, 'annotator', [projectId]),
  ] as const;
  one = withKey(service.url, await keyOf(service, people[0], ['annotate', 'read']));
  two = withKey(service.url, await keyOf(service, people[1], ['annotate', 'read']));
});
afterAll(async () => {
  await db?.close();
  await service?.stop();
});

const hand = (client: Client, wanted: number, known: string[] = []) =>
  client(fillHand, { params: { projectId }, body: { wanted, known } });
const codeOf = (call: Promise<unknown>) =>
  call.then(
    () => 'accepted',
    (error: unknown) => (error as ApiError).problem?.code ?? String(error),
  );
const both = { first: 'safe', second: 'safe' } as const;
const judgement = () => ({ id: newId(), place: 'first', strength: 'better', safety: both }) as const;

/** Ends the lease of an assignment and has it swept, as the background work does a second later. */
async function sweep(assignmentId: string) {
  await db.pool.query(`update assignment set lease_expires_at = now() - interval '1 s' where id = $1`, [
    assignmentId,
  ]);
  await assignmentQueue.expire(db);
}

test('a hand tells everything once, and nothing of models or sources', async () => {
  const first = await hand(one, 3);
  expect(first.assignments).toHaveLength(3);
  expect(JSON.stringify(first)).not.toContain('made-up');
  const known = first.assignments.map((a) => a.id);
  const again = await hand(one, 3, known);
  expect(again.assignments).toEqual([]);
  expect(again.held.map((h) => h.id)).toEqual(known);
});

test('a draft comes back with its comparison to whatever device asks next', async () => {
  const { assignments } = await hand(one, 3);
  const [{ id } = { id: '' }, second] = assignments;
  const body: Draft = {
    step: 6,
    safety: { first: 'safe', second: null },
    categories: { first: [], second: [] },
    chips: { first: [], second: ['made_up'] },
    comment: 'half a th',
    edited: { place: 'second', text: 'Half an improve' },
  };
  const draft = { body, savedAt: new Date().toISOString() };
  await one(saveDraft, { params: { assignmentId: id }, body: draft });
  expect(await codeOf(two(saveDraft, { params: { assignmentId: id }, body: draft }))).toBe(
    'assignment_closed',
  );
  const after = await hand(one, 3, second ? [second.id] : []);
  expect(after.assignments.find((a) => a.id === id)?.draft?.body).toEqual(body);
});

test('what was judged without a network arrives in its order, with its own time and how it was read', async () => {
  const { assignments } = await hand(one, 2);
  const [{ id } = { id: '' }] = assignments;
  const judgedAt = new Date().toISOString();
  const body = { ...judgement(), judgedAt, idleMs: 700, seen: { first: true, second: false } };
  await one(submitPreference, { params: { assignmentId: id }, body });
  const { rows } = await db.pool.query(
    `select judged_at, idle_ms, case shown_first when 'a' then seen_a else seen_b end as seen_first,
            case shown_first when 'a' then seen_b else seen_a end as seen_second
     from preference where id = $1`,
    [body.id],
  );
  expect(rows).toEqual([
    { judged_at: new Date(judgedAt), idle_ms: 700, seen_first: true, seen_second: false },
  ]);
});

test('a judgement after the end of the lease counts if its vote is wanted, else only as an extra one', async () => {
  const { assignments } = await hand(one, 2);
  const [{ id: late } = { id: '' }, { id: unwanted, comparisonId } = { id: '', comparisonId: '' }] =
    assignments;
  await sweep(late);
  const mine = judgement();
  const stored = await one(submitPreference, { params: { assignmentId: late }, body: mine });
  expect(stored.revision).toBe(1);
  expect(await one(submitPreference, { params: { assignmentId: late }, body: mine })).toEqual(stored);

  await sweep(unwanted);
  const theirs = (await hand(two, 5)).assignments.find((a) => a.comparisonId === comparisonId);
  if (!theirs) throw new Error('the comparison was not given to somebody else');
  await two(submitPreference, { params: { assignmentId: theirs.id }, body: judgement() });
  const before = await one(getProgress, { params: { projectId } });
  const params = { assignmentId: unwanted };
  const again = judgement();
  expect(await codeOf(one(submitPreference, { params, body: again }))).toBe('vote_not_wanted');
  expect(await one(submitPreference, { params, body: { ...again, extra: true } })).toMatchObject({
    revision: 1,
  });
  expect(await one(getProgress, { params: { projectId } })).toMatchObject({ mine: before.mine + 1 });
});
