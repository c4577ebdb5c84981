import { addGold, addPairs, askForTest, pair, useDatabase } from '../testing/fixtures.ts';
import {
  addJudged,
  askFor,
  giveScores,
  heldScoring,
  idOf,
  newFittedProject,
  score,
  unscorable,
} from '../testing/score-fixtures.ts';
import { countScored, findScoring, listScorings, listToScore } from './scorings.ts';

const at = useDatabase();

afterEach(async () => {
  await at.db.pool.query(`update scoring set state = 'cancelled' where state in ('queued', 'running')`);
});

/** Of every kind: judged and done (0), judged and open (1), open (2), withdrawn (3), gold and of the test. */
async function everyKind() {
  const { db } = at;
  const project = await newFittedProject(db);
  const { projectId } = project;
  const open = await addJudged(db, project, 1, ['b']);
  await db.pool.query(`update comparison set votes_wanted = 2, state = 'open' where id = $1`, [open]);
  await addPairs(db, project, [pair(2), pair(3)]);
  await addGold(db, project, 50, 2);
  await askForTest(db, projectId, 3);
  const ids = await Promise.all([0, 1, 2, 3].map((n) => idOf(db, project, n)));
  await db.pool.query(`update comparison set state = 'withdrawn' where id = $1`, [ids[3]]);
  return { ...project, ids: ids as [string, string, string, string] };
}

test.each([
  ['open', [1, 2]],
  ['judged', [0, 1]],
  ['all', [0, 1, 2]],
] as const)(
  'the scope %s takes work alone, without what was withdrawn, gold and the test',
  async (scope, wanted) => {
    const { modelId, ids } = await everyKind();
    const { id } = await heldScoring(at.db, modelId, scope);
    const found = await listToScore(at.db, id, { after: null, limit: 100 });
    expect(found.map((each) => each.id)).toEqual(wanted.map((n) => ids[n]));
    expect(await findScoring(at.db, id)).toMatchObject({ scope, comparisons: wanted.length, modelId });
  },
);

test('the texts come as they were imported, a page after the other', async () => {
  const { modelId, ids } = await everyKind();
  const { id } = await heldScoring(at.db, modelId);
  const [first, ...none] = await listToScore(at.db, id, { after: ids[1], limit: 1 });
  expect(none).toEqual([]);
  expect(first).toEqual({
    id: ids[2],
    prompt: [{ role: 'user', content: 'Question 2?' }],
    responseA: 'Answer one to 2.',
    responseB: 'Answer two to 2.',
  });
  expect(await listToScore(at.db, id, { after: ids[2], limit: 1 })).toEqual([]);
});

test('there is nothing to score once everything has a score, or is known to have none', async () => {
  const { modelId, ids } = await everyKind();
  await giveScores(at.db, modelId, [score(ids[0], 0.9), score(ids[1], 0.5), unscorable(ids[2])]);
  expect(await askFor(at.db, modelId)).toBeNull();
  expect(await countScored(at.db, modelId)).toEqual({ open: 1, judged: 2 });
});

test('the scorings of a project are listed newest first', async () => {
  const { db } = at;
  const { projectId, modelId, ids } = await everyKind();
  await giveScores(db, modelId, [score(ids[0], 0.9)]);
  await giveScores(db, modelId, [score(ids[1], 0.5)]);
  const found = await listScorings(db, projectId);
  expect(found.map(({ comparisons, scored, modelName }) => [comparisons, scored, modelName])).toEqual([
    [2, 1, 'run'],
    [3, 1, 'run'],
  ]);
});
