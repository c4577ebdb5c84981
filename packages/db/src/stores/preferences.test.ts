import { newId } from '../database.ts';
import { expire, skip } from '../queues/assignment-queue.ts';
import {
  addPairs,
  claimOrFail,
  judgement,
  judgeNext,
  newPeople,
  newProject,
  pairs,
  rowsOf,
  runOut,
  useDatabase,
} from '../testing/fixtures.ts';
import { submit, whyNotSubmitted } from './preferences.ts';
import { updateBatch } from './projects.ts';

const at = useDatabase();

async function scene(votesWanted = 1) {
  const { db } = at;
  const project = await newProject(db);
  await addPairs(db, project, pairs(2, { votesWanted }));
  const [person = '', other = ''] = await newPeople(db, 2);
  const claimed = await claimOrFail(db, person, project.projectId);
  return { db, person, other, ...project, ...claimed };
}

const countersOf = async (comparisonId: string) => {
  const sql = 'select votes_done as done, claims_open as claims, state from comparison where id = $1';
  return (await rowsOf(at.db, sql, [comparisonId]))[0];
};

const revisionsOf = (assignmentId: string) =>
  rowsOf<{ id: string; revision: number; side: string }>(
    at.db,
    'select id, revision, side from preference where assignment_id = $1 order by revision',
    [assignmentId],
  );

test('the first of two wanted votes leaves the comparison open, the second makes it done', async () => {
  const { db, person, other, projectId, assignmentId, comparisonId } = await scene(2);
  expect(await countersOf(comparisonId)).toEqual({ done: 0, claims: 1, state: 'open' });
  const stored = await submit(db, judgement(assignmentId, person));
  expect(stored).toMatchObject({ revision: 1, submittedAt: expect.any(Date) });
  expect(await countersOf(comparisonId)).toEqual({ done: 1, claims: 0, state: 'open' });
  await judgeNext(db, other, projectId);
  expect(await countersOf(comparisonId)).toEqual({ done: 2, claims: 0, state: 'done' });
});

test('everything that was said and measured is stored', async () => {
  const { db, person, assignmentId } = await scene();
  const measured = { comment: 'Clearer.', firstChoiceMs: 1200, activeMs: 5000, changes: 2 };
  const safety = { a: 'unsafe', b: 'safe' } as const;
  await submit(
    db,
    judgement(assignmentId, person, { side: 'b', strength: 'slightly_better', safety, ...measured }),
  );
  expect(await db.prisma.preference.findFirst({ where: { assignmentId } })).toMatchObject({
    side: 'b',
    strength: 'slightly_better',
    safeA: 'unsafe',
    safeB: 'safe',
    recorded: false,
    ...measured,
  });
});

test('the same id twice is one preference, and the second time says what was stored', async () => {
  const { db, person, assignmentId, comparisonId } = await scene(2);
  const mine = judgement(assignmentId, person);
  const stored = await submit(db, mine);
  expect(await submit(db, { ...mine, side: 'b' })).toBeNull();
  expect(await whyNotSubmitted(db, mine.id, assignmentId, person)).toEqual({
    reason: 'stored_before',
    stored,
  });
  expect(await revisionsOf(assignmentId)).toEqual([{ id: mine.id, revision: 1, side: 'a' }]);
  expect(await countersOf(comparisonId)).toMatchObject({ done: 1, claims: 0 });
});

test('eight retries at the same time are one preference and one vote', async () => {
  const { db, person, assignmentId, comparisonId } = await scene(8);
  const mine = judgement(assignmentId, person);
  const stored = await Promise.all(Array.from({ length: 8 }, () => submit(db, mine)));
  expect(stored.filter((s) => s !== null)).toHaveLength(1);
  expect(await revisionsOf(assignmentId)).toHaveLength(1);
  expect(await countersOf(comparisonId)).toEqual({ done: 1, claims: 0, state: 'open' });
});

