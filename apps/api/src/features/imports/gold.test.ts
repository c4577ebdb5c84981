import {
  type ApiError,
  type Client,
  createBatch,
  fillHand,
  getMyActivity,
  getOwnAssignment,
  getProgress,
  getProject,
  getProjectStatistics,
  importComparisons,
  listMyWork,
  submitPreference,
  updateBatch,
  updateProject,
} from '@preferably/contracts';
import { newId, openDatabase } from '@preferably/db';
import {
  keyOf,
  linesOf,
  makeProject,
  person,
  rowOf,
  type Service,
  startService,
  withKey,
} from '../../testing/service.ts';

let service: Service;
beforeAll(async () => {
  service = await startService();
});
afterAll(() => service?.stop());

type Query = { judged?: 'true' | 'false'; gold?: 'true' | 'false' };
const send = (params: { projectId: string; batchId: string }, rows: object[], query: Query) =>
  service.admin(importComparisons, { params, query: { name: 'x.jsonl', ...query }, lines: linesOf(rows) });
const codeOf = (call: Promise<unknown>) =>
  call.then(
    () => 'accepted',
    (error: unknown) => (error as ApiError).problem?.code ?? String(error),
  );

const raters = (...said: string[]) => ({
  annotators: said.map((preferred, i) => ({ id: `r${i}`, preferred })),
});

test('gold lines need an answer: a bad one is reported with what to do, and raters become no preferences', async () => {
  const { project, batch } = await makeProject(service, 'safety', [rowOf(1)]);
  const params = { projectId: project.id, batchId: batch.id };
  const result = await send(
    params,
    [
      rowOf(1, { preferred: 'a' }),
      rowOf(2, { preferred: 'b', safety: { a: false, b: true } }),
      rowOf(3, raters('a', 'b', 'a')),
      rowOf(4),
      rowOf(5, { preferred: 'tie' }),
      rowOf(6, raters('a', 'b')),
      rowOf(7, { preferred: 'a', safety: { a: false, b: true } }),
    ],
    { gold: 'true' },
  );
  expect(result.import).toMatchObject({ lines: 7, added: 2, known: 1, rejected: 4, judgements: 0 });
  expect(result.errors).toEqual([
    { line: 4, reason: expect.stringContaining('name the better response as `preferred`') },
    { line: 5, reason: expect.stringContaining('name the better response as `preferred`') },
    { line: 6, reason: expect.stringContaining('more than half of the annotators') },
    { line: 7, reason: expect.stringContaining('correct it') },
  ]);
  const { batches } = await service.admin(getProject, { params: { projectId: project.id } });
  expect(batches).toMatchObject([{ comparisons: 1, known: 2, preferences: 0 }]);
  const db = openDatabase(service.databaseUrl, 1);
  const { rows } = await db.pool.query(
    `select c.source_id, c.kind, k.side, k.safe_a, k.safe_b from known_answer k join comparison c on c.id = k.comparison_id
     where c.project_id = $1 order by c.source_id`,
    [project.id],
  );
  await db.close();
  expect(rows).toEqual([
    { source_id: 'row-2', kind: 'gold', side: 'b', safe_a: 'unsafe', safe_b: 'safe' },
    { source_id: 'row-3', kind: 'gold', side: 'a', safe_a: null, safe_b: null },
  ]);
  expect((await send(params, [rowOf(2, { preferred: 'a' })], { gold: 'true' })).import).toMatchObject({
    added: 0,
    known: 1,
  });
});

test('the chosen transcript of HH is a known answer', async () => {
  const { project, batch } = await makeProject(service, 'helpfulness', []);
  const talk = (last: string) => `\n\nHuman: Hi\n\nAssistant: ${last}`;
  const result = await service.admin(importComparisons, {
    params: { projectId: project.id, batchId: batch.id },
    query: { name: 'hh.jsonl', format: 'anthropic_hh', gold: 'true' },
    lines: linesOf([{ chosen: talk('good'), rejected: talk('bad') }]),
  });
  expect(result.import).toMatchObject({ added: 1, rejected: 0, judgements: 0 });
});

