// The test before the first comparison, from the statements that hand out to the one that grades.

import { submit } from '../stores/preferences.ts';
import { findProject, updateBatch, updateProject } from '../stores/projects.ts';
import { begin, countAvailable, grant, listAttempts, listPeople, settle } from '../stores/qualifications.ts';
import {
  addPairs,
  askForTest,
  claimOrFail,
  judgement,
  newPeople,
  newProject,
  pairs,
  publishNext,
  rowsOf,
  runOut,
  useDatabase,
} from '../testing/fixtures.ts';
import { capReached, claim, expire, fillHand, skip } from './assignment-queue.ts';

const at = useDatabase();
const rules = { comparisons: 3, passMark: 0.6, tries: 2 };

/** Work for everybody, and a test of three comparisons of which two have to be right. */
async function scene(available = 7) {
  const { db } = at;
  const project = await newProject(db);
  await addPairs(db, project, pairs(20));
  const testBatchId = await askForTest(db, project.projectId, available, rules);
  const [person = '', other = ''] = await newPeople(db, 2);
  return { db, person, other, testBatchId, ...project };
}

const fill = (person: string, projectId: string) =>
  fillHand(at.db, person, projectId, { wanted: 5, known: [] });

/** Judges all that is held: as many right as told, the others wrong. */
async function answer(person: string, projectId: string, right: number): Promise<string[]> {
  const { fresh } = await fill(person, projectId);
  for (const [i, { assignmentId, qualification }] of fresh.entries()) {
    expect(qualification).toBe(true);
    await submit(at.db, judgement(assignmentId, person, { side: i < right ? 'a' : 'b' }));
  }
  return fresh.map((c) => c.comparisonId);
}

test('before a try is begun nothing is handed out, in it the test and as many as it has, after it the work', async () => {
  const { db, person, projectId } = await scene();
  expect((await fill(person, projectId)).held).toEqual([]);
  expect(await claim(db, person, projectId)).toBeNull();

  expect(await begin(db, person, projectId, rules)).toBe(true);
  const hand = await fill(person, projectId);
  expect(hand.fresh.map((c) => c.qualification)).toEqual([true, true, true]);
  for (const { assignmentId } of hand.fresh) {
    expect((await fill(person, projectId)).held.length).toBeLessThanOrEqual(3);
    await submit(db, judgement(assignmentId, person));
  }
  expect((await fill(person, projectId)).held).toEqual([]);
  expect(await claim(db, person, projectId)).toBeNull();

  expect(await settle(db, person, projectId)).toBe(true);
  expect(await listAttempts(db, person, projectId)).toMatchObject([
    { number: 1, comparisons: 3, needed: 2, answered: 3, correct: 3, passed: true, granted: false },
  ]);
  const after = await fill(person, projectId);
  expect(after.fresh.map((c) => c.qualification)).toEqual([false, false, false, false, false]);
});

test('a try may be walked by single claims', async () => {
  const { db, person, projectId } = await scene();
  await begin(db, person, projectId, rules);
  for (let n = 0; n < 3; n++) {
    const { assignmentId, qualification } = await claimOrFail(db, person, projectId);
    expect(qualification).toBe(true);
    await submit(db, judgement(assignmentId, person));
  }
  expect(await claim(db, person, projectId)).toBeNull();
});

test('a second try has comparisons that were not in the first, and when too few are left there is none', async () => {
  const { db, person, projectId } = await scene(5);
  await begin(db, person, projectId, rules);
  const first = await answer(person, projectId, 1);
  expect(await settle(db, person, projectId)).toBe(true);
  expect((await listAttempts(db, person, projectId))[0]).toMatchObject({ correct: 1, passed: false });
  expect((await fill(person, projectId)).held).toEqual([]);
  expect(await begin(db, person, projectId, rules)).toBe(false);
  expect(await begin(db, person, projectId, { ...rules, comparisons: 2 })).toBe(true);
  const second = await answer(person, projectId, 2);
  expect(second).toHaveLength(2);
  expect(new Set([...first, ...second]).size).toBe(5);
  expect(await settle(db, person, projectId)).toBe(true);
  expect((await listAttempts(db, person, projectId))[1]).toMatchObject({
    number: 2,
    correct: 2,
    passed: true,
  });
});

