import type { DisagreementResolution } from '@preferably/domain';
import { claim } from '../queues/assignment-queue.ts';
import { judgeNext, newPeople, rowsOf, useDatabase } from '../testing/fixtures.ts';
import { newModel } from '../testing/model-fixtures.ts';
import { addJudged, giveScores, idOf, newFittedProject, score } from '../testing/score-fixtures.ts';
import { reopen, resolve } from './disagreement-reviews.ts';
import { countOpen, listDisagreements } from './disagreements.ts';
import { flag, resolveFlag } from './flags.ts';
import { updateBatch } from './projects.ts';

const at = useDatabase();
let by: string;
beforeAll(async () => {
  [by = ''] = await newPeople(at.db, 1);
});

/** One comparison that two people prefer a of, and the model b. */
async function disagreed() {
  const { db } = at;
  const project = await newFittedProject(db);
  const id = await addJudged(db, project, 1, ['a', 'a']);
  await giveScores(db, project.modelId, [score(id, 0.1)]);
  return { ...project, id };
}
type Disagreed = Awaited<ReturnType<typeof disagreed>>;

const decide = ({ modelId, id }: Disagreed, resolution: DisagreementResolution) =>
  resolve(at.db, modelId, id, resolution, by);
const list = (modelId: string, state: 'open' | 'resolved' = 'open') =>
  listDisagreements(at.db, modelId, { state, limit: 100 });
const votesOf = async (id: string) =>
  (
    await rowsOf<object>(
      at.db,
      'select state, votes_wanted as wanted, votes_done as done from comparison where id = $1',
      [id],
    )
  )[0];

test('the clearest come first; ties, agreement and what the model knows nothing of are left out', async () => {
  const { db } = at;
  const project = await newFittedProject(db);
  const { modelId } = project;
  const fitted = await idOf(db, project, 0);
  const one = await addJudged(db, project, 1, ['a', 'a']);
  const clearest = await addJudged(db, project, 2, ['b']);
  const tied = await addJudged(db, project, 3, ['a', 'b']);
  const agreed = await addJudged(db, project, 4, ['a']);
  const unsure = await addJudged(db, project, 5, ['a']);
  const three = await addJudged(db, project, 6, ['b', 'b', 'a']);
  await giveScores(db, modelId, [
    ...[score(fitted, 0.25), score(one, 0.125), score(clearest, 0.9375), score(tied, 0.01)],
    ...[score(agreed, 0.8), score(unsure, 0.5), score(three, 0.625)],
  ]);
  const found = await list(modelId);
  expect(found.map((each) => [each.comparisonId, each.probability])).toEqual([
    [clearest, 0.0625],
    [one, 0.125],
    [fitted, 0.25],
    [three, 0.375],
  ]);
  expect(found.map(({ humanSide, votesA, votesB }) => [humanSide, votesA, votesB])).toEqual([
    ['b', 0, 1],
    ['a', 2, 0],
    ['a', 1, 0],
    ['b', 1, 2],
  ]);
  expect(found.map((each) => each.fittedOn)).toEqual([false, false, true, false]);
  expect(found[0]).toMatchObject({ batch: 1, excerpt: 'Question 2?', resolution: null, resolvedAt: null });
  expect(await countOpen(db, modelId)).toBe(4);

  const page = (after: string) => listDisagreements(db, modelId, { state: 'open', after, limit: 2 });
  expect((await page(clearest)).map((each) => each.comparisonId)).toEqual([one, fitted]);
  // What is resolved meanwhile still says where to go on.
  await resolve(db, modelId, fitted, 'humans_right', by);
  expect((await page(fitted)).map((each) => each.comparisonId)).toEqual([three]);
});

test('what is taken back still says where the list of the decided goes on', async () => {
  const { db } = at;
  const project = await newFittedProject(db);
  const { modelId } = project;
  const ids = [];
  for (const n of [1, 2, 3]) ids.push(await addJudged(db, project, n, ['b']));
  const [one = '', two = '', three = ''] = ids;
  await giveScores(db, modelId, [score(one, 0.9375), score(two, 0.875), score(three, 0.75)]);
  for (const id of ids) await resolve(db, modelId, id, 'humans_right', by);
  const after = (id: string) => listDisagreements(db, modelId, { state: 'resolved', after: id, limit: 100 });
  expect((await after(two)).map((each) => each.comparisonId)).toEqual([three]);
  await reopen(db, modelId, two);
  expect((await after(two)).map((each) => each.comparisonId)).toEqual([three]);
});

test('humans who are right leave the comparison as it is', async () => {
  const found = await disagreed();
  const before = await votesOf(found.id);
  expect(await decide(found, 'humans_right')).toBe(true);
  expect(await votesOf(found.id)).toEqual(before);
  expect(await list(found.modelId)).toEqual([]);
  expect(await list(found.modelId, 'resolved')).toMatchObject([
    { comparisonId: found.id, resolution: 'humans_right', resolvedAt: expect.any(Date), probability: 0.1 },
  ]);
  expect(await reopen(at.db, found.modelId, found.id)).toBe(true);
  expect(await list(found.modelId)).toHaveLength(1);
  expect(await reopen(at.db, found.modelId, found.id)).toBe(false);
});

