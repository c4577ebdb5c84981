import { claim } from '../queues/assignment-queue.ts';
import { addPairs, claimOrFail, newPeople, newProject, pairs, useDatabase } from '../testing/fixtures.ts';
import { flag, listFlags, resolveFlag } from './flags.ts';

const at = useDatabase();
const why = { reason: 'broken_response', note: 'Cut off.' } as const;

async function scene() {
  const { db } = at;
  const project = await newProject(db);
  await addPairs(db, project, pairs(2));
  const [person = '', other = ''] = await newPeople(db, 2);
  const { assignmentId, comparisonId } = await claimOrFail(db, person, project.projectId);
  const open = () => listFlags(db, project.projectId, { state: 'open', limit: 10 });
  const resolved = () => listFlags(db, project.projectId, { state: 'resolved', limit: 10 });
  return { db, person, other, assignmentId, comparisonId, open, resolved, ...project };
}

test('one flags what is theirs and nothing else; flagging again replaces the reason', async () => {
  const { db, person, other, assignmentId, open } = await scene();
  expect(await flag(db, assignmentId, other, why)).toBe(false);
  expect(await open()).toEqual([]);
  expect(await flag(db, assignmentId, person, why)).toBe(true);
  expect(await flag(db, assignmentId, person, { reason: 'too_hard', note: null })).toBe(true);
  expect(await open()).toMatchObject([
    { assignmentId, batch: 1, excerpt: 'Question 1?', annotator: 'Somebody', reason: 'too_hard', note: null },
  ]);
});

test('a flag is resolved once, in its own project', async () => {
  const { db, person, assignmentId, comparisonId, projectId, open, resolved } = await scene();
  await flag(db, assignmentId, person, why);
  const elsewhere = await newProject(db);
  expect(await resolveFlag(db, elsewhere.projectId, assignmentId, 'kept', person)).toBeNull();
  expect(await resolveFlag(db, projectId, assignmentId, 'kept', person)).toEqual({ comparisonId });
  expect(await resolveFlag(db, projectId, assignmentId, 'withdrawn', person)).toBeNull();
  expect(await open()).toEqual([]);
  expect(await resolved()).toMatchObject([{ assignmentId, resolution: 'kept' }]);
  expect(await claim(db, person, projectId)).toMatchObject({ comparisonId });
});

test('what is flagged again after it was resolved is open again', async () => {
  const { db, person, assignmentId, projectId, open, resolved } = await scene();
  await flag(db, assignmentId, person, why);
  await resolveFlag(db, projectId, assignmentId, 'kept', person);
  await flag(db, assignmentId, person, why);
  expect([(await open()).length, (await resolved()).length]).toEqual([1, 0]);
});

test('a withdrawn comparison is given to nobody any more', async () => {
  const { db, person, other, assignmentId, comparisonId, projectId } = await scene();
  await flag(db, assignmentId, person, why);
  await resolveFlag(db, projectId, assignmentId, 'withdrawn', person);
  const { rows } = await db.pool.query('select state from comparison where id = $1', [comparisonId]);
  expect(rows).toEqual([{ state: 'withdrawn' }]);
  const next = await claimOrFail(db, other, projectId);
  expect(next.comparisonId).not.toBe(comparisonId);
});
