import { newId } from '../database.ts';
import { submit } from '../stores/preferences.ts';
import {
  addPairs,
  answered,
  handOut,
  judgement,
  newPeople,
  newProject,
  pair,
  pairs,
  recorded,
  rowsOf,
  useDatabase,
} from '../testing/fixtures.ts';
import { type FeedPlace, feedSql, preferenceFeed } from './preference-feed.ts';

const at = useDatabase();

/** Reads a feed to its end and gives the ids, page by page in `limit`s. */
async function readAll(projectId: string, after: FeedPlace | null = null, limit = 1000) {
  const ids: string[] = [];
  let place = after;
  for (;;) {
    const page = await preferenceFeed(at.db, projectId, place, limit);
    ids.push(...page.rows.map((row) => row.id));
    place = page.last ?? place;
    if (!page.more) return { ids, place };
  }
}

/** What was written is served once every transaction before it has ended, in whichever database of the server. */
async function settled() {
  const sql = `select pg_snapshot_xmin(pg_current_snapshot()) > max(written_by) as done from preference`;
  while (!(await rowsOf<{ done: boolean }>(at.db, sql))[0]?.done)
    await new Promise((resolve) => setTimeout(resolve, 10));
}

async function judgedProject(count: number) {
  const project = await newProject(at.db);
  await addPairs(at.db, project, pairs(count, { judgements: [recorded('r', 'a')] }));
  await settled();
  return project;
}
const preferencesOf = async (projectId: string) =>
  (
    await rowsOf<{ id: string }>(
      at.db,
      'select p.id from preference p join assignment a on a.id = p.assignment_id where a.project_id = $1',
      [projectId],
    )
  ).map((row) => row.id);

test('every judgement of the project is served once, whatever the size of the pages', async () => {
  const { projectId } = await judgedProject(25);
  await judgedProject(3);
  const all = (await preferencesOf(projectId)).toSorted();
  expect(all).toHaveLength(25);
  for (const limit of [1, 7, 25, 1000]) {
    const { ids } = await readAll(projectId, null, limit);
    expect(ids.toSorted()).toEqual(all);
  }
});

test('who has read to the end is served what was written since, and nothing twice', async () => {
  const project = await judgedProject(4);
  const { place } = await readAll(project.projectId);
  expect((await readAll(project.projectId, place)).ids).toEqual([]);
  await addPairs(at.db, project, [pair(99, { judgements: [recorded('r', 'b')] })]);
  await settled();
  expect((await readAll(project.projectId, place)).ids).toHaveLength(1);
});

test('a transaction that commits late is not missed by who reads meanwhile', async () => {
  const { projectId } = await judgedProject(2);
  const early = await readAll(projectId);
  const [slow, quick] = await rowsOf<{ id: string }>(
    at.db,
    'select id from assignment where project_id = $1',
    [projectId],
  );
  const client = await at.db.pool.connect();
  await client.query('begin');
  await client.query(insertAnother, [slow?.id, 2]);
  // Written after the slow one began and committed before it: it waits, so that the order holds.
  await at.db.pool.query(insertAnother, [quick?.id, 2]);
  const meanwhile = await readAll(projectId, early.place);
  await client.query('commit');
  client.release();
  expect(meanwhile.ids).toEqual([]);
  await settled();
  expect((await readAll(projectId, meanwhile.place)).ids).toHaveLength(2);
});

test('of writers at the same time none is missed by a reader that never stops', async () => {
  const project = await newProject(at.db);
  await addPairs(at.db, project, pairs(160));
  const [annotator] = await newPeople(at.db, 1);
  await at.db.pool.query(
    `insert into assignment (id, comparison_id, project_id, annotator_id, guideline_version_id, shown_first, state,
                             claimed_at, lease_expires_at, ended_at)
     select gen_random_uuid(), id, project_id, $2, $3, 'a', 'submitted', now(), now(), now()
     from comparison where project_id = $1`,
    [project.projectId, annotator, project.versionId],
  );
  const open = (
    await rowsOf<{ id: string }>(at.db, 'select id from assignment where project_id = $1', [
      project.projectId,
    ])
  ).map((row) => row.id);
  let writing = true;
  const writers = Promise.all(
    Array.from({ length: 8 }, async (_, writer) => {
      for (const [n, assignment] of open.entries()) {
        if (n % 8 !== writer) continue;
        const client = await at.db.pool.connect();
        await client.query('begin');
        await client.query(insertAnother, [assignment, 1]);
        await client.query('select pg_sleep(random() * 0.02)');
        await client.query('commit');
        client.release();
      }
    }),
  ).then(() => {
    writing = false;
  });
  const seen: string[] = [];
  let place: FeedPlace | null = null;
  while (writing) {
    const page: Awaited<ReturnType<typeof readAll>> = await readAll(project.projectId, place, 20);
    seen.push(...page.ids);
    place = page.place;
  }
  await writers;
  await settled();
  seen.push(...(await readAll(project.projectId, place)).ids);
  expect(new Set(seen).size).toBe(seen.length);
  expect(seen.toSorted()).toEqual((await preferencesOf(project.projectId)).toSorted());
});

