// Gold among the work: as often as the project says, once each, and never in the place of work that has run out.
import { submit } from '../stores/preferences.ts';
import { updateProject } from '../stores/projects.ts';
import {
  addGold,
  addPairs,
  judgement,
  newBatch,
  newPeople,
  newProject,
  pairs,
  rowsOf,
  useDatabase,
} from '../testing/fixtures.ts';
import { claim, fillHand, skip } from './assignment-queue.ts';

const at = useDatabase();

async function scene(work: number, gold: number, goldShare: number) {
  const { db } = at;
  const project = await newProject(db);
  await addPairs(db, project, pairs(work));
  await addGold(db, project, 5000, gold);
  await updateProject(db, project.projectId, { goldShare, lookAhead: 49 });
  const [person = '', other = ''] = await newPeople(db, 2);
  return { db, person, other, ...project };
}

/** The kinds of what somebody was given, in the order of their hand. */
const kindsOf = async (person: string) =>
  (
    await rowsOf<{ kind: string }>(
      at.db,
      `select c.kind from assignment a join comparison c on c.id = a.comparison_id where a.annotator_id = $1 order by a.id`,
      [person],
    )
  ).map((row) => row.kind);

const goldOf = async (person: string) => (await kindsOf(person)).filter((kind) => kind === 'gold').length;

test('of 400 comparisons handed out about the share of the project is gold, drawn anew for everybody', async () => {
  const { db, projectId } = await scene(400, 200, 0.25);
  const people = await newPeople(db, 8);
  const kinds: string[][] = [];
  for (const person of people) {
    expect((await fillHand(db, person, projectId, { wanted: 50, known: [] })).held).toHaveLength(50);
    kinds.push(await kindsOf(person));
  }
  const gold = kinds.flat().filter((kind) => kind === 'gold').length;
  // Binomial with n = 400 and p = 1/4: the mean is 100, and these bounds are six standard deviations away.
  expect(gold).toBeGreaterThan(100 - 52);
  expect(gold).toBeLessThan(100 + 52);
  expect(new Set(kinds.map((mine) => mine.join())).size).toBe(8);
});

test('without a share no gold is handed out, by hands or by single claims', async () => {
  const { db, person, other, projectId } = await scene(60, 50, 0);
  await fillHand(db, person, projectId, { wanted: 50, known: [] });
  await claim(db, other, projectId);
  expect(await goldOf(person)).toBe(0);
  expect(await goldOf(other)).toBe(0);
});

test('gold is never handed out without work: whoever comes after it is done gets nothing', async () => {
  const { db, person, other, projectId } = await scene(12, 300, 0.5);
  for (const who of [person, other]) {
    for (;;) {
      const claimed = await claim(db, who, projectId);
      if (!claimed) break;
      await submit(db, judgement(claimed.assignmentId, who));
    }
    expect((await fillHand(db, who, projectId, { wanted: 50, known: [] })).held).toEqual([]);
  }
  expect((await kindsOf(person)).filter((kind) => kind === 'work')).toHaveLength(12);
  expect((await kindsOf(person)).at(-1)).toBe('work');
  expect(await kindsOf(other)).toEqual([]);
});

test('a hand that is drawn as gold for the most part takes work when gold runs out, and nobody gets gold twice', async () => {
  const { db, person, projectId } = await scene(100, 3, 0.5);
  await fillHand(db, person, projectId, { wanted: 50, known: [] });
  expect(await kindsOf(person)).toHaveLength(50);
  expect(await goldOf(person)).toBe(3);
});

test('gold is for everybody: it is never done, and who skipped it does not get it again', async () => {
  const { db, projectId } = await scene(200, 1, 0.5);
  const people = await newPeople(db, 3);
  for (const person of people) {
    const { held } = await fillHand(db, person, projectId, { wanted: 50, known: [] });
    expect(await goldOf(person)).toBe(1);
    for (const [i, { assignmentId }] of held.entries()) {
      if (i % 2) await skip(db, assignmentId, person, 'other');
      else await submit(db, judgement(assignmentId, person));
    }
  }
  const sql = `select state, claims_open, votes_done < votes_wanted as wanted from comparison where project_id = $1 and kind = 'gold'`;
  expect(await rowsOf(db, sql, [projectId])).toEqual([{ state: 'open', claims_open: 0, wanted: true }]);
});

test('single claims draw as hands do, and a place that is drawn as gold without any takes work', async () => {
  const { db, person, other, projectId, batchId } = await scene(60, 0, 0.5);
  const judgeAll = async (who: string, count: number) => {
    for (let n = 0; n < count; n++) {
      const claimed = await claim(db, who, projectId);
      expect(claimed).toMatchObject({ qualification: false });
      await submit(db, judgement(claimed?.assignmentId ?? '', who));
    }
  };
  await judgeAll(person, 10);
  expect(await goldOf(person)).toBe(0);
  await addGold(db, { projectId, batchId }, 7000, 100);
  await judgeAll(other, 40);
  // 40 draws at a half: none or all of them gold happens once in 10^12 times.
  expect(await goldOf(other)).toBeGreaterThan(0);
  expect(await goldOf(other)).toBeLessThan(40);
});

test('the gold of a draft batch is not handed out', async () => {
  const { db, person, projectId } = await scene(50, 0, 0.5);
  const batchId = await newBatch(db, projectId, 'draft');
  await addGold(db, { projectId, batchId }, 8000, 50);
  await fillHand(db, person, projectId, { wanted: 50, known: [] });
  expect(await goldOf(person)).toBe(0);
});