test('a recorded judgement is a known answer or taken over, never both, and a test batch takes answers only', async () => {
  const { project, batch } = await makeProject(service, 'helpfulness', []);
  const params = { projectId: project.id, batchId: batch.id };
  const rows = [rowOf(1, { preferred: 'a' })];
  expect(await codeOf(send(params, rows, { gold: 'true', judged: 'true' }))).toBe('conflict');
  const body = { name: 'Test', kind: 'qualification' } as const;
  const test = await service.admin(createBatch, { params: { projectId: project.id }, body });
  const there = { projectId: project.id, batchId: test.id };
  expect(await codeOf(send(there, rows, { judged: 'true' }))).toBe('conflict');
  expect((await send(there, [...rows, rowOf(2)], { gold: 'true' })).import).toMatchObject({
    added: 1,
    rejected: 1,
  });
});

describe('gold among the work', () => {
  const count = 40;
  let client: Client;
  let projectId: string;
  let batchId: string;

  beforeAll(async () => {
    const made = await makeProject(
      service,
      'helpfulness',
      Array.from({ length: count }, (_, n) => rowOf(n)),
    );
    projectId = made.project.id;
    batchId = made.batch.id;
    const gold = Array.from({ length: 20 }, (_, n) => rowOf(n + 500, { preferred: 'a' }));
    await send({ projectId, batchId }, gold, { gold: 'true' });
    const body = { goldShare: 0.5, lookAhead: 49 };
    await service.admin(updateProject, { params: { projectId }, body });
    const who = await person(service, 'annotator', [projectId]);
    client = withKey(service.url, await keyOf(service, who, ['annotate', 'read']));
  });

  const kindOf = (texts: string) => (/to 5\d\d[.,]/u.test(texts) ? 'gold' : 'work');

  test('no answer to an annotator tells which comparison is gold, before or after the judgement', async () => {
    const params = { projectId };
    const { assignments } = await client(fillHand, { params, body: { wanted: 30 } });
    const keysOf = (value: object): string =>
      JSON.stringify(value, (key, inner) =>
        Array.isArray(inner) || typeof inner === 'object' || key === '' ? inner : typeof inner,
      );
    const shapes = new Map<string, Set<string>>([
      ['gold', new Set()],
      ['work', new Set()],
    ]);
    for (const assignment of assignments) {
      const kind = kindOf(assignment.responses.first);
      expect(assignment.qualification).toBe(false);
      const before = await client(getProgress, { params });
      const at = { params: { assignmentId: assignment.id } };
      await client(submitPreference, { ...at, body: { id: newId(), place: 'first', strength: 'better' } });
      const after = await client(getProgress, { params });
      const moved = { mine: after.mine - before.mine, left: after.votesLeft - before.votesLeft };
      const own = await client(getOwnAssignment, at);
      shapes
        .get(kind)
        ?.add(`${JSON.stringify(moved)} ${keysOf({ ...assignment, draft: 'none' })} ${keysOf(own)}`);
    }
    expect(shapes.get('gold')?.size).toBe(1);
    expect(shapes.get('gold')).toEqual(shapes.get('work'));
    const { entries } = await client(listMyWork, { query: { project: projectId } });
    expect(new Set(entries.map((entry) => Object.keys(entry).join())).size).toBe(1);
    expect((await client(getProject, { params })).batches).toEqual([]);
  });

  test('staff see how well gold is judged at any time, an annotator once the batch is closed', async () => {
    const params = { projectId };
    const statistics = await service.admin(getProjectStatistics, { params });
    expect(statistics.gold.judged).toBeGreaterThan(0);
    expect(statistics.comparisons).toBe(count);
    const closed = async () => (await client(getMyActivity, { query: {} })).batches;
    expect(await closed()).toEqual([]);
    await service.admin(updateBatch, { params: { projectId, batchId }, body: { state: 'closed' } });
    expect(await closed()).toMatchObject([{ judged: 30, gold: statistics.gold }]);
  });
});