test('a newer revision is served, the earlier one only to who came before it', async () => {
  const { projectId } = await judgedProject(1);
  const early = await readAll(projectId);
  const [assignment] = await rowsOf<{ id: string }>(
    at.db,
    'select id from assignment where project_id = $1',
    [projectId],
  );
  await at.db.pool.query(insertAnother, [assignment?.id, 2]);
  await settled();
  const since = await preferenceFeed(at.db, projectId, early.place, 10);
  expect(since.rows).toMatchObject([{ revision: 2 }]);
  expect((await readAll(projectId)).ids).toEqual(since.rows.map((row) => row.id));
});

test('gold comparisons and withdrawn ones stay out', async () => {
  const project = await judgedProject(4);
  const { projectId } = project;
  await addPairs(at.db, project, answered(50, 1), 'gold');
  const [person = ''] = await newPeople(at.db, 1);
  const [gold] = await rowsOf<{ id: string }>(
    at.db,
    `select id from comparison where project_id = $1 and kind = 'gold'`,
    [projectId],
  );
  await submit(at.db, judgement(await handOut(at.db, person, gold?.id ?? ''), person));
  await settled();
  await at.db.pool.query(
    `update comparison set state = 'withdrawn' where id = (select min(id::text)::uuid from comparison where project_id = $1)`,
    [projectId],
  );
  expect((await readAll(projectId)).ids).toHaveLength(3);
});

test('an annotator has one pseudonym in a project and another in the next', async () => {
  const [one, two] = [await judgedProject(3), await judgedProject(3)];
  const names = async (projectId: string) =>
    new Set((await preferenceFeed(at.db, projectId, null, 10)).rows.map((row) => row.annotator));
  const [first, second] = [await names(one.projectId), await names(two.projectId)];
  expect([first.size, second.size]).toEqual([1, 1]);
  expect(first).not.toEqual(second);
});

test('a cursor from another database is refused instead of served from nowhere', async () => {
  const { projectId } = await judgedProject(1);
  const place = { writtenBy: '999999999999', id: newId() };
  await expect(preferenceFeed(at.db, projectId, place, 10)).rejects.toMatchObject({
    code: 'invalid_request',
  });
});

test('a page reads the window by its index and neither sorts nor reads a table whole', async () => {
  await judgedProject(50);
  await at.db.pool.query('analyze');
  const client = await at.db.pool.connect();
  try {
    await client.query('set enable_seqscan = off');
    const { rows } = await client.query<{ 'QUERY PLAN': string }>(`explain ${feedSql}`, [
      newId(),
      '0',
      newId(),
      200,
      5000,
    ]);
    const plan = rows.map((row) => row['QUERY PLAN']).join('\n');
    expect(plan).toContain('Index Scan using preference_written_by_id_idx');
    expect(plan).not.toMatch(/Seq Scan on (?:preference|assignment|comparison|prompt|response)/u);
  } finally {
    client.release(true);
  }
});

test('a restored dump is noticed, and put in order as the documentation says it is served', async () => {
  const { projectId } = await judgedProject(3);
  const write = (value: string) =>
    at.db.pool.query(
      `begin; alter table preference disable trigger preference_append_only;
       update preference set written_by = ${value};
       alter table preference enable trigger preference_append_only; commit;`,
    );
  await write(`'999999999999'`);
  await expect(preferenceFeed(at.db, projectId, null, 10)).rejects.toMatchObject({
    code: 'conflict',
    message: expect.stringContaining('docs/operations.md'),
  });
  await write('default');
  await settled();
  expect((await readAll(projectId)).ids).toHaveLength(3);
});

const insertAnother = `
  insert into preference (id, assignment_id, revision, side, strength, guideline_version_id, shown_first, recorded, submitted_at)
  select gen_random_uuid(), id, $2, 'b', 'better', guideline_version_id, shown_first, guideline_version_id is null, now()
  from assignment where id = $1`;
