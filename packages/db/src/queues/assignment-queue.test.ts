import { createHash } from 'node:crypto';
import type { Side } from '@preferably/domain';
import { submit } from '../stores/preferences.ts';
import { updateBatch } from '../stores/projects.ts';
import {
  addPairs,
  claimOrFail,
  everybodyHasRead,
  judgement,
  judgeNext,
  newBatch,
  newPeople,
  newProject,
  pair,
  pairs,
  rowsOf,
  runOut,
  useDatabase,
} from '../testing/fixtures.ts';
import { claim, expire, factsOf, renew, skip } from './assignment-queue.ts';

const at = useDatabase();

async function scene(count = 3, options: Parameters<typeof newProject>[1] = {}) {
  const { db } = at;
  const project = await newProject(db, options);
  await addPairs(db, project, pairs(count));
  const [person = '', other = ''] = await newPeople(db, 2);
  const sql = 'select id from comparison where project_id = $1 order by id';
  const ids = (await rowsOf<{ id: string }>(db, sql, [project.projectId])).map((row) => row.id);
  return { db, person, other, ids, ...project };
}

const openClaims = (comparisonId: string) =>
  rowsOf<{ claims_open: number; votes_done: number; state: string }>(
    at.db,
    'select claims_open, votes_done, state from comparison where id = $1',
    [comparisonId],
  );

test('a claim brings everything the screen shows, and nothing that tells the models', async () => {
  const { db, person, projectId, batchId, versionId } = await scene(0);
  const models = { a: 'model-one', b: 'model-two' };
  const prompt = [
    { role: 'user' as const, content: 'Why?' },
    { role: 'assistant' as const, content: 'Because.' },
    { role: 'user' as const, content: 'Why?' },
  ];
  await addPairs(db, { projectId, batchId }, [pair(1, { models, prompt })]);
  const claimed = await claimOrFail(db, person, projectId);
  expect(claimed).toMatchObject({
    prompt,
    responseA: 'Answer one to 1.',
    responseB: 'Answer two to 1.',
    dimension: 'helpfulness',
    lang: 'en',
    batchNumber: 1,
    versionId,
    versionNumber: 1,
    texts: { en: 'Prefer the better one.' },
  });
  expect(JSON.stringify(claimed)).not.toMatch(/model-|made.up/);
});

test('whoever holds a comparison gets the same one back with a fresh lease, by whatever id they ask', async () => {
  const { db, person, projectId, ids } = await scene();
  const first = await claimOrFail(db, person, projectId);
  await runOut(db, 'assignment', first.assignmentId);
  const again = await claimOrFail(db, person, projectId);
  expect(again).toEqual({ ...first, leaseExpiresAt: expect.any(Date) });
  expect(again.leaseExpiresAt.getTime()).toBeGreaterThanOrEqual(first.leaseExpiresAt.getTime());
  expect((await claimOrFail(db, person, projectId, ids[2])).assignmentId).toBe(first.assignmentId);
  expect(await openClaims(first.comparisonId)).toMatchObject([{ claims_open: 1 }]);
});

test('comparisons come by priority, then in the order of their import', async () => {
  const { db, person, projectId, ids } = await scene(4);
  await db.pool.query('update comparison set priority = 5 where id = $1', [ids[2]]);
  const order: string[] = [];
  for (let i = 0; i < 4; i++) order.push((await judgeNext(db, person, projectId)).comparisonId);
  expect(order).toEqual([ids[2], ids[0], ids[1], ids[3]]);
  expect(await claim(db, person, projectId)).toBeNull();
});

test('a comparison is claimed by its id under the same rules: open batch, votes wanted, never before', async () => {
  const { db, person, other, projectId, ids } = await scene(3);
  const [first = '', second = '', third = ''] = ids;
  expect((await claimOrFail(db, person, projectId, second)).comparisonId).toBe(second);
  expect(await claim(db, other, projectId, second)).toBeNull();
  const { assignmentId } = await claimOrFail(db, other, projectId, third);
  await skip(db, assignmentId, other, 'too_hard');
  expect(await claim(db, other, projectId, third)).toBeNull();
  const draft = await newBatch(db, projectId, 'draft');
  await addPairs(db, { projectId, batchId: draft }, [pair(7)]);
  const [hidden] = await rowsOf<{ id: string }>(db, 'select id from comparison where batch_id = $1', [draft]);
  expect(await claim(db, other, projectId, hidden?.id)).toBeNull();
  expect(await claim(db, other, (await newProject(db)).projectId, first)).toBeNull();
  expect((await claimOrFail(db, other, projectId, first)).comparisonId).toBe(first);
});

test('a withdrawn comparison is handed to nobody, and a vote under way does not bring it back', async () => {
  const { db, person, other, projectId, ids } = await scene(1);
  const { assignmentId } = await claimOrFail(db, person, projectId);
  await db.pool.query(`update comparison set state = 'withdrawn', votes_wanted = 2 where id = $1`, [ids[0]]);
  expect(await claim(db, other, projectId)).toBeNull();
  await submit(db, judgement(assignmentId, person));
  expect(await openClaims(ids[0] ?? '')).toEqual([{ claims_open: 0, votes_done: 1, state: 'withdrawn' }]);
});

test('batches are worked through by their numbers, and only open ones', async () => {
  const { db, person, projectId, batchId } = await scene(1);
  const third = await newBatch(db, projectId, 'closed');
  const last = await newBatch(db, projectId, 'open');
  await addPairs(db, { projectId, batchId: last }, [pair(11)]);
  await addPairs(db, { projectId, batchId: third }, [pair(12)]);
  // A higher priority in a later batch does not overtake an earlier batch.
  await db.pool.query('update comparison set priority = 9 where batch_id = $1', [last]);
  expect((await judgeNext(db, person, projectId)).batchNumber).toBe(1);
  expect((await judgeNext(db, person, projectId)).batchNumber).toBe(3);
  expect(await claim(db, person, projectId)).toBeNull();
  await updateBatch(db, third, { state: 'open' });
  expect((await claimOrFail(db, person, projectId)).batchNumber).toBe(2);
  await updateBatch(db, batchId, { state: 'closed' });
});