test('another id is the next revision, and the counters move only once', async () => {
  const { db, person, assignmentId, comparisonId } = await scene(3);
  await submit(db, judgement(assignmentId, person));
  expect(await submit(db, judgement(assignmentId, person, { side: 'b' }))).toMatchObject({ revision: 2 });
  expect(await submit(db, judgement(assignmentId, person))).toMatchObject({ revision: 3 });
  expect((await revisionsOf(assignmentId)).map((p) => [p.revision, p.side])).toEqual([
    [1, 'a'],
    [2, 'b'],
    [3, 'a'],
  ]);
  expect(await countersOf(comparisonId)).toEqual({ done: 1, claims: 0, state: 'open' });
});

test('different ids at the same time never share a revision; who was not stored is told to ask again', async () => {
  const { db, person, assignmentId, comparisonId } = await scene(8);
  const all = Array.from({ length: 8 }, () => judgement(assignmentId, person));
  const stored = await Promise.all(all.map((one) => submit(db, one)));
  const kept = stored.flatMap((s) => (s ? [s.revision] : []));
  expect(kept.toSorted()).toEqual(kept.map((_, i) => i + 1));
  const lost = all.filter((_, i) => stored[i] === null);
  for (const one of lost) {
    expect(await whyNotSubmitted(db, one.id, assignmentId, person)).toEqual({ reason: 'raced' });
    expect(await submit(db, one)).not.toBeNull();
  }
  expect(await revisionsOf(assignmentId)).toHaveLength(8);
  expect(await countersOf(comparisonId)).toMatchObject({ done: 1, claims: 0 });
});

test('a lease that is over but not yet swept still takes its preference', async () => {
  const { db, person, assignmentId, comparisonId } = await scene();
  await runOut(db, 'assignment', assignmentId);
  expect(await submit(db, judgement(assignmentId, person))).toMatchObject({ revision: 1 });
  expect(await expire(db)).toBe(0);
  expect(await countersOf(comparisonId)).toEqual({ done: 1, claims: 0, state: 'done' });
});

test('a sweep and a submission of the same claim at once: exactly one of them has it', async () => {
  const { db, person } = await scene();
  for (let round = 0; round < 10; round++) {
    const project = await newProject(db);
    await addPairs(db, project, pairs(1));
    const { assignmentId, comparisonId } = await claimOrFail(db, person, project.projectId);
    await runOut(db, 'assignment', assignmentId);
    const [stored, swept] = await Promise.all([submit(db, judgement(assignmentId, person)), expire(db)]);
    expect(swept).toBe(stored ? 0 : 1);
    expect(await countersOf(comparisonId)).toMatchObject({ done: stored ? 1 : 0, claims: 0 });
  }
});

test('a judgement that comes after the sweep still counts while its vote is wanted', async () => {
  const { db, person, assignmentId, comparisonId } = await scene();
  await runOut(db, 'assignment', assignmentId);
  await expire(db);
  const mine = judgement(assignmentId, person);
  expect(await submit(db, mine)).toBeNull();
  expect(await submit(db, mine, 'late')).toMatchObject({ revision: 1 });
  expect(await countersOf(comparisonId)).toEqual({ done: 1, claims: 0, state: 'done' });
  expect(await submit(db, mine, 'late')).toBeNull();
  expect(await submit(db, judgement(assignmentId, person))).toMatchObject({ revision: 2 });
});

test('when others gave the votes meanwhile, a late judgement counts only as an extra vote, and then once', async () => {
  const { db, person, other, projectId, assignmentId, comparisonId } = await scene();
  await runOut(db, 'assignment', assignmentId);
  await expire(db);
  const theirs = await claimOrFail(db, other, projectId, comparisonId);
  const mine = judgement(assignmentId, person);
  expect(await submit(db, mine, 'late')).toBeNull();
  expect(await submit(db, judgement(assignmentId, other), 'extra')).toBeNull();
  expect(await submit(db, mine, 'extra')).toMatchObject({ revision: 1 });
  expect(await countersOf(comparisonId)).toEqual({ done: 1, claims: 1, state: 'open' });
  await submit(db, judgement(theirs.assignmentId, other));
  expect(await countersOf(comparisonId)).toEqual({ done: 2, claims: 0, state: 'done' });
});

