// The rules of what is judged and who judges (docs: the data model's "never true" 1, 2, 3 and 7), tried to be broken in SQL.
import { type Database, newId } from './database.ts';
import {
  addPairs,
  claimOrFail,
  newBatch,
  newPeople,
  newProject,
  pair,
  pairs,
  rowsOf,
  useDatabase,
} from './testing/fixtures.ts';

const at = useDatabase();

interface Stored {
  id: string;
  prompt_id: string;
  response_a_id: string;
  response_b_id: string;
}

async function scene(count = 2) {
  const { db } = at;
  const project = await newProject(db);
  await addPairs(db, project, pairs(count));
  const [person = '', other = ''] = await newPeople(db, 2);
  const sql = 'select * from comparison where project_id = $1 order by id';
  const comparisons = await rowsOf<Stored>(db, sql, [project.projectId]);
  return { db, person, other, comparisons, first: comparisons[0]!, second: comparisons[1]!, ...project };
}

const assign = (
  db: Database,
  row: { comparison: string; project: string; person: string; version: string | null },
  state = 'claimed',
  lease: string | null = '2100-01-01',
) =>
  db.pool.query(
    `insert into assignment (id, comparison_id, project_id, annotator_id, guideline_version_id, shown_first, state,
                             claimed_at, lease_expires_at)
     values ($1, $2, $3, $4, $5, 'a', $6::"AssignmentState", now(), $7)`,
    [newId(), row.comparison, row.project, row.person, row.version, state, lease],
  );

const compare = (
  db: Database,
  row: { project: string; batch: string; prompt: string; a: string; b: string },
) =>
  db.pool.query(
    `insert into comparison (id, project_id, batch_id, prompt_id, response_a_id, response_b_id, votes_wanted)
     values ($1, $2, $3, $4, $5, $6, 1)`,
    [newId(), row.project, row.batch, row.prompt, row.a, row.b],
  );

test('rule 1: one annotator never gets two assignments of one comparison, whatever became of the first', async () => {
  const { db, projectId, versionId, first, person, other } = await scene();
  const row = { comparison: first.id, project: projectId, person, version: versionId };
  await assign(db, row, 'skipped');
  for (const state of ['claimed', 'submitted', 'skipped', 'released', 'expired', 'imported']) {
    await expect(assign(db, row, state)).rejects.toMatchObject({
      constraint: 'assignment_comparison_id_annotator_id_key',
    });
  }
  await assign(db, { ...row, person: other });
});

test.each([
  ['claims above what is wanted', 'claims_open = votes_wanted + 1', 'comparison_votes_within_wanted'],
  [
    'a claim beside the last vote',
    "votes_done = 1, claims_open = 1, state = 'done'",
    'comparison_votes_within_wanted',
  ],
  ['negative votes', 'votes_done = -1', 'comparison_votes_within_wanted'],
  ['negative claims', 'claims_open = -1', 'comparison_votes_within_wanted'],
  ['done without its votes', "state = 'done'", 'comparison_done_when_voted'],
  ['open with all its votes', 'votes_done = 1', 'comparison_done_when_voted'],
])('rule 2: the counters of a comparison never hold %s', async (_, change, constraint) => {
  const { db, first } = await scene();
  const update = db.pool.query(`update comparison set ${change} where id = $1`, [first.id]);
  await expect(update).rejects.toMatchObject({ constraint });
});

test('rule 3: nobody holds two comparisons in one place of their hand, but may hold one in each of two projects', async () => {
  const { db, projectId, versionId, second, person } = await scene();
  const elsewhere = await scene();
  await claimOrFail(db, person, projectId);
  const row = { comparison: second.id, project: projectId, person, version: versionId };
  await expect(assign(db, row)).rejects.toMatchObject({ constraint: 'assignment_one_claim_a_slot' });
  await claimOrFail(db, person, elsewhere.projectId);
});

