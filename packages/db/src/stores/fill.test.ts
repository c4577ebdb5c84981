import { claim } from '../queues/assignment-queue.ts';
import {
  addPairs,
  claimOrFail,
  newBatch,
  newPeople,
  pair,
  recorded,
  rowsOf,
  useDatabase,
} from '../testing/fixtures.ts';
import { draftWith, giveScores, idOf, newFittedProject, score } from '../testing/score-fixtures.ts';
import { fillBatch, previewFill } from './fill.ts';
import { findBatch, listBatches, updateBatch } from './projects.ts';

const at = useDatabase();

/** Two drafts that have pair 3 in common; of pair 5 there is no score. */
async function scoredDrafts() {
  const { db } = at;
  const project = await newFittedProject(db);
  const one = await draftWith(db, project.projectId, [1, 2, 3]);
  const two = await draftWith(db, project.projectId, [3, 4, 5]);
  const sure = { 1: 0.9, 2: 0.55, 3: 0.5 };
  const scores = await Promise.all([
    ...Object.entries(sure).map(async ([n, p]) => score(await idOf(db, { batchId: one }, Number(n)), p)),
    ...[3, 4].map(async (n) => score(await idOf(db, { batchId: two }, n), n === 3 ? 0.5 : 0.48)),
  ]);
  await giveScores(db, project.modelId, scores);
  const { projectId, modelId } = project;
  const filling = { projectId, modelId, fromBatchIds: [one, two], name: 'Least sure', count: 3 };
  return { ...project, one, two, filling };
}

const pairsIn = async (batchId: string) =>
  (
    await rowsOf<{ n: string }>(
      at.db,
      `select split_part(source_id, ':', 2) as n from comparison where batch_id = $1 order by priority desc, id`,
      [batchId],
    )
  ).map((row) => Number(row.n));

test('the next batch holds what the model is least sure of, each pair once, and hands the least sure out first', async () => {
  const { db } = at;
  const { filling, projectId, one, two } = await scoredDrafts();
  const { batchId, moved } = await fillBatch(db, filling);
  expect(moved).toBe(3);
  expect(await findBatch(db, projectId, batchId)).toMatchObject({
    ...{ number: 4, name: 'Least sure', state: 'draft', kind: 'work', votesWanted: 1, comparisons: 3 },
  });
  expect(await pairsIn(batchId)).toEqual([3, 4, 2]);
  expect([await pairsIn(one), await pairsIn(two)]).toEqual([[1], [3, 5]]);

  await updateBatch(db, batchId, { state: 'open' });
  const people = await newPeople(db, 3);
  const handed: string[] = [];
  for (const person of people)
    handed.push((await claimOrFail(db, person, projectId)).prompt.at(-1)?.content ?? '');
  expect(handed).toEqual(['Question 3?', 'Question 4?', 'Question 2?']);
});

test('the preview counts the pairs that could move, and those with a score', async () => {
  const { filling, one } = await scoredDrafts();
  expect(await previewFill(at.db, filling)).toEqual({ available: 5, scored: 4 });
  expect(await previewFill(at.db, { ...filling, fromBatchIds: [one] })).toEqual({ available: 3, scored: 3 });
});

test('what somebody judged, or what was withdrawn, stays where it is', async () => {
  const { db } = at;
  const { filling, projectId, one } = await scoredDrafts();
  const judged = pair(2, { judgements: [recorded('somebody', 'a')] });
  await addPairs(db, { projectId, batchId: one }, [judged]);
  await db.pool.query(`update comparison set state = 'withdrawn' where id = $1`, [
    await idOf(db, { batchId: one }, 1),
  ]);
  const from = { ...filling, fromBatchIds: [one], count: 100 };
  expect(await previewFill(db, from)).toEqual({ available: 1, scored: 1 });
  const { batchId } = await fillBatch(db, from);
  expect(await pairsIn(batchId)).toEqual([3]);
});

test('the new batch wants as many votes as the drafts did, and what moves as many as before', async () => {
  const { db } = at;
  const { filling, projectId, one } = await scoredDrafts();
  await db.pool.query('update batch set votes_wanted = 3 where id = $1', [one]);
  await db.pool.query('update comparison set votes_wanted = 3 where batch_id = $1', [one]);
  const { batchId } = await fillBatch(db, filling);
  expect(await findBatch(db, projectId, batchId)).toMatchObject({ votesWanted: 3 });
  const votes = 'select votes_wanted as v from comparison where batch_id = $1 order by priority desc';
  expect(await rowsOf(db, votes, [batchId])).toEqual([{ v: 3 }, { v: 1 }, { v: 3 }]);
});

test.each([
  ['an open batch', (p: { batchId: string }) => p.batchId],
  [
    'a batch of the test',
    (p: { projectId: string }) => newBatch(at.db, p.projectId, 'draft', 'qualification'),
  ],
  [
    'a batch of another project',
    async () => draftWith(at.db, (await newFittedProject(at.db)).projectId, [1]),
  ],
])('nothing is taken out of %s', async (_, other) => {
  const scored = await scoredDrafts();
  const from = { ...scored.filling, fromBatchIds: [scored.one, await other(scored)] };
  const before = await listBatches(at.db, scored.projectId);
  await expect(fillBatch(at.db, from)).rejects.toMatchObject({ code: 'batch_not_draft' });
  await expect(previewFill(at.db, from)).rejects.toMatchObject({ code: 'batch_not_draft' });
  expect(await listBatches(at.db, scored.projectId)).toEqual(before);
});

test('without a scored comparison no batch is made', async () => {
  const { db } = at;
  const { projectId, filling } = await scoredDrafts();
  const unscored = await draftWith(db, projectId, [7, 8]);
  const before = await listBatches(db, projectId);
  await expect(fillBatch(db, { ...filling, fromBatchIds: [unscored] })).rejects.toMatchObject({
    code: 'nothing_to_fill',
  });
  expect(await listBatches(db, projectId)).toEqual(before);
});

test('two fillings at the same moment take different comparisons', async () => {
  const { db } = at;
  const { filling } = await scoredDrafts();
  const made = await Promise.all([1, 2].map(() => fillBatch(db, { ...filling, count: 2 })));
  const pairs = await Promise.all(made.map(({ batchId }) => pairsIn(batchId)));
  // The second of the two may take the other pair 3, which is another comparison.
  expect(pairs.toSorted((x, y) => (y[1] ?? 0) - (x[1] ?? 0))).toEqual([
    [3, 4],
    [3, 2],
  ]);
});

test('nothing is taken from under the hands of whoever opened a draft first', async () => {
  const { db } = at;
  const { filling, projectId, one } = await scoredDrafts();
  const [person = ''] = await newPeople(db, 1);
  await updateBatch(db, one, { state: 'open' });
  expect(await claim(db, person, projectId)).not.toBeNull();
  await expect(fillBatch(db, filling)).rejects.toMatchObject({ code: 'batch_not_draft' });
});