test('a skipped one is not correct, and the last revision before the end counts, not one after it', async () => {
  const { db, person, projectId } = await scene();
  await begin(db, person, projectId, rules);
  const [one = '', two = '', three = ''] = (await fill(person, projectId)).fresh.map((c) => c.assignmentId);
  await skip(db, one, person, 'too_hard');
  await submit(db, judgement(two, person, { side: 'b' }));
  expect(await settle(db, person, projectId)).toBe(false);
  await submit(db, judgement(two, person, { side: 'a' }));
  await submit(db, judgement(three, person, { side: 'b' }));
  expect(await settle(db, person, projectId)).toBe(true);
  await submit(db, judgement(three, person, { side: 'a' }));
  expect(await settle(db, person, projectId)).toBe(false);
  expect(await listAttempts(db, person, projectId)).toMatchObject([
    { answered: 3, correct: 1, passed: false },
  ]);
});

test('in a safety project the known labels have to match as well', async () => {
  const { db } = at;
  const project = await newProject(db, { dimension: 'safety' });
  const testBatchId = await askForTest(db, project.projectId, 0, { comparisons: 2, passMark: 1, tries: 1 });
  const labels = { a: 'safe', b: 'unsafe' } as const;
  const known = pairs(2, { knownAnswer: { side: 'a', safety: labels } });
  await addPairs(db, { ...project, batchId: testBatchId }, known, 'qualification');
  const [person = ''] = await newPeople(db, 1);
  await begin(db, person, project.projectId, { comparisons: 2, passMark: 1, tries: 1 });
  const [one = '', two = ''] = (await fill(person, project.projectId)).fresh.map((c) => c.assignmentId);
  await submit(db, judgement(one, person, { safety: labels }));
  await submit(db, judgement(two, person, { safety: { a: 'safe', b: 'safe' } }));
  await settle(db, person, project.projectId);
  expect(await listAttempts(db, person, project.projectId)).toMatchObject([{ correct: 1, passed: false }]);
});

test('a lease that runs out in a try is made up for by another comparison, and a late answer beyond the number counts for nothing', async () => {
  const { db, person, projectId } = await scene();
  await begin(db, person, projectId, rules);
  const [lost = '', two = '', three = ''] = (await fill(person, projectId)).fresh.map((c) => c.assignmentId);
  await runOut(db, 'assignment', lost);
  await expire(db);
  const { fresh } = await fill(person, projectId);
  expect(fresh).toHaveLength(3);
  const four = fresh.at(-1)?.assignmentId ?? '';
  for (const id of [two, three, four]) await submit(db, judgement(id, person, { side: 'b' }));
  await submit(db, judgement(lost, person), 'late');
  expect(await settle(db, person, projectId)).toBe(true);
  expect(await listAttempts(db, person, projectId)).toMatchObject([
    { answered: 3, correct: 0, passed: false },
  ]);
});

test('when the test is closed in the middle of a try, what is missing is not correct', async () => {
  const { db, person, projectId, testBatchId } = await scene();
  await begin(db, person, projectId, rules);
  const { assignmentId } = await claimOrFail(db, person, projectId);
  await submit(db, judgement(assignmentId, person));
  await fill(person, projectId);
  await updateBatch(db, testBatchId, { state: 'closed' });
  expect(await settle(db, person, projectId)).toBe(false);
  expect((await fill(person, projectId)).held).toEqual([]);
  expect(await settle(db, person, projectId)).toBe(true);
  expect(await listAttempts(db, person, projectId)).toMatchObject([
    { answered: 1, correct: 1, passed: false },
  ]);
});

