import {
  addPairs,
  claimOrFail,
  newBatch,
  newPeople,
  newProject,
  pair,
  pairs,
  recorded,
  rowsOf,
  useDatabase,
} from '../testing/fixtures.ts';
import {
  addComparisons,
  beginImport,
  endImport,
  listImportErrors,
  listImports,
  type NewComparison,
} from './imports.ts';

const at = useDatabase();

const countsOf = async (projectId: string) => {
  const sql = `
    select (select count(*)::int from prompt where project_id = $1) as prompts,
           (select count(*)::int from response r join prompt p on p.id = r.prompt_id where p.project_id = $1) as responses,
           (select count(*)::int from comparison where project_id = $1) as comparisons,
           (select count(*)::int from assignment where project_id = $1) as assignments,
           (select count(*)::int from preference p join assignment a on a.id = p.assignment_id
            where a.project_id = $1) as preferences`;
  return (await rowsOf(at.db, sql, [projectId]))[0];
};

const comparisonsOf = (projectId: string) =>
  rowsOf<{ votes_wanted: number; votes_done: number; claims_open: number; state: string }>(
    at.db,
    'select votes_wanted, votes_done, claims_open, state from comparison where project_id = $1 order by id',
    [projectId],
  );

const judgementsOf = (projectId: string) =>
  rowsOf(
    at.db,
    `select an.recorded_as as rater, p.side, p.strength, p.safe_a, p.safe_b, p.shown_first, p.recorded, a.state,
            p.guideline_version_id as guidelines
     from assignment a join annotator an on an.id = a.annotator_id left join preference p on p.assignment_id = a.id
     where a.project_id = $1 order by an.recorded_as`,
    [projectId],
  );

test('the same chunk twice changes nothing the second time', async () => {
  const { db } = at;
  const project = await newProject(db);
  const chunk = pairs(20, { judgements: [recorded('same', 'a')] });
  expect(await addPairs(db, project, chunk)).toEqual({ added: 20, judgements: 20 });
  const before = [await countsOf(project.projectId), await comparisonsOf(project.projectId)];
  expect(await addPairs(db, project, chunk)).toEqual({ added: 0, judgements: 0 });
  expect([await countsOf(project.projectId), await comparisonsOf(project.projectId)]).toEqual(before);
});

test('a pair twice in one chunk, once turned round, stands once; pairs of one prompt share its responses', async () => {
  const { db } = at;
  const project = await newProject(db);
  const { responseA, responseB, prompt } = pair(1);
  const chunk = [
    pair(1),
    pair(2, { prompt, responseA: responseB, responseB: responseA }),
    pair(3, { prompt, responseA, responseB: 'A third answer.' }),
  ];
  expect(await addPairs(db, project, chunk)).toEqual({ added: 2, judgements: 0 });
  expect(await countsOf(project.projectId)).toMatchObject({ prompts: 1, responses: 3, comparisons: 2 });
});

test('a judgement of the swapped pair is turned round with its labels and its order', async () => {
  const { db } = at;
  const project = await newProject(db, { dimension: 'safety' });
  await addPairs(db, project, [pair(1, { votesWanted: 2 })]);
  const { responseA, responseB } = pair(1);
  const judgements = [
    recorded('turned', 'a', { safety: { a: true, b: false }, shownFirst: 'b', strength: 'slightly_better' }),
  ];
  const swapped = pair(1, { responseA: responseB, responseB: responseA, judgements });
  expect(await addPairs(db, project, [swapped])).toEqual({ added: 0, judgements: 1 });
  expect(await judgementsOf(project.projectId)).toEqual([
    {
      rater: 'turned',
      side: 'b',
      strength: 'slightly_better',
      safe_a: 'unsafe',
      safe_b: 'safe',
      shown_first: 'a',
      recorded: true,
      state: 'imported',
      guidelines: null,
    },
  ]);
});

test('two raters of one pair are two votes, and the comparison is done', async () => {
  const { db } = at;
  const project = await newProject(db);
  const judgements = [recorded('one', 'a'), recorded('two', 'b', { strength: null })];
  expect(await addPairs(db, project, [pair(1, { judgements })])).toEqual({ added: 1, judgements: 2 });
  expect(await comparisonsOf(project.projectId)).toEqual([
    { votes_wanted: 2, votes_done: 2, claims_open: 0, state: 'done' },
  ]);
  expect(await judgementsOf(project.projectId)).toMatchObject([
    { rater: 'one', side: 'a', strength: 'better' },
    { rater: 'two', side: 'b', strength: null },
  ]);
});