test('one more annotator is given what is to be judged again, and the resolved one keeps its side', async () => {
  const found = await disagreed();
  const [person = ''] = await newPeople(at.db, 1);
  expect(await claim(at.db, person, found.projectId)).toBeNull();
  expect(await decide(found, 'judged_again')).toBe(true);
  expect(await votesOf(found.id)).toEqual({ state: 'open', wanted: 3, done: 2 });
  expect(await judgeNext(at.db, person, found.projectId, { side: 'b' })).toMatchObject({
    comparisonId: found.id,
  });
  expect(await votesOf(found.id)).toEqual({ state: 'done', wanted: 3, done: 3 });
  expect(await list(found.modelId, 'resolved')).toMatchObject([
    { humanSide: 'a', votesA: 2, votesB: 1, probability: 0.1, resolution: 'judged_again' },
  ]);
  await expect(reopen(at.db, found.modelId, found.id)).rejects.toMatchObject({ code: 'conflict' });
});

test('to be judged again is taken back as long as nobody was given it, also not in vain', async () => {
  const found = await disagreed();
  const before = await votesOf(found.id);
  await decide(found, 'judged_again');
  expect(await reopen(at.db, found.modelId, found.id)).toBe(true);
  expect(await votesOf(found.id)).toEqual(before);
  await decide(found, 'judged_again');
  const [person = ''] = await newPeople(at.db, 1);
  await claim(at.db, person, found.projectId);
  await expect(reopen(at.db, found.modelId, found.id)).rejects.toMatchObject({ code: 'conflict' });
  expect(await list(found.modelId)).toEqual([]);
});

test('what wants more votes anyway gets no more of them, and loses none when that is taken back', async () => {
  const found = await disagreed();
  await at.db.pool.query(`update comparison set votes_wanted = 4, state = 'open' where id = $1`, [found.id]);
  for (const act of [() => decide(found, 'judged_again'), () => reopen(at.db, found.modelId, found.id)]) {
    expect(await act()).toBe(true);
    expect(await votesOf(found.id)).toEqual({ state: 'open', wanted: 4, done: 2 });
  }
});

test('nobody is asked to judge again in a batch that is not open', async () => {
  const found = await disagreed();
  await updateBatch(at.db, found.batchId, { state: 'closed' });
  await expect(decide(found, 'judged_again')).rejects.toMatchObject({ code: 'batch_closed' });
  expect(await list(found.modelId)).toHaveLength(1);
  expect(await decide(found, 'withdrawn')).toBe(true);
});

test('what is withdrawn is given to nobody until that is taken back', async () => {
  const found = await disagreed();
  const before = await votesOf(found.id);
  expect(await decide(found, 'withdrawn')).toBe(true);
  expect(await votesOf(found.id)).toMatchObject({ state: 'withdrawn' });
  expect(await countOpen(at.db, found.modelId)).toBe(0);
  expect(await list(found.modelId, 'resolved')).toMatchObject([{ resolution: 'withdrawn' }]);
  expect(await reopen(at.db, found.modelId, found.id)).toBe(true);
  expect(await votesOf(found.id)).toEqual(before);
});

test('what was withdrawn for a flag as well stays withdrawn', async () => {
  const { db } = at;
  const found = await disagreed();
  const [assignment] = await rowsOf<{ id: string; annotator_id: string }>(
    db,
    'select id, annotator_id from assignment where comparison_id = $1 limit 1',
    [found.id],
  );
  const { id = '', annotator_id: annotator = '' } = assignment ?? {};
  await flag(db, id, annotator, { reason: 'other', note: null });
  await decide(found, 'withdrawn');
  await resolveFlag(db, found.projectId, id, 'withdrawn', by);
  await expect(reopen(db, found.modelId, found.id)).rejects.toMatchObject({ code: 'conflict' });
  expect(await votesOf(found.id)).toMatchObject({ state: 'withdrawn' });
});

test('a vote that two models ask for is not taken back for one of them', async () => {
  const { db } = at;
  const found = await disagreed();
  const other = await newModel(db, found.projectId, found.trainSnapshotId);
  await giveScores(db, other, [score(found.id, 0.2)]);
  await decide(found, 'judged_again');
  expect(await decide({ ...found, modelId: other }, 'judged_again')).toBe(true);
  expect(await votesOf(found.id)).toEqual({ state: 'open', wanted: 3, done: 2 });
  await expect(reopen(db, found.modelId, found.id)).rejects.toMatchObject({ code: 'conflict' });
  expect(await reopen(db, other, found.id)).toBe(true);
  expect(await reopen(db, found.modelId, found.id)).toBe(true);
  expect(await votesOf(found.id)).toEqual({ state: 'done', wanted: 2, done: 2 });
});

test('a disagreement is resolved by one of several at the same time', async () => {
  const found = await disagreed();
  const asked = ['withdrawn', 'humans_right', 'withdrawn', 'judged_again'] as const;
  const ends = await Promise.all(asked.map((resolution) => decide(found, resolution)));
  expect(ends.filter(Boolean)).toHaveLength(1);
  expect(await list(found.modelId, 'resolved')).toHaveLength(1);
});

test('what is no disagreement is not resolved', async () => {
  const { db } = at;
  const found = await disagreed();
  const agreed = await addJudged(db, found, 2, ['a']);
  await giveScores(db, found.modelId, [score(agreed, 0.9)]);
  const elsewhere = await disagreed();
  for (const [modelId, id] of [
    [found.modelId, agreed],
    [found.modelId, elsewhere.id],
    [found.projectId, found.id],
  ] as const)
    expect(await resolve(db, modelId, id, 'withdrawn', by)).toBe(false);
});
