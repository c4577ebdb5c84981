import { newId } from '../database.ts';
import { claim, fillHand, renew } from '../queues/assignment-queue.ts';
import { projectRow } from '../queues/claim-sql.ts';
import {
  addPairs,
  claimOrFail,
  everybodyHasRead,
  judgement,
  newPeople,
  newProject,
  pairs,
  publishNext,
  rowsOf,
  useDatabase,
} from '../testing/fixtures.ts';
import { acknowledge, hasUnread, readingOf } from './acknowledgements.ts';
import { draftVersion } from './guidelines.ts';
import { submit } from './preferences.ts';
import { createProject } from './projects.ts';

const at = useDatabase(32);
const nothing = { held: [], fresh: [] };

async function scene(count = 5) {
  const { db } = at;
  const project = await newProject(db);
  await addPairs(db, project, pairs(count));
  const [person = '', other = ''] = await newPeople(db, 2);
  const fill = (known: string[] = []) => fillHand(db, person, project.projectId, { wanted: 3, known });
  return { db, person, other, fill, ...project };
}

const versionsOf = (projectId: string, state = 'claimed') =>
  rowsOf<{ version: string; n: number }>(
    at.db,
    `select guideline_version_id as version, count(*)::int as n from assignment
     where project_id = $1 and state = $2::"AssignmentState" group by 1`,
    [projectId, state],
  );

test('nothing is claimed under a version that its annotator has not acknowledged, and everything after', async () => {
  const { db, person, other, fill, projectId, guidelineSetId } = await scene();
  const next = await publishNext(db, guidelineSetId);
  const [first] = await rowsOf<{ id: string }>(db, 'select id from comparison where project_id = $1', [
    projectId,
  ]);
  expect(await claim(db, person, projectId)).toBeNull();
  expect(await claim(db, person, projectId, first?.id)).toBeNull();
  expect(await fill()).toEqual(nothing);
  expect(await versionsOf(projectId)).toEqual([]);
  expect(await hasUnread(db, person, projectId)).toBe(true);

  expect(await acknowledge(db, person, projectId, next)).toBe(true);
  expect(await acknowledge(db, person, projectId, next)).toBe(true);
  expect(await hasUnread(db, person, projectId)).toBe(false);
  expect((await claimOrFail(db, person, projectId)).versionId).toBe(next);
  // One person's reading is nobody else's.
  expect(await claim(db, other, projectId)).toBeNull();
});

test('what is held is given again only after the newer version is acknowledged, and then under it', async () => {
  const { db, person, fill, projectId, guidelineSetId, versionId } = await scene();
  const before = await fill();
  const next = await publishNext(db, guidelineSetId, 'Look twice.');
  expect(await fill()).toEqual(nothing);
  expect(await claim(db, person, projectId)).toBeNull();
  expect(await versionsOf(projectId)).toEqual([{ version: versionId, n: 3 }]);
  await acknowledge(db, person, projectId, next);
  expect(await versionsOf(projectId)).toEqual([{ version: next, n: 3 }]);
  const after = await fill();
  expect(after.fresh.map((c) => c.assignmentId)).toEqual(before.fresh.map((c) => c.assignmentId));
  for (const c of after.fresh) expect(c).toMatchObject({ versionNumber: 2, texts: { en: 'Look twice.' } });
});

test('what was judged before the acknowledgement keeps its version, also when it is judged again', async () => {
  const { db, person, fill, projectId, guidelineSetId, versionId } = await scene();
  const [one, two] = (await fill()).held.map((h) => h.assignmentId);
  const next = await publishNext(db, guidelineSetId);
  // Somebody holds them still, so they are judged and renewed as ever.
  expect(await renew(db, one ?? '', person)).not.toBeNull();
  await submit(db, judgement(one ?? '', person));
  await acknowledge(db, person, projectId, next);
  await submit(db, judgement(one ?? '', person, { side: 'b' }));
  await submit(db, judgement(two ?? '', person));
  const sql = `select assignment_id as id, revision, guideline_version_id as version from preference
               where assignment_id = any($1) order by submitted_at`;
  expect(await rowsOf(db, sql, [[one, two]])).toEqual([
    { id: one, revision: 1, version: versionId },
    { id: one, revision: 2, version: versionId },
    { id: two, revision: 1, version: next },
  ]);
});

test('living claims move in every project with these guidelines, and in no other and for nobody else', async () => {
  const { db, person, other, fill, projectId, guidelineSetId, versionId } = await scene();
  const elsewhere = await scene();
  const [name, dimension] = [newId(), 'helpfulness' as const];
  const settings = { name, slug: name, dimension, guidelineSetId, votesWanted: 1, leaseSeconds: 600 };
  const { id: sibling } = await createProject(db, settings);
  const { rows } = await db.pool.query(`insert into batch (id, project_id, number, name, state, votes_wanted)
    values ('${newId()}', '${sibling}', 1, 'Week', 'open', 1) returning id`);
  await addPairs(db, { projectId: sibling, batchId: rows[0].id }, pairs(2));
  await everybodyHasRead(db);
  await fill();
  await claimOrFail(db, person, sibling);
  await claimOrFail(db, person, elsewhere.projectId);
  await claimOrFail(db, other, projectId);
  const next = await publishNext(db, guidelineSetId);
  await acknowledge(db, person, projectId, next);
  expect(await versionsOf(projectId)).toEqual(
    expect.arrayContaining([
      { version: next, n: 3 },
      { version: versionId, n: 1 },
    ]),
  );
  expect(await versionsOf(sibling)).toEqual([{ version: next, n: 1 }]);
  expect(await versionsOf(elsewhere.projectId)).toEqual([{ version: elsewhere.versionId, n: 1 }]);
});