test('two tabs at once begin one try and end it once', async () => {
  const { db, person, projectId } = await scene();
  const begun = await Promise.all(Array.from({ length: 6 }, () => begin(db, person, projectId, rules)));
  expect(begun.filter(Boolean)).toHaveLength(1);
  await answer(person, projectId, 3);
  const settled = await Promise.all(Array.from({ length: 6 }, () => settle(db, person, projectId)));
  expect(settled.filter(Boolean)).toHaveLength(1);
  expect(await listAttempts(db, person, projectId)).toMatchObject([{ number: 1, passed: true }]);
});

test('hands filled at once in one try never hold more than it has', async () => {
  const { db, person, projectId } = await scene();
  await begin(db, person, projectId, rules);
  await Promise.all(Array.from({ length: 6 }, () => fill(person, projectId)));
  const sql = 'select count(*)::int as given from assignment where annotator_id = $1';
  expect(await rowsOf(db, sql, [person])).toEqual([{ given: 3 }]);
});

test('a begun try keeps its rules, whatever the project asks for meanwhile', async () => {
  const { db, person, projectId } = await scene();
  await begin(db, person, projectId, rules);
  await updateProject(db, projectId, { qualification: { comparisons: 7, passMark: 1, tries: 1 } });
  expect(await answer(person, projectId, 2)).toHaveLength(3);
  await settle(db, person, projectId);
  expect(await listAttempts(db, person, projectId)).toMatchObject([{ needed: 2, correct: 2, passed: true }]);
});

test('whoever is let in gets work and no test, once and for good', async () => {
  const { db, person, other, projectId } = await scene();
  expect(await grant(db, projectId, person, other)).toBe(true);
  expect(await grant(db, projectId, person, other)).toBe(false);
  expect(await grant(db, projectId, projectId, other)).toBeNull();
  expect((await fill(person, projectId)).fresh.map((c) => c.qualification)).toContain(false);
  expect((await fill(other, projectId)).held).toEqual([]);
  expect(await listPeople(db, projectId)).toEqual([
    { userId: person, attempts: [{ comparisons: 0, correct: 0, passed: true, granted: true }] },
  ]);
  expect(await countAvailable(db, projectId)).toBe(7);
});

test('what somebody holds when a project begins to ask stays theirs, and nothing comes after it', async () => {
  const { db } = at;
  const project = await newProject(db);
  await addPairs(db, project, pairs(9));
  const [person = ''] = await newPeople(db, 1);
  const before = await fillHand(db, person, project.projectId, { wanted: 2, known: [] });
  await askForTest(db, project.projectId, 5, rules);
  expect((await fill(person, project.projectId)).held).toHaveLength(2);
  for (const { assignmentId } of before.fresh)
    expect(await submit(db, judgement(assignmentId, person))).not.toBeNull();
  expect((await fill(person, project.projectId)).held).toEqual([]);
});

test('the guidelines come before the test, and the daily cap has nothing to do with it', async () => {
  const { db, person, projectId, guidelineSetId } = await scene();
  await updateProject(db, projectId, { dailyCap: 1 });
  await begin(db, person, projectId, rules);
  expect(await answer(person, projectId, 3)).toHaveLength(3);
  await settle(db, person, projectId);
  expect(await capReached(db, person, projectId)).toBe(false);
  expect((await fill(person, projectId)).held).toHaveLength(1);

  const [late = ''] = await newPeople(db, 1);
  await begin(db, late, projectId, rules);
  await publishNext(db, guidelineSetId);
  expect((await fill(late, projectId)).held).toEqual([]);
});

test('the rules come back as they were set, and go as a whole', async () => {
  const { db, projectId } = await scene();
  expect((await findProject(db, projectId))?.qualification).toEqual(rules);
  await updateProject(db, projectId, { goldShare: 0.1 });
  expect(await findProject(db, projectId)).toMatchObject({ qualification: rules, goldShare: 0.1 });
  await updateProject(db, projectId, { qualification: null });
  expect((await findProject(db, projectId))?.qualification).toBeNull();
});
