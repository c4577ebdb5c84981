import { skip } from '../queues/assignment-queue.ts';
import {
  addPairs,
  claimOrFail,
  judgement,
  judgeNext,
  newPeople,
  newProject,
  pair,
  pairs,
  useDatabase,
} from '../testing/fixtures.ts';
import { submit } from './preferences.ts';
import { updateBatch } from './projects.ts';
import { findJudged, listWork, type WorkFilter } from './work.ts';

const at = useDatabase();

async function scene(chunk = pairs(5, { votesWanted: 2 })) {
  const { db } = at;
  const project = await newProject(db);
  await addPairs(db, project, chunk);
  const [person = '', other = ''] = await newPeople(db, 2);
  return { db, person, other, ...project };
}

const asking = (content: string, n: number) => pair(n, { prompt: [{ role: 'user', content }] });
const list = (person: string, filter: Partial<WorkFilter> = {}) =>
  listWork(at.db, person, { limit: 50, ...filter });
const excerpts = async (person: string, filter: Partial<WorkFilter> = {}) =>
  (await list(person, filter)).rows.map((row) => row.excerpt);

test('a person sees their own rows, newest first, and nobody else’s', async () => {
  const { db, person, other, projectId } = await scene();
  for (let n = 0; n < 3; n++) await judgeNext(db, person, projectId);
  await judgeNext(db, other, projectId, { comment: 'theirs' });
  expect(await excerpts(person)).toEqual(['Question 3?', 'Question 2?', 'Question 1?']);
  expect(await excerpts(other)).toEqual(['Question 1?']);
  expect(await excerpts(person, { search: 'theirs' })).toEqual([]);
});

test('pages follow each other without repeating or leaving out, whatever is revised meanwhile', async () => {
  const { db, person, projectId } = await scene();
  const judged = [];
  for (let n = 0; n < 5; n++) judged.push(await judgeNext(db, person, projectId));
  const first = await list(person, { limit: 2 });
  expect(first.next).toBe(judged[3]?.assignmentId);
  await submit(db, judgement(judged[0]?.assignmentId ?? '', person, { side: 'b' }));
  const second = await list(person, { limit: 2, after: first.next ?? '' });
  const third = await list(person, { limit: 2, after: second.next ?? '' });
  const seen = [first, second, third].flatMap((page) => page.rows.map((row) => row.assignmentId));
  expect(seen).toEqual(judged.map((j) => j.assignmentId).toReversed());
  expect(third.next).toBeNull();
});

test('the place to go on from is no way to another person’s rows', async () => {
  const { db, person, other, projectId } = await scene();
  await judgeNext(db, person, projectId);
  const theirs = await judgeNext(db, other, projectId);
  expect(await excerpts(person, { after: theirs.assignmentId })).toEqual([]);
});

test('the last revision counts, its revisions are counted, and their time is added up', async () => {
  const { db, person, projectId } = await scene();
  const { assignmentId } = await judgeNext(db, person, projectId, { activeMs: 4000, comment: 'first' });
  await submit(
    db,
    judgement(assignmentId, person, { side: 'b', strength: 'slightly_better', activeMs: 500 }),
  );
  const [row] = (await list(person)).rows;
  expect(row).toMatchObject({ revisions: 2, activeMs: 4500, batchOpen: true, skipReason: null });
  expect(row?.last).toMatchObject({ revision: 2, side: 'b', strength: 'slightly_better', comment: null });
  expect(await excerpts(person, { search: 'first' })).toEqual([]);
  expect(await excerpts(person, { strength: 'better' })).toEqual([]);
  expect(await excerpts(person, { strength: 'slightly_better' })).toHaveLength(1);
});

