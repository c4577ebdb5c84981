import { newId } from '../database.ts';
import { skip } from '../queues/assignment-queue.ts';
import {
  addPairs,
  claimOrFail,
  judgement,
  judgeNext,
  newPeople,
  newProject,
  pair,
  recorded,
  useDatabase,
} from '../testing/fixtures.ts';
import { submit } from './preferences.ts';
import { historyOf } from './revisions.ts';

const at = useDatabase();

async function scene() {
  const { db } = at;
  const project = await newProject(db);
  await addPairs(db, project, [pair(1, { votesWanted: 4, judgements: [recorded('somebody', 'b')] })]);
  const [person = '', other = ''] = await newPeople(db, 2);
  return { db, person, other, ...project };
}

test('every revision of everybody is told, oldest first, with how it was made', async () => {
  const { db, person, projectId } = await scene();
  const seen = { a: true, b: false };
  const { assignmentId, comparisonId, shownFirst } = await judgeNext(db, person, projectId, {
    comment: 'one',
    activeMs: 10,
    seen,
  });
  await submit(db, judgement(assignmentId, person, { side: 'b', strength: 'slightly_better' }));
  const history = await historyOf(db, comparisonId);
  expect(history).toMatchObject({ id: comparisonId, projectId, batchOpen: true, sourceId: 'made-up:1' });
  expect(history).toMatchObject({ responseA: 'Answer one to 1.', responseB: 'Answer two to 1.' });
  const mine = history?.annotators.find((each) => each.name !== null);
  expect(mine).toMatchObject({ name: 'Somebody', recorded: false, skipReason: null });
  expect(mine?.revisions).toMatchObject([
    { revision: 1, side: 'a', comment: 'one', activeMs: 10, seenA: true, seenB: false, shownFirst },
    { revision: 2, side: 'b', strength: 'slightly_better', comment: null, guidelineVersion: 1 },
  ]);
  const rater = history?.annotators.find((each) => each.recorded);
  expect(rater).toMatchObject({ name: null, revisions: [{ side: 'b', guidelineVersion: null }] });
});

test('a skip is told with its reason, a claim that is still being judged is not', async () => {
  const { db, person, other, projectId } = await scene();
  const { assignmentId, comparisonId } = await claimOrFail(db, person, projectId);
  await skip(db, assignmentId, person, 'not_my_field');
  await claimOrFail(db, other, projectId);
  const people = (await historyOf(db, comparisonId))?.annotators.filter((each) => !each.recorded);
  expect(people).toMatchObject([{ skipReason: 'not_my_field', revisions: [] }]);
});

test('a pseudonym is the same throughout a project and another in the next', async () => {
  const { db, person, projectId } = await scene();
  const second = await scene();
  await addPairs(
    db,
    { projectId, batchId: (await db.prisma.batch.findFirstOrThrow({ where: { projectId } })).id },
    [pair(2)],
  );
  const judged = [
    await judgeNext(db, person, projectId),
    await judgeNext(db, person, projectId),
    await judgeNext(db, person, second.projectId),
  ];
  const names = [];
  for (const { comparisonId } of judged) {
    const history = await historyOf(db, comparisonId);
    names.push(history?.annotators.find((each) => !each.recorded)?.pseudonym ?? '');
  }
  expect(names[0]).toMatch(/^annotator-[0-9a-f]{12}$/u);
  expect(names[1]).toBe(names[0]);
  expect(names[2]).not.toBe(names[0]);
});

test('a comparison that does not exist has no history', async () => {
  expect(await historyOf(at.db, newId())).toBeNull();
});
