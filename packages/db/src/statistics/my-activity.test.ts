import { skip } from '../queues/assignment-queue.ts';
import { submit } from '../stores/preferences.ts';
import { updateBatch } from '../stores/projects.ts';
import {
  addPairs,
  claimOrFail,
  judgement,
  judgeNext,
  newPeople,
  newProject,
  pair,
  pairs,
  recorded,
  useDatabase,
} from '../testing/fixtures.ts';
import { activityOf } from './my-activity.ts';

const at = useDatabase();

async function scene(chunk = pairs(4, { votesWanted: 3 })) {
  const { db } = at;
  const project = await newProject(db);
  await addPairs(db, project, chunk);
  const [person = '', other = '', third = ''] = await newPeople(db, 3);
  return { db, person, other, third, ...project };
}

const today = (timeZone: string) => new Intl.DateTimeFormat('sv', { timeZone }).format(new Date());

/** A moment of a day some days ago, at a time of day in UTC. */
const daysAgo = (days: number, time: string) =>
  new Date(`${new Date(Date.now() - days * 86_400_000).toISOString().slice(0, 10)}T${time}Z`);

/** Judges as if the claim had been made a week ago, so that the time of the judgement can lie in the past. */
async function judgeAt(person: string, projectId: string, judgedAt: Date, activeMs: number) {
  const { assignmentId } = await claimOrFail(at.db, person, projectId);
  await at.db.pool.query(`update assignment set claimed_at = now() - interval '9 days' where id = $1`, [
    assignmentId,
  ]);
  await submit(at.db, judgement(assignmentId, person, { judgedAt, activeMs }));
  return assignmentId;
}

test('somebody who did nothing has fourteen empty days and no batches', async () => {
  const { db, person } = await scene();
  const { days, batches } = await activityOf(db, person, 'UTC');
  expect(days).toHaveLength(14);
  expect(days.at(-1)?.date).toBe(today('UTC'));
  expect(days.every((day) => day.judged + day.skipped + day.activeMs === 0)).toBe(true);
  expect(batches).toEqual([]);
});

test('a day ends at midnight of the asked time zone', async () => {
  const { db, person, projectId } = await scene();
  // 15:30 in UTC is half past midnight of the next day in Seoul, and still the morning in Los Angeles.
  const moment = daysAgo(3, '15:30:00');
  await judgeAt(person, projectId, moment, 1000);
  const dayOf = async (timeZone: string) =>
    (await activityOf(db, person, timeZone)).days.filter((day) => day.judged > 0).map((day) => day.date);
  const date = (days: number) => new Date(moment.getTime() + days * 86_400_000).toISOString().slice(0, 10);
  expect(await dayOf('UTC')).toEqual([date(0)]);
  expect(await dayOf('Asia/Seoul')).toEqual([date(1)]);
  expect(await dayOf('America/Los_Angeles')).toEqual([date(0)]);
});

test('a judgement counts once, on the day of its first revision; the time of a revision on its own day', async () => {
  const { db, person, projectId } = await scene();
  const assignmentId = await judgeAt(person, projectId, daysAgo(5, '10:00:00'), 4000);
  const again = judgement(assignmentId, person, { judgedAt: daysAgo(2, '10:00:00'), activeMs: 700 });
  await submit(db, again);
  const { days } = await activityOf(db, person, 'UTC');
  const worked = days.filter((day) => day.judged + day.activeMs > 0);
  expect(worked).toEqual([
    { date: daysAgo(5, '10:00:00').toISOString().slice(0, 10), judged: 1, skipped: 0, activeMs: 4000 },
    { date: daysAgo(2, '10:00:00').toISOString().slice(0, 10), judged: 0, skipped: 0, activeMs: 700 },
  ]);
});

test('only the own work counts, skips beside judgements', async () => {
  const { db, person, other, projectId } = await scene();
  await judgeNext(db, person, projectId, { activeMs: 1500 });
  const { assignmentId } = await claimOrFail(db, person, projectId);
  await skip(db, assignmentId, person, 'too_hard');
  await judgeNext(db, other, projectId, { activeMs: 9000 });
  expect((await activityOf(db, person, 'UTC')).days.at(-1)).toMatchObject({
    judged: 1,
    skipped: 1,
    activeMs: 1500,
  });
});

test('agreement is told once the batch is closed, from the last revision of everybody', async () => {
  const { db, person, other, third, projectId, batchId } = await scene();
  const mine = [
    await judgeNext(db, person, projectId, { side: 'a' }),
    await judgeNext(db, person, projectId, { side: 'a' }),
    await judgeNext(db, person, projectId, { side: 'b' }),
  ];
  const theirs = [
    await judgeNext(db, other, projectId, { side: 'b' }),
    await judgeNext(db, other, projectId, { side: 'a' }),
  ];
  await judgeNext(db, third, projectId, { side: 'b' });
  expect((await activityOf(db, person, 'UTC')).batches).toEqual([]);
  // First pair: I go over to b, so both others agree with me. Second: they leave my side, so it is a disagreement.
  await submit(db, judgement(mine[0]?.assignmentId ?? '', person, { side: 'b' }));
  await submit(db, judgement(theirs[1]?.assignmentId ?? '', other, { side: 'b' }));
  await updateBatch(db, batchId, { state: 'closed' });
  expect((await activityOf(db, person, 'UTC')).batches).toMatchObject([
    { projectId, batchNumber: 1, name: 'A week', judged: 3, pairs: 3, agreeing: 2 },
  ]);
  expect((await activityOf(db, third, 'UTC')).batches).toMatchObject([{ judged: 1, pairs: 2, agreeing: 2 }]);
  await updateBatch(db, batchId, { state: 'open' });
  expect((await activityOf(db, person, 'UTC')).batches).toEqual([]);
});

test('recorded raters count as others; a batch that nobody else judged has no pairs', async () => {
  const { db, person, projectId, batchId } = await scene([
    pair(1, { votesWanted: 2, judgements: [recorded('somebody', 'a')] }),
  ]);
  await judgeNext(db, person, projectId, { side: 'a' });
  const alone = await newProject(db);
  await addPairs(db, alone, pairs(1));
  await judgeNext(db, person, alone.projectId);
  for (const id of [batchId, alone.batchId]) await updateBatch(db, id, { state: 'closed' });
  const { batches } = await activityOf(db, person, 'UTC');
  const of = (id: string) => batches.find((batch) => batch.projectId === id);
  expect(of(projectId)).toMatchObject({ judged: 1, pairs: 1, agreeing: 1 });
  expect(of(alone.projectId)).toMatchObject({ judged: 1, pairs: 0, agreeing: 0 });
});

test('a time zone that the database does not know is the fault of the request', async () => {
  const { db, person } = await scene();
  await expect(activityOf(db, person, 'Nowhere/Atall')).rejects.toMatchObject({ code: 'invalid_request' });
});