test('who holds a comparison of a batch that was closed is given the next one, and its place is free again', async () => {
  const { db, person, projectId, batchId } = await scene(1);
  const next = await newBatch(db, projectId);
  await addPairs(db, { projectId, batchId: next }, [pair(5)]);
  const held = await claimOrFail(db, person, projectId);
  await updateBatch(db, batchId, { state: 'closed' });
  expect((await claimOrFail(db, person, projectId)).batchNumber).toBe(2);
  expect(await openClaims(held.comparisonId)).toMatchObject([{ claims_open: 0 }]);
  const states = 'select state from assignment where id = $1';
  expect(await rowsOf(db, states, [held.assignmentId])).toEqual([{ state: 'released' }]);
});

test('nothing is handed out before guidelines are published and read', async () => {
  const { db, person, projectId } = await scene(1, { published: false });
  expect(await claim(db, person, projectId)).toBeNull();
  await db.pool.query(
    `update guideline_version set state = 'published'
                       where guideline_set_id = (select guideline_set_id from project where id = $1)`,
    [projectId],
  );
  expect(await claim(db, person, projectId)).toBeNull();
  await everybodyHasRead(db);
  expect(await claim(db, person, projectId)).not.toBeNull();
});

test('skipping gives the comparison to others and never back to the same person', async () => {
  const { db, person, other, projectId } = await scene(1);
  const { assignmentId, comparisonId } = await claimOrFail(db, person, projectId);
  expect(await claim(db, other, projectId)).toBeNull();
  expect(await skip(db, assignmentId, other, 'other')).toBe(false);
  expect(await skip(db, assignmentId, person, 'not_my_field')).toBe(true);
  expect(await skip(db, assignmentId, person, 'not_my_field')).toBe(false);
  expect(await openClaims(comparisonId)).toMatchObject([{ claims_open: 0 }]);
  expect(await claim(db, person, projectId)).toBeNull();
  expect((await claimOrFail(db, other, projectId)).comparisonId).toBe(comparisonId);
});

test('a lease that is over is given back by the sweep, a living one is not', async () => {
  const { db, person, other, projectId } = await scene(1);
  const { assignmentId, comparisonId } = await claimOrFail(db, person, projectId);
  await expire(db);
  expect(await openClaims(comparisonId)).toMatchObject([{ claims_open: 1 }]);
  await runOut(db, 'assignment', assignmentId);
  expect(await expire(db)).toBe(1);
  expect(await expire(db)).toBe(0);
  expect(await renew(db, assignmentId, person)).toBeNull();
  expect(await skip(db, assignmentId, person, 'other')).toBe(false);
  expect(await claim(db, person, projectId)).toBeNull();
  expect((await claimOrFail(db, other, projectId)).comparisonId).toBe(comparisonId);
});

test('a sweep takes at most as many as it is told', async () => {
  const { db, projectId } = await scene(5);
  for (const person of await newPeople(db, 5)) {
    await runOut(db, 'assignment', (await claimOrFail(db, person, projectId)).assignmentId);
  }
  expect([await expire(db, 3), await expire(db, 3), await expire(db, 3)]).toEqual([3, 2, 0]);
});

test('only the annotator prolongs a lease', async () => {
  const { db, person, other, projectId } = await scene(1);
  const { assignmentId } = await claimOrFail(db, person, projectId);
  await runOut(db, 'assignment', assignmentId);
  expect(await renew(db, assignmentId, other)).toBeNull();
  const until = await renew(db, assignmentId, person);
  expect(until?.getTime()).toBeGreaterThan(Date.now() + 500_000);
  expect(await expire(db)).toBe(0);
});

test('the sides are shuffled evenly, and recomputed from the seed of the project', async () => {
  const { db, projectId } = await scene(40);
  const people = await newPeople(db, 5);
  const [{ seed } = { seed: '' }] = await rowsOf<{ seed: string }>(
    db,
    'select shuffle_seed as seed from project where id = $1',
    [projectId],
  );
  await db.pool.query('update comparison set votes_wanted = 5 where project_id = $1', [projectId]);
  let aFirst = 0;
  await Promise.all(
    people.map(async (person) => {
      for (let i = 0; i < 40; i++) {
        const { comparisonId, shownFirst, responseA } = await judgeNext(db, person, projectId);
        expect(shownFirst).toBe(sideOf(seed, comparisonId, person));
        expect(responseA).toContain('Answer one');
        if (shownFirst === 'a') aFirst += 1;
      }
    }),
  );
  // 200 fair coins: outside of 100 ± 42 (six standard deviations) once in 500 million runs.
  expect(Math.abs(aFirst - 100)).toBeLessThan(43);
}, 240_000);

function sideOf(seed: string, comparisonId: string, annotatorId: string): Side {
  const [byte = 0] = createHash('sha256').update(`${seed}${comparisonId}${annotatorId}`).digest();
  return byte % 2 === 0 ? 'a' : 'b';
}

test('the facts of an assignment are told to its annotator alone', async () => {
  const { db, person, other, projectId } = await scene(1, { dimension: 'safety' });
  const { assignmentId, shownFirst } = await claimOrFail(db, person, projectId);
  expect(await factsOf(db.pool, assignmentId, person)).toEqual({
    dimension: 'safety',
    shownFirst,
    projectId,
  });
  expect(await factsOf(db.pool, assignmentId, other)).toBeNull();
});
