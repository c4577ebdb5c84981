import {
  addPairs,
  claimOrFail,
  freezeAll,
  judgement,
  judgeNext,
  newPeople,
  newProject,
  pairs,
  rowsOf,
  useDatabase,
} from '../testing/fixtures.ts';
import { keepDraft } from './drafts.ts';
import { flag } from './flags.ts';
import { erasePerson } from './people.ts';
import { keepEdited, submit } from './preferences.ts';
import { putMember } from './projects.ts';
import { erasedRowsOf } from './snapshots.ts';

const at = useDatabase();

async function scene() {
  const { db } = at;
  const project = await newProject(db, { votesWanted: 2 });
  await addPairs(db, project, pairs(4, { votesWanted: 2 }));
  const [person = '', other = ''] = await newPeople(db, 2);
  for (const id of [person, other]) await putMember(db, project.projectId, id, 'annotator');
  const { comparisonId, assignmentId } = await claimOrFail(db, person, project.projectId);
  const [row] = await rowsOf<{ prompt: string }>(
    db,
    'select prompt_id as prompt from comparison where id = $1',
    [comparisonId],
  );
  const editedResponseId = await keepEdited(db, row?.prompt ?? '', 'My own better words.');
  await submit(db, judgement(assignmentId, person, { comment: 'I know this landlord.', editedResponseId }));
  await flag(db, assignmentId, person, { reason: 'other', note: 'It is about me.' });
  const held = await claimOrFail(db, person, project.projectId);
  await keepDraft(db, held.assignmentId, person, {
    body: { comment: 'half a thought' },
    savedAt: new Date(),
  });
  await judgeNext(db, other, project.projectId, { comment: 'Mine stays.' });
  return { db, ...project, person, other, editedResponseId, heldId: held.assignmentId };
}

test('an erasure takes what is personal and leaves the judgement, and what others wrote', async () => {
  const { db, person, other, heldId, editedResponseId } = await scene();
  expect(await erasePerson(db, person)).toBe(true);
  const [user] = await rowsOf<{ name: string; email: string; banned: boolean }>(
    db,
    'select name, email, banned from "user" where id = $1',
    [person],
  );
  expect(user).toEqual({ name: 'Erased', email: `erased-${person}@erased.invalid`, banned: true });
  const mine = `from preference p join assignment a on a.id = p.assignment_id where a.annotator_id = $1`;
  expect(await rowsOf(db, `select side, comment, edited_response_id as edited ${mine}`, [person])).toEqual([
    { side: 'a', comment: null, edited: null },
  ]);
  expect(await rowsOf(db, `select comment ${mine}`, [other])).toEqual([{ comment: 'Mine stays.' }]);
  expect(await rowsOf(db, 'select from response where id = $1', [editedResponseId])).toEqual([]);
  expect(await rowsOf(db, 'select from draft where assignment_id = $1', [heldId])).toEqual([]);
  expect(await rowsOf(db, 'select from flag where note is not null')).toEqual([]);
  expect(await rowsOf(db, 'select from project_member where user_id = $1', [person])).toEqual([]);
  expect(await rowsOf(db, 'select state from assignment where id = $1', [heldId])).toEqual([
    { state: 'released' },
  ]);
  expect(await rowsOf(db, 'select from comparison where claims_open <> 0')).toEqual([]);
});

test('later snapshots leave an erased person out, and earlier ones say how many rows are theirs', async () => {
  const { db, projectId, person } = await scene();
  const before = await freezeAll(db, projectId);
  expect(before.counts).toMatchObject({ rows: 2, leftOut: {} });
  expect(await erasedRowsOf(db, [before.id])).toEqual(new Map());
  await erasePerson(db, person);
  expect((await freezeAll(db, projectId)).counts).toMatchObject({ rows: 1, leftOut: { erased: 1 } });
  expect(await erasedRowsOf(db, [before.id])).toEqual(new Map([[before.id, 1]]));
});

test('nobody is erased twice, and recorded raters, who have no account, are not erased', async () => {
  const { db, person } = await scene();
  expect(await erasePerson(db, person)).toBe(true);
  expect(await erasePerson(db, person)).toBe(false);
  expect(await erasePerson(db, '01234567-89ab-7def-8123-456789abcdef')).toBe(false);
});

test('saying that one erases does not let anything but words be taken out of a preference', async () => {
  const { db, person } = await scene();
  const client = await db.pool.connect();
  try {
    await client.query(`begin; set local preferably.erasing = 'on'`);
    const change = `update preference p set side = 'b', comment = null, edited_response_id = null
                    from assignment a where a.id = p.assignment_id and a.annotator_id = $1`;
    await expect(client.query(change, [person])).rejects.toMatchObject({
      constraint: 'preference_append_only',
    });
  } finally {
    await client.query('rollback');
    client.release();
  }
});
