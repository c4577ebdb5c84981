import { newId } from '../database.ts';
import { findScoring, listToScore } from '../stores/scorings.ts';
import { addGold, addPairs, pair, rowsOf, runOut, useDatabase } from '../testing/fixtures.ts';
import { askFor, heldScoring, idOf, newFittedProject, score, unscorable } from '../testing/score-fixtures.ts';
import type { End } from './leased-queue.ts';
import { MAX_ATTEMPTS } from './leased-queue.ts';
import {
  claimScoring,
  endAbandonedScorings,
  endScoring,
  heldModel,
  keepScoring,
  putScores,
  requestCancel,
} from './scoring-queue.ts';

const at = useDatabase();

/** A model of a project with three comparisons that it has not scored: pairs 0, 1 and 2. */
async function fitted() {
  const project = await newFittedProject(at.db);
  await addPairs(at.db, project, [pair(1), pair(2)]);
  const ids = await Promise.all([0, 1, 2].map((n) => idOf(at.db, project, n)));
  return { ...project, ids: ids as [string, string, string] };
}

const scoresOf = (modelId: string) =>
  rowsOf<{ comparison_id: string; probability: number | null }>(
    at.db,
    'select comparison_id, probability from model_score where run_id = $1 order by comparison_id',
    [modelId],
  );
const idsToScore = async (id: string) =>
  (await listToScore(at.db, id, { after: null, limit: 100 })).map((each) => each.id);

// The queue is one for all projects: nothing that a test leaves may be claimed by the next one.
afterEach(async () => {
  await at.db.pool.query(`update scoring set state = 'cancelled' where state in ('queued', 'running')`);
});

test('scorings are claimed oldest first, and each by one of many workers at the same time', async () => {
  const { db } = at;
  const ids: (string | null)[] = [];
  for (let n = 0; n < 3; n++) ids.push(await askFor(db, (await fitted()).modelId));
  expect((await claimScoring(db, 'first', 60))?.id).toBe(ids[0]);
  const claims = await Promise.all(Array.from({ length: 12 }, (_, i) => claimScoring(db, `worker ${i}`, 60)));
  expect(claims.flatMap((c) => (c ? [c.id] : [])).toSorted()).toEqual(ids.slice(1).toSorted());
  expect(await claimScoring(db, 'late', 60)).toBeNull();
});

test('a model is scored with once at a time, asked for at the same moment or later, and again afterwards', async () => {
  const { db } = at;
  const { modelId, ids } = await fitted();
  const asked = await Promise.allSettled(Array.from({ length: 4 }, () => askFor(db, modelId)));
  for (const one of asked)
    if (one.status === 'rejected') expect(one.reason).toMatchObject({ code: 'scoring_under_way' });
  expect(asked.filter((one) => one.status === 'fulfilled')).toHaveLength(1);
  const claimed = await claimScoring(db, 'w', 60);
  const held = { id: claimed?.id ?? '', worker: 'w', attempt: 1 };
  await expect(askFor(db, modelId)).rejects.toMatchObject({ code: 'scoring_under_way' });
  await putScores(db, held, [score(ids[0], 0.5)], 60);
  expect(await endScoring(db, held, { outcome: 'succeeded' })).toBe(true);
  const again = await askFor(db, modelId);
  expect(await findScoring(db, again ?? '')).toMatchObject({ state: 'queued', comparisons: 2, scored: 0 });
});

test('a silent worker loses its scoring to a second attempt, and everything it still sends is refused', async () => {
  const { db } = at;
  const { modelId, ids } = await fitted();
  const first = await heldScoring(db, modelId);
  await putScores(db, first, [score(ids[0], 0.9)], 60);
  await runOut(db, 'scoring', first.id);
  expect(await claimScoring(db, 'two', 60)).toMatchObject({ id: first.id, attempt: 2 });

  expect(await keepScoring(db, first, 60)).toBeNull();
  expect(await heldModel(db, first)).toBeNull();
  expect(await putScores(db, first, [score(ids[1], 0.9)], 60)).toBeNull();
  const ends: End[] = [
    { outcome: 'succeeded' },
    { outcome: 'failed', error: 'x' },
    { outcome: 'cancelled' },
    { outcome: 'released' },
  ];
  for (const end of ends) expect(await endScoring(db, first, end)).toBe(false);
  expect(await scoresOf(modelId)).toEqual([{ comparison_id: ids[0], probability: 0.9 }]);
  expect(await idsToScore(first.id)).toEqual([ids[1], ids[2]]);
  expect(await heldModel(db, { id: first.id, worker: 'two', attempt: 2 })).toBe(modelId);
});