test('late judgements of one comparison at the same time never give more votes than were wanted', async () => {
  const { db } = await scene();
  const project = await newProject(db);
  await addPairs(db, project, pairs(1, { votesWanted: 3 }));
  const people = await newPeople(db, 8);
  const held: { person: string; assignmentId: string; comparisonId: string }[] = [];
  for (const person of people) {
    const { assignmentId, comparisonId } = await claimOrFail(db, person, project.projectId);
    held.push({ person, assignmentId, comparisonId });
    await runOut(db, 'assignment', assignmentId);
    await expire(db);
  }
  const stored = await Promise.all(
    held.map(({ person, assignmentId }) => submit(db, judgement(assignmentId, person), 'late')),
  );
  expect(stored.filter((row) => row !== null)).toHaveLength(3);
  expect(await countersOf(held[0]?.comparisonId ?? '')).toEqual({ done: 3, claims: 0, state: 'done' });
});

test('when it was judged is kept between the claim and the arrival, whatever the clock of the browser says', async () => {
  const { db, person, projectId, assignmentId } = await scene();
  const sql = `select p.judged_at = a.claimed_at as at_claim, p.judged_at = p.submitted_at as at_arrival
               from preference p join assignment a on a.id = p.assignment_id where p.id = $1`;
  const early = judgement(assignmentId, person, { judgedAt: new Date(0) });
  await submit(db, early);
  expect(await rowsOf(db, sql, [early.id])).toEqual([{ at_claim: true, at_arrival: false }]);
  const next = await claimOrFail(db, person, projectId);
  const future = judgement(next.assignmentId, person, { judgedAt: new Date(Date.now() + 3_600_000) });
  await submit(db, future);
  expect(await rowsOf(db, sql, [future.id])).toEqual([{ at_claim: false, at_arrival: true }]);
});

test('an id of somebody else is refused without a word about whose it is', async () => {
  const { db, person, other, projectId, assignmentId } = await scene();
  const mine = judgement(assignmentId, person);
  await submit(db, mine);
  const theirs = await claimOrFail(db, other, projectId);
  const clash = judgement(theirs.assignmentId, other, { id: mine.id });
  expect(await submit(db, clash)).toBeNull();
  const why = await whyNotSubmitted(db, mine.id, theirs.assignmentId, other);
  expect(why).toEqual({ reason: 'id_taken' });
});

test("another person's assignment is gone for whoever asks", async () => {
  const { db, other, assignmentId } = await scene();
  const intruding = judgement(assignmentId, other);
  expect(await submit(db, intruding)).toBeNull();
  const why = await whyNotSubmitted(db, intruding.id, assignmentId, other);
  expect(why).toEqual({ reason: 'assignment_closed', state: 'gone' });
});

test('a skipped and an expired assignment say which they are', async () => {
  const { db, person, projectId, assignmentId } = await scene();
  await skip(db, assignmentId, person, 'other');
  const later = await claimOrFail(db, person, projectId);
  await runOut(db, 'assignment', later.assignmentId);
  await expire(db);
  for (const [id, state] of [
    [assignmentId, 'skipped'],
    [later.assignmentId, 'expired'],
  ] as const) {
    expect(await submit(db, judgement(id, person))).toBeNull();
    const why = await whyNotSubmitted(db, newId(), id, person);
    expect(why).toEqual({ reason: 'assignment_closed', state });
  }
});

test('a closed batch takes neither a first preference nor a revision, and says so', async () => {
  const { db, person, projectId, batchId, assignmentId } = await scene();
  await submit(db, judgement(assignmentId, person));
  const second = await claimOrFail(db, person, projectId);
  await updateBatch(db, batchId, { state: 'closed' });
  for (const id of [assignmentId, second.assignmentId]) {
    expect(await submit(db, judgement(id, person))).toBeNull();
    expect(await whyNotSubmitted(db, newId(), id, person)).toEqual({ reason: 'batch_closed' });
  }
  expect(await revisionsOf(assignmentId)).toHaveLength(1);
});
