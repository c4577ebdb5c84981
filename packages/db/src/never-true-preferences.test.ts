// The rules of a preference (the data model's "never true" 4 and 5), tried to be broken.
import { newId } from './database.ts';
import { expire, skip } from './queues/assignment-queue.ts';
import { draftVersion, publishVersion } from './stores/guidelines.ts';
import { keepEdited, submit } from './stores/preferences.ts';
import {
  addPairs,
  claimOrFail,
  judgement,
  judgeNext,
  newPeople,
  newProject,
  pair,
  rowsOf,
  runOut,
  useDatabase,
} from './testing/fixtures.ts';

const at = useDatabase();

async function scene() {
  const { db } = at;
  const project = await newProject(db);
  await addPairs(db, project, [pair(1)]);
  const [person = '', other = ''] = await newPeople(db, 2);
  return { db, person, other, ...project };
}

async function judged() {
  const stage = await scene();
  return { ...stage, ...(await judgeNext(stage.db, stage.person, stage.projectId)) };
}

const preferencesOf = (assignmentId: string) =>
  rowsOf<{ guideline_version_id: string; shown_first: string; revision: number }>(
    at.db,
    'select * from preference where assignment_id = $1 order by revision',
    [assignmentId],
  );

test('rule 4: nobody submits for another, nor after having skipped or lost the assignment', async () => {
  const { db, person, other, projectId, assignmentId } = await (async () => {
    const stage = await scene();
    return { ...stage, ...(await claimOrFail(stage.db, stage.person, stage.projectId)) };
  })();
  expect(await submit(db, judgement(assignmentId, other))).toBeNull();
  await skip(db, assignmentId, person, 'too_hard');
  expect(await submit(db, judgement(assignmentId, person))).toBeNull();

  const lost = await claimOrFail(db, other, projectId);
  await runOut(db, 'assignment', lost.assignmentId);
  await expire(db);
  expect(await submit(db, judgement(lost.assignmentId, other))).toBeNull();
  expect([...(await preferencesOf(assignmentId)), ...(await preferencesOf(lost.assignmentId))]).toEqual([]);
});

test('rule 4: a preference carries the guideline version and the order that were shown, though a newer version is out', async () => {
  const { db, person, projectId, guidelineSetId, versionId } = await scene();
  const claimed = await claimOrFail(db, person, projectId);
  const newer = await draftVersion(db, guidelineSetId, { en: 'Prefer the shorter one.' });
  await publishVersion(db, newer.id);
  await submit(db, judgement(claimed.assignmentId, person));
  expect(await preferencesOf(claimed.assignmentId)).toMatchObject([
    { guideline_version_id: versionId, shown_first: claimed.shownFirst, revision: 1 },
  ]);
});

test.each([
  [
    'without the guideline version',
    ['2', "'b'", "'better'", 'null', 'null', 'null'],
    'preference_complete_unless_recorded',
  ],
  [
    'without a strength',
    ['2', "'b'", 'null', 'null', 'null', 'version'],
    'preference_complete_unless_recorded',
  ],
  [
    'with only one of the two labels',
    ['2', "'b'", "'better'", "'safe'", 'null', 'version'],
    'preference_labels_both_or_none',
  ],
  ['as revision 0', ['0', "'b'", "'better'", 'null', 'null', 'version'], 'preference_revision_from_one'],
  [
    'as a revision that stands',
    ['1', "'b'", "'better'", 'null', 'null', 'version'],
    'preference_assignment_id_revision_key',
  ],
])('rules 4 and 5: no preference is written %s', async (_, columns, constraint) => {
  const { db, assignmentId, versionId } = await judged();
  const values = columns.join(', ').replace('version', `'${versionId}'`);
  const insert = db.pool.query(
    `insert into preference (id, assignment_id, shown_first, submitted_at,
                             revision, side, strength, safe_a, safe_b, guideline_version_id)
     values ($1, $2, 'a', now(), ${values})`,
    [newId(), assignmentId],
  );
  await expect(insert).rejects.toMatchObject({ constraint });
});