test('one rater twice on one pair counts once', async () => {
  const { db } = at;
  const project = await newProject(db);
  const twice = pair(1, { judgements: [recorded('again', 'a'), recorded('again', 'b')] });
  expect(await addPairs(db, project, [twice])).toEqual({ added: 1, judgements: 1 });
  expect(await judgementsOf(project.projectId)).toHaveLength(1);
});

test.each<[string, Partial<NewComparison>, object]>([
  [
    'fewer judgements than votes wanted leave it open',
    { votesWanted: 3 },
    { votes_wanted: 3, votes_done: 1, state: 'open' },
  ],
  ['as many make it done', { votesWanted: 1 }, { votes_wanted: 1, votes_done: 1, state: 'done' }],
])('recorded judgements count as votes: %s', async (_, change, expected) => {
  const { db } = at;
  const project = await newProject(db);
  await addPairs(db, project, [pair(1, { ...change, judgements: [recorded('solo', 'b')] })]);
  expect(await comparisonsOf(project.projectId)).toMatchObject([expected]);
});

test('a judgement imported while somebody judges the same pair takes no vote away from them', async () => {
  const { db } = at;
  const project = await newProject(db);
  await addPairs(db, project, [pair(1)]);
  const [person = ''] = await newPeople(db, 1);
  await claimOrFail(db, person, project.projectId);
  await addPairs(db, project, [pair(1, { judgements: [recorded('meanwhile', 'a')] })]);
  expect(await comparisonsOf(project.projectId)).toEqual([
    { votes_wanted: 2, votes_done: 1, claims_open: 1, state: 'open' },
  ]);
});

test('a judgement of a withdrawn comparison does not bring it back', async () => {
  const { db } = at;
  const project = await newProject(db);
  await addPairs(db, project, [pair(1)]);
  await db.pool.query(`update comparison set state = 'withdrawn' where project_id = $1`, [project.projectId]);
  await addPairs(db, project, [pair(1, { judgements: [recorded('late', 'a')] })]);
  expect(await comparisonsOf(project.projectId)).toMatchObject([{ votes_done: 1, state: 'withdrawn' }]);
});

test('the same pair in another batch is another comparison on the same prompt and responses', async () => {
  const { db } = at;
  const project = await newProject(db);
  const batchId = await newBatch(db, project.projectId);
  await addPairs(db, project, [pair(1)]);
  expect(await addPairs(db, { ...project, batchId }, [pair(1)])).toEqual({ added: 1, judgements: 0 });
  expect(await countsOf(project.projectId)).toMatchObject({ prompts: 1, responses: 2, comparisons: 2 });
});

test('dialogs that differ only in case and spaces of their first turn share a root', async () => {
  const { db } = at;
  const { projectId, batchId } = await newProject(db);
  const asked = (content: string) => [{ role: 'user' as const, content }];
  const chunk = ['How  are you?', 'how are YOU?', 'Who are you?'].map((q, i) =>
    pair(i, { prompt: asked(q) }),
  );
  await addPairs(db, { projectId, batchId }, chunk);
  const sql =
    'select count(*)::int as prompts, count(distinct root_sha256)::int as roots from prompt where project_id = $1';
  expect(await rowsOf(db, sql, [projectId])).toEqual([{ prompts: 3, roots: 2 }]);
});

test('a chunk that fails leaves nothing behind', async () => {
  const { db } = at;
  const project = await newProject(db);
  const chunk = [pair(1), pair(2, { responseB: 'Answer one to 2.' })];
  await expect(addPairs(db, project, chunk)).rejects.toMatchObject({
    constraint: 'comparison_two_responses',
  });
  expect(await countsOf(project.projectId)).toMatchObject({ prompts: 0, responses: 0, comparisons: 0 });
});

test('the record of an import holds its counts and the lines that could not be used', async () => {
  const { db } = at;
  const { projectId, batchId } = await newProject(db);
  const record = { projectId, batchId, format: 'preferably', name: 'file', judged: true, createdBy: null };
  const { id, createdAt } = await beginImport(db, record);
  await addComparisons(db, { importId: id, projectId, batchId, kind: 'work', importedAt: createdAt }, [
    pair(1),
  ]);
  const counts = { lines: 2, added: 1, known: 0, rejected: 1, judgements: 0 };
  await endImport(db, id, counts, [{ line: 2, reason: 'not JSON' }]);
  expect(await listImports(db, projectId)).toMatchObject([{ id, ...counts }]);
  expect(await listImportErrors(db, projectId, id)).toEqual([{ line: 2, reason: 'not JSON' }]);
  expect(await listImportErrors(db, (await newProject(db)).projectId, id)).toEqual([]);
});