test('rule 3: a claim cannot pose as one of another project, nor come back to life', async () => {
  const { db, projectId, versionId, second, person } = await scene();
  const elsewhere = await scene();
  await claimOrFail(db, person, projectId);
  const posing = { comparison: second.id, project: elsewhere.projectId, person, version: versionId };
  await expect(assign(db, posing)).rejects.toMatchObject({
    constraint: 'assignment_comparison_id_project_id_fkey',
  });
  await assign(db, { ...posing, project: projectId }, 'skipped');
  const revive = db.pool.query(
    `update assignment set state = 'claimed' where comparison_id = $1 and annotator_id = $2`,
    [second.id, person],
  );
  await expect(revive).rejects.toMatchObject({ constraint: 'assignment_one_claim_a_slot' });
});

test('rule 3: a claim always says when it ends and under which guidelines it is judged', async () => {
  const { db, projectId, versionId, first, person } = await scene();
  const row = { comparison: first.id, project: projectId, person, version: versionId };
  await expect(assign(db, row, 'claimed', null)).rejects.toMatchObject({
    constraint: 'assignment_claim_has_lease',
  });
  await expect(assign(db, { ...row, version: null })).rejects.toMatchObject({
    constraint: 'assignment_under_guidelines',
  });
});

test('rule 7: a comparison never holds a response to another prompt, or one response twice', async () => {
  const { db, projectId, batchId, first, second } = await scene();
  const own = { project: projectId, batch: batchId, prompt: first.prompt_id };
  await expect(
    compare(db, { ...own, a: first.response_a_id, b: second.response_b_id }),
  ).rejects.toMatchObject({
    constraint: 'comparison_response_b_id_prompt_id_fkey',
  });
  await expect(
    compare(db, { ...own, a: second.response_a_id, b: first.response_b_id }),
  ).rejects.toMatchObject({
    constraint: 'comparison_response_a_id_prompt_id_fkey',
  });
  await expect(compare(db, { ...own, a: first.response_a_id, b: first.response_a_id })).rejects.toMatchObject(
    {
      constraint: 'comparison_two_responses',
    },
  );
});

test('rule 7: the pair of a comparison is never exchanged: it would turn round what was judged', async () => {
  const { db, first, second } = await scene();
  for (const change of [
    `response_a_id = response_b_id, response_b_id = response_a_id`,
    `response_b_id = '${second.response_b_id}'`,
    `prompt_id = '${second.prompt_id}', response_a_id = '${second.response_a_id}', response_b_id = '${second.response_b_id}'`,
  ]) {
    const exchange = db.pool.query(`update comparison set ${change} where id = $1`, [first.id]);
    await expect(exchange).rejects.toMatchObject({ constraint: 'comparison_pair_immutable' });
  }
});

test('rule 7: a pair stands once in a batch whatever its order, and may stand in another batch', async () => {
  const { db, projectId, batchId, first } = await scene();
  const [a, b] = [first.response_a_id, first.response_b_id];
  const own = { project: projectId, batch: batchId, prompt: first.prompt_id };
  for (const order of [
    { a, b },
    { a: b, b: a },
  ]) {
    await expect(compare(db, { ...own, ...order })).rejects.toMatchObject({
      constraint: 'comparison_pair_once_per_batch',
    });
  }
  await compare(db, { ...own, batch: await newBatch(db, projectId), a: b, b: a });
});

test('rule 7: a comparison stays within its project', async () => {
  const { db, projectId, batchId, first } = await scene();
  const other = await newProject(db);
  await addPairs(db, other, [pair(9)]);
  const row = { prompt: first.prompt_id, a: first.response_a_id, b: first.response_b_id };
  await expect(compare(db, { ...row, project: projectId, batch: other.batchId })).rejects.toMatchObject({
    constraint: 'comparison_batch_id_project_id_fkey',
  });
  await expect(compare(db, { ...row, project: other.projectId, batch: other.batchId })).rejects.toMatchObject(
    {
      constraint: 'comparison_prompt_id_project_id_fkey',
    },
  );
  const move = db.pool.query('update comparison set batch_id = $2 where id = $1', [first.id, other.batchId]);
  await expect(move).rejects.toMatchObject({ constraint: 'comparison_batch_id_project_id_fkey' });
  expect(batchId).not.toBe(other.batchId);
});