test('scores prolong the lease, as a heartbeat does', async () => {
  const { db } = at;
  const held = await heldScoring(db, (await fitted()).modelId);
  for (const prolong of [() => keepScoring(db, held, 60), () => putScores(db, held, [], 60)]) {
    await runOut(db, 'scoring', held.id);
    expect(await prolong()).toMatchObject({ leaseExpiresAt: expect.any(Date), cancelRequested: false });
    expect(await claimScoring(db, 'other', 60)).toBeNull();
  }
});

test('a batch that is sent again, or twice at once, counts once, and a later score replaces the former', async () => {
  const { db } = at;
  const { modelId, ids } = await fitted();
  const held = await heldScoring(db, modelId);
  const batch = [score(ids[0], 0.25), unscorable(ids[1])];
  await Promise.all([putScores(db, held, batch, 60), putScores(db, held, batch, 60)]);
  await putScores(db, held, batch, 60);
  expect(await findScoring(db, held.id)).toMatchObject({ comparisons: 3, scored: 1, unscorable: 1 });
  await putScores(db, held, [score(ids[1], 0.5), score(ids[1], 0.75)], 60);
  expect(await findScoring(db, held.id)).toMatchObject({ comparisons: 3, scored: 2, unscorable: 0 });
  expect(await scoresOf(modelId)).toEqual([
    { comparison_id: ids[0], probability: 0.25 },
    { comparison_id: ids[1], probability: 0.75 },
  ]);
});

test('what comes while it runs is scored as well and counted', async () => {
  const { db } = at;
  const project = await fitted();
  const held = await heldScoring(db, project.modelId);
  await addPairs(db, project, [pair(3)]);
  const all = await idsToScore(held.id);
  await putScores(
    db,
    held,
    all.map((id) => score(id, 0.5)),
    60,
  );
  expect(await findScoring(db, held.id)).toMatchObject({ comparisons: 4, scored: 4 });
});

test('no score is kept of gold, of another project or of what is not there', async () => {
  const { db } = at;
  const project = await fitted();
  await addGold(db, project, 50, 1);
  const others = (await fitted()).ids[0];
  const held = await heldScoring(db, project.modelId);
  const stray = [await idOf(db, project, 50), others, newId()].map((id) => score(id, 0.5));
  expect(await putScores(db, held, [...stray, score(project.ids[2], 0.5)], 60)).not.toBeNull();
  expect(await scoresOf(project.modelId)).toEqual([{ comparison_id: project.ids[2], probability: 0.5 }]);
  expect(await findScoring(db, held.id)).toMatchObject({ scored: 1 });
});

test('a released scoring is queued again and goes on with what has no score', async () => {
  const { db } = at;
  const { modelId, ids } = await fitted();
  const held = await heldScoring(db, modelId);
  await putScores(db, held, [score(ids[0], 0.9), unscorable(ids[1])], 60);
  expect(await endScoring(db, held, { outcome: 'released' })).toBe(true);
  expect(await findScoring(db, held.id)).toMatchObject({ state: 'queued', endedAt: null });
  expect(await claimScoring(db, 'two', 60)).toMatchObject({ id: held.id, attempt: 2 });
  expect(await idsToScore(held.id)).toEqual([ids[2]]);
});

test('a queued scoring is cancelled at once, a running one by its worker, and its scores stay', async () => {
  const { db } = at;
  const { modelId, ids } = await fitted();
  const queued = (await askFor(db, modelId)) ?? '';
  expect(await requestCancel(db, queued)).toBe(true);
  expect(await findScoring(db, queued)).toMatchObject({ state: 'cancelled', endedAt: expect.any(Date) });
  const held = await heldScoring(db, modelId);
  expect(await requestCancel(db, held.id)).toBe(true);
  expect(await putScores(db, held, [score(ids[0], 0.9)], 60)).toMatchObject({ cancelRequested: true });
  expect(await endScoring(db, held, { outcome: 'cancelled' })).toBe(true);
  expect(await scoresOf(modelId)).toHaveLength(1);
  expect(await requestCancel(db, held.id)).toBe(false);
});

test('after the last attempt a scoring fails and says what to do, and another one may be asked for', async () => {
  const { db } = at;
  const { modelId } = await fitted();
  const id = (await askFor(db, modelId)) ?? '';
  for (let attempt = 1; attempt <= MAX_ATTEMPTS; attempt++) {
    expect(await claimScoring(db, 'w', 60)).toMatchObject({ id, attempt });
    await runOut(db, 'scoring', id);
  }
  expect(await claimScoring(db, 'w', 60)).toBeNull();
  expect(await endAbandonedScorings(db)).toBe(1);
  expect(await findScoring(db, id)).toMatchObject({
    state: 'failed',
    error: `no worker brought it to its end in ${MAX_ATTEMPTS} attempts; look at their logs, then ask for the scores again`,
  });
  expect(await askFor(db, modelId)).not.toBeNull();
});