test('rule 4: no preference without an assignment', async () => {
  const { db, versionId } = await judged();
  const insert = db.pool.query(
    `insert into preference (id, assignment_id, shown_first, submitted_at, revision, side, strength, guideline_version_id)
     values ($1, $2, 'a', now(), 1, 'a', 'better', $3)`,
    [newId(), newId(), versionId],
  );
  await expect(insert).rejects.toMatchObject({ constraint: 'preference_assignment_id_fkey' });
});

test('rule 5: a preference is never changed or deleted, by itself or with anything it hangs on', async () => {
  const { db, preferenceId, assignmentId, comparisonId, projectId, person } = await judged();
  const refused = (sql: string, id: string, constraint: string) =>
    expect(db.pool.query(sql, [id])).rejects.toMatchObject({ constraint });
  await refused(`update preference set side = 'b' where id = $1`, preferenceId, 'preference_append_only');
  await refused('update preference set comment = null where id = $1', preferenceId, 'preference_append_only');
  await refused('delete from preference where id = $1', preferenceId, 'preference_append_only');
  await refused('delete from assignment where id = $1', assignmentId, 'preference_assignment_id_fkey');
  await refused('delete from comparison where id = $1', comparisonId, 'preference_assignment_id_fkey');
  await refused('delete from project where id = $1', projectId, 'preference_assignment_id_fkey');
  await refused('delete from annotator where id = $1', person, 'assignment_annotator_id_fkey');
  await refused('delete from "user" where id = $1', person, 'annotator_user_id_fkey');
  expect(await preferencesOf(assignmentId)).toHaveLength(1);
});

describe('an improved response', () => {
  const facts = async (assignmentId: string) =>
    (
      await rowsOf<{ prompt_id: string; response_a_id: string }>(
        at.db,
        `select c.prompt_id, c.response_a_id from comparison c join assignment a on a.comparison_id = c.id
         where a.id = $1`,
        [assignmentId],
      )
    )[0] ?? { prompt_id: '', response_a_id: '' };

  test('is kept beside the two that were compared, and the same text once', async () => {
    const { db, person, projectId } = await scene();
    const { assignmentId } = await claimOrFail(db, person, projectId);
    const { prompt_id } = await facts(assignmentId);
    const [one, two] = await Promise.all([1, 2].map(() => keepEdited(db, prompt_id, 'Better still.')));
    expect(one).toBe(two);
    await submit(db, judgement(assignmentId, person, { editedResponseId: one ?? '' }));
    expect(
      await rowsOf(
        db,
        `select r.content, r.origin from preference p join response r on r.id = p.edited_response_id
         where p.assignment_id = $1`,
        [assignmentId],
      ),
    ).toEqual([{ content: 'Better still.', origin: 'edited' }]);
  });

  test.each(['one of the two itself', 'a response to another prompt'])('is never %s', async (which) => {
    const { db, person, projectId } = await scene();
    const { assignmentId } = await claimOrFail(db, person, projectId);
    const { response_a_id } = await facts(assignmentId);
    const elsewhere = await (async () => {
      const stage = await scene();
      const other = await claimOrFail(db, stage.person, stage.projectId);
      return keepEdited(db, (await facts(other.assignmentId)).prompt_id, 'Elsewhere.');
    })();
    const editedResponseId = which === 'one of the two itself' ? response_a_id : elsewhere;
    await expect(submit(db, judgement(assignmentId, person, { editedResponseId }))).rejects.toMatchObject({
      constraint: 'preference_edited_belongs',
    });
  });
});

test('a safe or unlabelled response has no risk category', async () => {
  const { db, person, projectId } = await scene();
  const { assignmentId } = await claimOrFail(db, person, projectId);
  const categories = { a: ['hate'], b: [] };
  await expect(submit(db, judgement(assignmentId, person, { categories }))).rejects.toMatchObject({
    constraint: 'preference_categories_of_unsafe',
  });
});
