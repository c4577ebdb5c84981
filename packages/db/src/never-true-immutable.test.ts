// What never changes once written (the data model's "never true" 6), tried to be changed in SQL.
import { audit } from './stores/audit.ts';
import { createGuidelineSet, draftVersion, publishVersion } from './stores/guidelines.ts';
import {
  addPairs,
  freezeAll,
  judgeNext,
  makeReady,
  newPeople,
  newProject,
  pair,
  rowsOf,
  untilSomebodyWaits,
  useDatabase,
} from './testing/fixtures.ts';

const at = useDatabase();

const refused = (sql: string, values: unknown[], constraint: string) =>
  expect(at.db.pool.query(sql, values)).rejects.toMatchObject({ constraint, code: '23001' });

async function readySnapshot() {
  const { db } = at;
  const project = await newProject(db);
  await addPairs(db, project, [pair(1), pair(2)]);
  const [person = ''] = await newPeople(db, 1);
  await judgeNext(db, person, project.projectId);
  const { id } = await freezeAll(db, project.projectId);
  await makeReady(db, id);
  return { id, person, ...project };
}

test('a published guideline version is neither changed, nor taken back, nor deleted', async () => {
  const { id: setId } = await createGuidelineSet(at.db, 'Alone', 'safety');
  const { id: versionId } = await draftVersion(at.db, setId, { en: 'Once.' });
  await publishVersion(at.db, versionId);
  const name = 'guideline_version_published_immutable';
  await refused('update guideline_version set number = 7 where id = $1', [versionId], name);
  await refused(`update guideline_version set state = 'draft' where id = $1`, [versionId], name);
  await refused('delete from guideline_version where id = $1', [versionId], name);
  await refused('delete from guideline_set where id = $1', [setId], name);
});

test('the texts of a published version are neither changed, nor deleted, nor added to', async () => {
  const { versionId } = await newProject(at.db);
  const name = 'guideline_text_published_immutable';
  await refused(`update guideline_text set body = 'x' where version_id = $1`, [versionId], name);
  await refused('delete from guideline_text where version_id = $1', [versionId], name);
  await refused(`insert into guideline_text values ($1, 'ko', 'x')`, [versionId], name);
});

test("a draft's text is not moved under a published version", async () => {
  const { guidelineSetId, versionId } = await newProject(at.db);
  const draft = await draftVersion(at.db, guidelineSetId, { ko: 'Draft.' });
  const move = 'update guideline_text set version_id = $1 where version_id = $2';
  await refused(move, [versionId, draft.id], 'guideline_text_published_immutable');
});

test('a version is not published in the middle of a change of its text', async () => {
  const { guidelineSetId } = await newProject(at.db);
  const { id } = await draftVersion(at.db, guidelineSetId, { en: 'Half a' });
  const writer = await at.db.pool.connect();
  try {
    await writer.query('begin');
    await writer.query(`update guideline_text set body = 'Half a sentence.' where version_id = $1`, [id]);
    const publishing = publishVersion(at.db, id);
    await untilSomebodyWaits(at.db);
    await writer.query(`insert into guideline_text values ($1, 'ko', 'A whole one.')`, [id]);
    await writer.query('commit');
    expect((await publishing)?.texts).toHaveLength(2);
    await refused(
      `insert into guideline_text values ($1, 'de', 'x')`,
      [id],
      'guideline_text_published_immutable',
    );
  } finally {
    writer.release();
  }
});

test('nothing is added to a ready snapshot or moved into it', async () => {
  const { id, projectId, person } = await readySnapshot();
  const row = `insert into snapshot_row select snapshot_id, 99, comparison_id, preference_id, 'test' from snapshot_row
               where snapshot_id = $1`;
  await refused(row, [id], 'snapshot_row_complete');
  const file = (to: string) => `insert into snapshot_file values ('${to}', 'x', 'x', 1, 1, 'x', $1)`;
  await refused(file(id), ['k'], 'snapshot_file_kept');
  await judgeNext(at.db, person, projectId);
  const other = (await freezeAll(at.db, projectId)).id;
  await at.db.pool.query(file(other), ['k']);
  const move = 'update snapshot_file set snapshot_id = $1 where snapshot_id = $2';
  await refused(move, [id, other], 'snapshot_file_kept');
});

test.each([
  ['preference', 'preference_never_truncated'],
  ['audit_event', 'audit_event_never_truncated'],
  ['snapshot_row', 'snapshot_row_never_truncated'],
  ['guideline_text', 'guideline_text_never_truncated'],
  ['snapshot', 'snapshot_never_truncated'],
  ['project', expect.stringMatching(/_never_truncated$/)],
])('%s is not emptied as a whole', async (table, constraint) => {
  await refused(`truncate ${table} cascade`, [], constraint);
});

test('a draft is free to change and to be deleted', async () => {
  const { guidelineSetId } = await newProject(at.db);
  const { id } = await draftVersion(at.db, guidelineSetId, { en: 'first' });
  await at.db.pool.query(`update guideline_text set body = 'second' where version_id = $1`, [id]);
  await at.db.pool.query('delete from guideline_version where id = $1', [id]);
  expect(await rowsOf(at.db, 'select from guideline_text where version_id = $1', [id])).toEqual([]);
});

test('a ready snapshot is neither changed nor deleted, with its rows, its files or its project', async () => {
  const { id, projectId } = await readySnapshot();
  await refused(`update snapshot set name = 'x' where id = $1`, [id], 'snapshot_ready_immutable');
  await refused(`update snapshot set state = 'building' where id = $1`, [id], 'snapshot_ready_immutable');
  await refused('delete from snapshot where id = $1', [id], 'snapshot_ready_immutable');
  await refused('delete from snapshot where project_id = $1', [projectId], 'snapshot_ready_immutable');
  await refused('delete from snapshot_row where snapshot_id = $1', [id], 'snapshot_row_kept');
  await refused(
    `update snapshot_row set split = 'test' where snapshot_id = $1`,
    [id],
    'snapshot_row_immutable',
  );
  await refused(`update snapshot_file set sha256 = 'x' where snapshot_id = $1`, [id], 'snapshot_file_kept');
  await refused('delete from snapshot_file where snapshot_id = $1', [id], 'snapshot_file_kept');
});

test('the rows of a snapshot never change, ready or not', async () => {
  const { projectId, person } = await readySnapshot();
  await judgeNext(at.db, person, projectId);
  const { id } = await freezeAll(at.db, projectId);
  const sql = `update snapshot_row set position = position + 10 where snapshot_id = $1`;
  await refused(sql, [id], 'snapshot_row_immutable');
});

test('an audit event is neither changed nor deleted', async () => {
  await audit(at.db, { actor: null, action: 'test', object: 'audited' });
  await refused(
    `update audit_event set action = 'x' where object = $1`,
    ['audited'],
    'audit_event_append_only',
  );
  await refused('delete from audit_event where object = $1', ['audited'], 'audit_event_append_only');
});

test('a prompt and a response never change', async () => {
  const { projectId } = await readySnapshot();
  const prompts = 'select id from prompt where project_id = $1';
  await refused(
    `update prompt set root_sha256 = 'x' where id in (${prompts})`,
    [projectId],
    'prompt_immutable',
  );
  await refused(
    `update response set content = 'x' where prompt_id in (${prompts})`,
    [projectId],
    'response_immutable',
  );
});
