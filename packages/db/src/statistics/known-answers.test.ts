// Gold and the test in the figures: counted for themselves, and left out where work is counted.
import { submit } from '../stores/preferences.ts';
import { listBatches, updateBatch, updateProject } from '../stores/projects.ts';
import {
  addGold,
  addPairs,
  answered,
  handOut,
  judgement,
  judgeNext,
  newBatch,
  newPeople,
  newProject,
  pairs,
  rowsOf,
  useDatabase,
} from '../testing/fixtures.ts';
import { activityOf } from './my-activity.ts';
import { progressOf, projectStatistics } from './project-statistics.ts';

const at = useDatabase();

/** Two people judge one comparison of work and both gold ones; the second gets one gold one wrong. */
async function scene() {
  const { db } = at;
  const project = await newProject(db, { votesWanted: 2 });
  await addPairs(db, project, pairs(3, { votesWanted: 2 }));
  await addGold(db, project, 10, 2);
  const testBatchId = await newBatch(db, project.projectId, 'open', 'qualification');
  await addPairs(db, { ...project, batchId: testBatchId }, answered(20, 4), 'qualification');
  const idsOf = async (kind: string) =>
    (
      await rowsOf<{ id: string }>(
        db,
        'select id from comparison where project_id = $1 and kind = $2::"ComparisonKind" order by id',
        [project.projectId, kind],
      )
    ).map((row) => row.id);
  const [person = '', other = ''] = await newPeople(db, 2);
  const judge = async (who: string, comparison: string, side: 'a' | 'b') => {
    const held = await handOut(db, who, comparison);
    await submit(db, judgement(held, who, { side }));
    return held;
  };
  const [one = '', two = ''] = await idsOf('gold');
  const [tested = ''] = await idsOf('qualification');
  await judgeNext(db, person, project.projectId);
  await judgeNext(db, other, project.projectId);
  await judge(person, one, 'a');
  const revised = await judge(person, two, 'b');
  await submit(db, judgement(revised, person, { side: 'a' }));
  await judge(other, one, 'a');
  await judge(other, two, 'b');
  await judge(person, tested, 'b');
  return { db, person, other, testBatchId, one, judge, ...project };
}

test('a project counts its work without gold and test, and gold for itself by the last revision', async () => {
  const { db, projectId } = await scene();
  expect(await projectStatistics(db, projectId)).toMatchObject({
    comparisons: 3,
    comparisonsDone: 1,
    preferences: 2,
    annotators: 2,
    agreement: { pairs: 1, agreeing: 1 },
    gold: { judged: 4, correct: 3 },
    byStrength: [{ strength: 'better', preferences: 2 }],
    firstPlace: { preferences: 2 },
  });
});

test('batches count their work, and what is known for itself', async () => {
  const { db, projectId } = await scene();
  expect(await listBatches(db, projectId)).toMatchObject([
    { kind: 'work', comparisons: 3, comparisonsDone: 1, preferences: 2, known: 2 },
    { kind: 'qualification', comparisons: 4, comparisonsDone: 0, preferences: 0, known: 4 },
  ]);
});

test('the own progress counts gold like work, so that no number tells which was which, and the test not at all', async () => {
  const { db, person, projectId, one, judge } = await scene();
  expect(await progressOf(db, projectId, person)).toMatchObject({ mine: 3, votesLeft: 4, votesWanted: 6 });
  await updateProject(db, projectId, { goldShare: 0.1 });
  const [late = ''] = await newPeople(db, 1);
  const before = await progressOf(db, projectId, late);
  expect(before).toMatchObject({ mine: 0, today: 0, votesLeft: 6, votesWanted: 8 });
  await judge(late, one, 'a');
  expect(await progressOf(db, projectId, late)).toEqual({ ...before, mine: 1, today: 1, votesLeft: 5 });
  await judgeNext(db, late, projectId);
  expect(await progressOf(db, projectId, late)).toMatchObject({ mine: 2, votesLeft: 4, votesWanted: 8 });
});

test('with no work left nothing is left, whatever gold there is', async () => {
  const { db, projectId } = await scene();
  await updateProject(db, projectId, { goldShare: 0 });
  const people = await newPeople(db, 2);
  for (const person of people) for (let n = 0; n < 2; n++) await judgeNext(db, person, projectId);
  await updateProject(db, projectId, { goldShare: 0.5 });
  expect(await progressOf(db, projectId, people[0] ?? '')).toMatchObject({ votesLeft: 0 });
});

test('the own gold is told once the batch is closed, and agreement counts work alone', async () => {
  const { db, person, other, batchId, testBatchId } = await scene();
  expect((await activityOf(db, person, 'UTC')).batches).toEqual([]);
  await updateBatch(db, batchId, { state: 'closed' });
  await updateBatch(db, testBatchId, { state: 'closed' });
  const closed = async (who: string) => (await activityOf(db, who, 'UTC')).batches;
  const work = { batchNumber: 1, judged: 3, pairs: 1, agreeing: 1 };
  expect(await closed(person)).toMatchObject([{ ...work, gold: { judged: 2, correct: 2 } }]);
  expect(await closed(other)).toMatchObject([{ ...work, gold: { judged: 2, correct: 1 } }]);
});