test('what was skipped stands beside what was judged, with its reason, and either can be asked for alone', async () => {
  const { db, person, projectId } = await scene();
  await judgeNext(db, person, projectId);
  const { assignmentId } = await claimOrFail(db, person, projectId);
  await skip(db, assignmentId, person, 'too_hard');
  await claimOrFail(db, person, projectId);
  expect(await excerpts(person)).toEqual(['Question 2?', 'Question 1?']);
  const [skipped] = (await list(person, { state: 'skipped' })).rows;
  expect(skipped).toMatchObject({ assignmentId, skipReason: 'too_hard', last: null, revisions: 0 });
  expect(await excerpts(person, { state: 'judged' })).toEqual(['Question 1?']);
});

test('a project can be asked for alone', async () => {
  const { db, person, projectId } = await scene();
  const second = await newProject(db);
  await addPairs(db, second, [asking('In the other project', 1)]);
  await judgeNext(db, person, projectId);
  await judgeNext(db, person, second.projectId);
  expect(await excerpts(person, { projectIds: [projectId] })).toEqual(['Question 1?']);
  expect(await excerpts(person, { projectIds: [second.projectId] })).toEqual(['In the other project']);
  expect(await excerpts(person, { projectIds: [] })).toEqual([]);
});

describe('the search', () => {
  let person: string;
  beforeAll(async () => {
    const texts = ['Is 100% enough?', 'Is 1000 enough?', 'snake_case, or not', 'snakeXcase', 'back\\slash'];
    const made = await scene([...texts.map((text, n) => asking(text, n)), asking('김치는 무엇인가요?', 9)]);
    person = made.person;
    for (let n = 0; n <= texts.length; n++)
      await judgeNext(made.db, person, made.projectId, { comment: n === 1 ? 'Überzeugend' : null });
  });

  test.each([
    ['a per cent sign is itself', '100%', ['Is 100% enough?']],
    ['an underscore is itself', 'snake_case', ['snake_case, or not']],
    ['a backslash is itself', 'k\\s', ['back\\slash']],
    ['capital letters do not matter', 'SNAKE', ['snakeXcase', 'snake_case, or not']],
    ['the own comment is looked at', 'überzeug', ['Is 1000 enough?']],
    ['Korean is found', '김치', ['김치는 무엇인가요?']],
    ['nothing matches', 'nowhere', []],
  ])('%s', async (_, search, found) => {
    expect(await excerpts(person, { search })).toEqual(found);
  });
});

test('the excerpt is of the last human turn and ends after 200 characters', async () => {
  const { db, person, projectId } = await scene([
    pair(1, {
      prompt: [
        { role: 'user', content: 'before' },
        { role: 'assistant', content: 'and' },
        { role: 'user', content: 'x'.repeat(300) },
      ],
    }),
  ]);
  await judgeNext(db, person, projectId);
  expect(await excerpts(person)).toEqual(['x'.repeat(200)]);
  expect(await excerpts(person, { search: 'before' })).toEqual([]);
});

test('a judged comparison comes back whole to its annotator, with its number and last revision', async () => {
  const { db, person, other, projectId, batchId } = await scene();
  await judgeNext(db, person, projectId);
  const { assignmentId, responseA } = await judgeNext(db, person, projectId, { comment: 'one' });
  await submit(db, judgement(assignmentId, person, { side: 'b', comment: 'two' }));
  expect(await findJudged(db, assignmentId, person)).toMatchObject({
    assignmentId,
    responseA,
    number: 2,
    batchOpen: true,
    last: { revision: 2, side: 'b', comment: 'two' },
    texts: { en: 'Prefer the better one.' },
  });
  expect(await findJudged(db, assignmentId, other)).toBeNull();
  await updateBatch(db, batchId, { state: 'closed' });
  expect(await findJudged(db, assignmentId, person)).toMatchObject({ batchOpen: false });
});

test('what is only claimed, or was skipped, is nothing to open again', async () => {
  const { db, person, projectId } = await scene();
  const { assignmentId } = await claimOrFail(db, person, projectId);
  expect(await findJudged(db, assignmentId, person)).toBeNull();
  await skip(db, assignmentId, person, 'other');
  expect(await findJudged(db, assignmentId, person)).toBeNull();
});
