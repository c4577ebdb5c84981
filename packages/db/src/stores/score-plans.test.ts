// At 20,000 comparisons with two judgements each and the scores of three models, what one model is asked for is found by
// its indexes.
import { newId } from '../database.ts';
import { agreementStatement } from '../statistics/model-agreement.ts';
import { addPairs, freezeAll, newBatch, newPeople, pairs, useDatabase } from '../testing/fixtures.ts';
import { newModel } from '../testing/model-fixtures.ts';
import { planOf } from '../testing/plan.ts';
import { askFor, newFittedProject } from '../testing/score-fixtures.ts';
import { openStatement } from './disagreements.ts';
import { moveStatement } from './fill.ts';
import { toScoreStatement } from './scorings.ts';

const at = useDatabase();
let modelId: string;
let draftId: string;
let scoringId: string;
let small: Awaited<ReturnType<typeof newFittedProject>>;

/** Comparisons of a batch, by the thousand. */
async function addMany(to: { projectId: string; batchId: string }, thousands: number) {
  for (let part = 0; part < thousands; part++) {
    const unlike = (n: number) => [{ role: 'user' as const, content: `${part}, ${n}?` }];
    await addPairs(
      at.db,
      to,
      pairs(1000).map((p) => ({ ...p, prompt: unlike(p.line) })),
    );
  }
}

beforeAll(async () => {
  const { db } = at;
  const project = await newFittedProject(db);
  const { projectId, trainSnapshotId } = project;
  modelId = project.modelId;
  small = await newFittedProject(db);
  await addMany(project, 18);
  const people = await newPeople(db, 2);
  await db.pool.query(
    `insert into assignment (id, comparison_id, project_id, annotator_id, guideline_version_id, shown_first, state,
                             claimed_at, lease_expires_at, ended_at)
     select gen_random_uuid(), c.id, c.project_id, n.id, $2, 'a', 'submitted', now(), now(), now()
     from comparison c cross join unnest($1::uuid[]) n(id) where c.batch_id = $3 and c.votes_done = 0`,
    [people, project.versionId, project.batchId],
  );
  await db.pool.query(
    `insert into preference (id, assignment_id, revision, side, strength, guideline_version_id, shown_first, submitted_at)
     select gen_random_uuid(), id, 1, (array['a', 'b'])[1 + (hashtext(comparison_id::text) & 1)]::"Side", 'better',
            guideline_version_id, shown_first, ended_at
     from assignment where annotator_id = any ($1)`,
    [people],
  );
  await db.pool.query(
    `update comparison set votes_done = 2, votes_wanted = 2, state = 'done' where batch_id = $1 and votes_done = 0`,
    [project.batchId],
  );
  await freezeAll(db, projectId);
  draftId = await newBatch(db, projectId, 'draft');
  await addMany({ projectId, batchId: draftId }, 2);
  const models = [modelId];
  for (let n = 0; n < 2; n++) models.push(await newModel(db, projectId, trainSnapshotId));
  scoringId = (await askFor(db, modelId)) ?? '';
  await db.pool.query(
    `insert into model_score (run_id, comparison_id, project_id, a, b, probability, truncated)
     select m.id, c.id, c.project_id, 0, 0, random(), false
     from unnest($1::uuid[]) m(id), comparison c where c.project_id = $2`,
    [models, projectId],
  );
  await db.pool.query(`delete from model_score where run_id = $1 and random() < 0.01`, [modelId]);
  await db.pool.query('analyze');
}, 240_000);

const tables = [
  'comparison',
  'assignment',
  'preference',
  'model_score',
  'snapshot_row',
  'prompt',
  'response',
];

test('a page of disagreements is read along the doubt, and only the page is sorted', async () => {
  const { readWhole, sorts, indexes } = await planOf(at.db, openStatement, [modelId, null, 50]);
  for (const table of tables) expect(readWhole).not.toContain(table);
  expect(indexes).toContain('model_score_doubt');
  expect(sorts).toBeLessThanOrEqual(1);
});

test('the next page of disagreements begins where the last one ended', async () => {
  const { rows } = await at.db.pool.query(openStatement.text, [modelId, null, 10]);
  const after = rows.at(-1)?.comparisonId;
  const { conditionsOf } = await planOf(at.db, openStatement, [modelId, after, 50]);
  expect(conditionsOf('model_score_doubt').join()).toMatch(/ROW\(LEAST/u);
});

test('the next comparisons without a score are found by the ids of the project', async () => {
  const { readWhole, sorts, indexes } = await planOf(at.db, toScoreStatement, [scoringId, newId(), 200]);
  for (const table of tables) expect(readWhole).not.toContain(table);
  // Of the two that have the ids in order; which one depends on how much of the table is this project's.
  expect(indexes.filter((name) => /^comparison_(?:pkey|project_id_id_idx)$/u.test(name))).toHaveLength(1);
  expect(indexes).toContain('model_score_pkey');
  expect(sorts).toBe(0);
});

test('a batch is filled by looking at the drafts alone', async () => {
  const { readWhole, conditionsOf, indexes } = await planOf(at.db, moveStatement, [
    ...[modelId, [draftId], 500],
    newId(),
  ]);
  for (const table of tables) expect(readWhole).not.toContain(table);
  expect(indexes).toContain('comparison_next');
  expect(conditionsOf('comparison_next').join()).toMatch(/batch_id/u);
});

test('the agreement of a small project does not read the judgements of a large one', async () => {
  const { readWhole } = await planOf(at.db, agreementStatement, [...[small.modelId, small.projectId]]);
  for (const table of ['assignment', 'preference', 'model_score', 'comparison'])
    expect(readWhole).not.toContain(table);
});
