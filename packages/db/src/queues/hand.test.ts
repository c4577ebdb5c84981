import { dropEndedDrafts, keepDraft } from '../stores/drafts.ts';
import { submit } from '../stores/preferences.ts';
import { updateBatch } from '../stores/projects.ts';
import {
  addPairs,
  claimOrFail,
  judgement,
  newPeople,
  newProject,
  pairs,
  rowsOf,
  runOut,
  useDatabase,
} from '../testing/fixtures.ts';
import { capReached, claim, expire, fillHand, skip } from './assignment-queue.ts';

const at = useDatabase();

async function scene(count: number) {
  const { db } = at;
  const project = await newProject(db);
  await addPairs(db, project, pairs(count));
  const [person = '', other = ''] = await newPeople(db, 2);
  return { db, person, other, ...project };
}

const idsOf = (hand: { fresh: { assignmentId: string }[] }) => hand.fresh.map((c) => c.assignmentId);

test('a hand brings the next comparisons in the order in which single claims would have come', async () => {
  const { db, person, other, projectId } = await scene(7);
  const hand = await fillHand(db, person, projectId, { wanted: 3, known: [] });
  expect(hand.fresh.map((c) => c.responseA)).toEqual([1, 2, 3].map((n) => `Answer one to ${n}.`));
  expect(hand.held.map((c) => c.assignmentId)).toEqual(idsOf(hand));
  expect(hand.fresh[0]).toMatchObject({
    texts: { en: 'Prefer the better one.' },
    draft: null,
    batchNumber: 1,
  });
  const theirs = await fillHand(db, other, projectId, { wanted: 3, known: [] });
  expect(theirs.fresh.map((c) => c.responseA)).toEqual([4, 5, 6].map((n) => `Answer one to ${n}.`));
});

test('what the caller knows is held on to with a fresh lease and not sent again; what they judged is made up for', async () => {
  const { db, person, projectId } = await scene(9);
  const first = await fillHand(db, person, projectId, { wanted: 3, known: [] });
  const [one = '', two = '', three = ''] = idsOf(first);
  await submit(db, judgement(two, person));
  await runOut(db, 'assignment', one);
  const next = await fillHand(db, person, projectId, { wanted: 3, known: [one, two, three] });
  expect(next.fresh.map((c) => c.responseA)).toEqual(['Answer one to 4.']);
  expect(next.held.map((c) => c.assignmentId)).toEqual([one, three, ...idsOf(next)]);
  for (const { leaseExpiresAt } of next.held)
    expect(leaseExpiresAt.getTime()).toBeGreaterThan(Date.now() + 500_000);
  expect(await expire(db)).toBe(0);
});

test('nobody holds more than the project allows, whatever they ask for', async () => {
  const { db, person, projectId } = await scene(60);
  await db.pool.query('update project set look_ahead = 1 where id = $1', [projectId]);
  expect((await fillHand(db, person, projectId, { wanted: 40, known: [] })).held).toHaveLength(2);
  await db.pool.query('update project set look_ahead = 49 where id = $1', [projectId]);
  expect((await fillHand(db, person, projectId, { wanted: 1000, known: [] })).held).toHaveLength(50);
});

test('a single claim gives the first of the hand, and claims nothing beside it', async () => {
  const { db, person, projectId } = await scene(5);
  const hand = await fillHand(db, person, projectId, { wanted: 3, known: [] });
  expect((await claimOrFail(db, person, projectId)).assignmentId).toBe(idsOf(hand)[0]);
  const sql = 'select sum(claims_open)::int as open from comparison where project_id = $1';
  expect(await rowsOf(db, sql, [projectId])).toEqual([{ open: 3 }]);
});

test('a closed batch leaves the hand, and its places are filled from the next one', async () => {
  const { db, person, projectId, batchId } = await scene(2);
  const before = await fillHand(db, person, projectId, { wanted: 2, known: [] });
  await updateBatch(db, batchId, { state: 'closed' });
  expect(await fillHand(db, person, projectId, { wanted: 2, known: idsOf(before) })).toMatchObject({
    held: [],
    released: idsOf(before),
    fresh: [],
  });
  await updateBatch(db, batchId, { state: 'open' });
  const sql = 'select claims_open from comparison where project_id = $1';
  expect(await rowsOf(db, sql, [projectId])).toEqual([{ claims_open: 0 }, { claims_open: 0 }]);
});

test('with no work left a hand is empty', async () => {
  const { db, person, projectId } = await scene(0);
  expect(await fillHand(db, person, projectId, { wanted: 5, known: [] })).toMatchObject({
    held: [],
    fresh: [],
  });
});

test('the newest draft comes back with its comparison, an older one changes nothing, and it goes when the claim ends', async () => {
  const { db, person, other, projectId } = await scene(2);
  const [id = '', second = ''] = idsOf(await fillHand(db, person, projectId, { wanted: 2, known: [] }));
  const draft = (step: number, seconds: number) => ({
    body: { step },
    savedAt: new Date(Date.now() - 60_000 + seconds * 1000),
  });
  expect(await keepDraft(db, id, person, draft(2, 5))).toBe(true);
  expect(await keepDraft(db, id, person, draft(7, 1))).toBe(true);
  expect(await keepDraft(db, id, other, draft(8, 9))).toBe(false);
  const hand = await fillHand(db, person, projectId, { wanted: 2, known: [second] });
  expect(hand.fresh).toMatchObject([
    { assignmentId: id, draft: { body: { step: 2 }, savedAt: expect.any(Date) } },
  ]);
  expect(await dropEndedDrafts(db)).toBe(0);
  await skip(db, id, person, 'other');
  expect(await keepDraft(db, id, person, draft(3, 20))).toBe(false);
  expect(await dropEndedDrafts(db)).toBe(1);
});

test('a daily cap counts what was judged today together with what is held', async () => {
  const { db } = at;
  const project = await newProject(db);
  await addPairs(db, project, pairs(8));
  const [person = '', other = ''] = await newPeople(db, 2);
  await db.pool.query('update project set daily_cap = 3 where id = $1', [project.projectId]);
  const fill = (who: string) => fillHand(db, who, project.projectId, { wanted: 5, known: [] });
  const { held } = await fill(person);
  expect(held).toHaveLength(3);
  for (const { assignmentId } of held) await submit(db, judgement(assignmentId, person));
  expect((await fill(person)).held).toEqual([]);
  expect(await claim(db, person, project.projectId)).toBeNull();
  expect(await capReached(db, person, project.projectId)).toBe(true);
  expect(await capReached(db, other, project.projectId)).toBe(false);
  expect((await fill(other)).held).toHaveLength(3);

  await db.pool.query(
    `update assignment set ended_at = date_trunc('day', now(), 'UTC') - interval '1 second' where annotator_id = $1`,
    [person],
  );
  expect((await fill(person)).held).toHaveLength(2);
});