test('a claim that missed the acknowledgement by a moment is put under it by the next fill', async () => {
  const { db, person, fill, projectId, guidelineSetId } = await scene();
  const { held } = await fill();
  const next = await publishNext(db, guidelineSetId);
  const holder = await db.pool.connect();
  try {
    await holder.query('begin');
    await holder.query('select from assignment where id = $1 for update', [held[0]?.assignmentId]);
    // It is passed over, not waited for.
    expect(await acknowledge(db, person, projectId, next)).toBe(true);
    await holder.query('rollback');
  } finally {
    holder.release();
  }
  expect(await versionsOf(projectId)).toContainEqual({ version: next, n: 2 });
  for (const c of (await fill()).fresh) expect(c.versionId).toBe(next);
  expect(await versionsOf(projectId)).toEqual([{ version: next, n: 3 }]);
});

test.each<[string, (s: Awaited<ReturnType<typeof scene>>) => Promise<string>]>([
  ['an older version', (s) => publishNext(s.db, s.guidelineSetId).then(() => s.versionId)],
  ['a draft', async (s) => (await draftVersion(s.db, s.guidelineSetId, { en: 'Not yet.' })).id],
  ['the version of other guidelines', async () => (await scene()).versionId],
  ['something else', async () => newId()],
])('%s is not acknowledged', async (_, idOf) => {
  const s = await scene();
  const id = await idOf(s);
  await s.db.pool.query('delete from acknowledgement where annotator_id = $1', [s.person]);
  expect(await acknowledge(s.db, s.person, s.projectId, id)).toBe(false);
  expect(await rowsOf(s.db, 'select from acknowledgement where annotator_id = $1', [s.person])).toEqual([]);
});

test('a draft cannot stand as acknowledged, whatever statement tries', async () => {
  const { db, person, guidelineSetId } = await scene();
  const { id } = await draftVersion(db, guidelineSetId, { en: 'Not yet.' });
  const insert = db.pool.query('insert into acknowledgement values ($1, $2, now())', [person, id]);
  await expect(insert).rejects.toMatchObject({ constraint: 'acknowledgement_of_published' });
});

test('the reading names the current version, and the newest one that was acknowledged before it', async () => {
  const { db, person, projectId, guidelineSetId, versionId } = await scene();
  expect(await readingOf(db, person, projectId)).toMatchObject({
    current: { id: versionId },
    acknowledged: true,
    previous: null,
  });
  await publishNext(db, guidelineSetId);
  const third = await publishNext(db, guidelineSetId);
  const unread = { current: { id: third, number: 3 }, acknowledged: false, previous: { id: versionId } };
  expect(await readingOf(db, person, projectId)).toMatchObject(unread);
  await acknowledge(db, person, projectId, third);
  expect(await readingOf(db, person, projectId)).toMatchObject({ ...unread, acknowledged: true });
});

test('acknowledging while a hand is filled and judged again and again neither fails nor loses a claim', async () => {
  const { db, person, projectId, guidelineSetId } = await scene(60);
  let done = false;
  const judged: string[] = [];
  const working = Array.from({ length: 4 }, async () => {
    while (!done) {
      const { held } = await fillHand(db, person, projectId, { wanted: 5, known: [] });
      const [first] = held;
      if (first && (await submit(db, judgement(first.assignmentId, person)))) judged.push(first.assignmentId);
    }
  });
  let newest = '';
  for (let n = 0; n < 15; n++) {
    newest = await publishNext(db, guidelineSetId, `Text ${n}.`);
    expect(await acknowledge(db, person, projectId, newest)).toBe(true);
  }
  done = true;
  await Promise.all(working);
  await fillHand(db, person, projectId, { wanted: 5, known: [] });
  for (const { version } of await versionsOf(projectId)) expect(version).toBe(newest);
  const [counted] = await rowsOf<{ open: number; alive: number }>(
    db,
    `select (select sum(claims_open)::int from comparison where project_id = $1) as open,
            (select count(*)::int from assignment where project_id = $1 and state = 'claimed') as alive`,
    [projectId],
  );
  expect(counted?.open).toBe(counted?.alive);
  expect(judged.length).toBeGreaterThan(0);
}, 120_000);

test('what a claim asks about the reading is answered by indexes', async () => {
  const { db, person, projectId } = await scene();
  const client = await db.pool.connect();
  try {
    // These tables are small here; where they are large, only an index will do.
    await client.query('set enable_seqscan = off');
    const { rows } = await client.query<{ 'QUERY PLAN': string }>(
      `explain with ${projectRow} select * from project_row`
        .replaceAll('$1', `'${person}'`)
        .replaceAll('$2', `'${projectId}'`),
    );
    const plan = rows.map((row) => row['QUERY PLAN']).join('\n');
    expect(plan).not.toContain('Seq Scan');
    expect(plan).toContain('acknowledgement_pkey');
    expect(plan).toContain('guideline_version_guideline_set_id_number_key');
  } finally {
    await client.query('reset enable_seqscan');
    client.release();
  }
});
