// What can never be true of a model's scores, tried to be broken.
import { newId } from './database.ts';
import { rowsOf, useDatabase } from './testing/fixtures.ts';
import { addJudged, askFor, giveScores, newFittedProject, score } from './testing/score-fixtures.ts';

const at = useDatabase();
let project: Awaited<ReturnType<typeof newFittedProject>>;
let comparisonId: string;
beforeAll(async () => {
  project = await newFittedProject(at.db);
  comparisonId = await addJudged(at.db, project, 1, ['a']);
});

const put = (values: string, ofProject = project.projectId, ofComparison = comparisonId) =>
  at.db.pool.query(
    `insert into model_score (run_id, comparison_id, project_id, a, b, probability, truncated)
     values ($1, $2, $3, ${values}, false)`,
    [project.modelId, ofComparison, ofProject],
  );

test.each([
  ['one of its three numbers alone', '1, null, null', 'model_score_all_or_none'],
  ['scores without a probability', '1, 2, null', 'model_score_all_or_none'],
  ['a probability above 1', '1, 2, 1.5', 'model_score_finite'],
  ['a probability that is no number', `1, 2, 'NaN'`, 'model_score_finite'],
  ['a score that is no number', `'NaN', 2, 0.5`, 'model_score_finite'],
  ['a score without an end', `1, '-Infinity', 0.5`, 'model_score_finite'],
])('no score has %s', async (_, values, constraint) => {
  await expect(put(values)).rejects.toMatchObject({ constraint });
});

test('a model scores nothing but comparisons of its own project, each once', async () => {
  const other = await newFittedProject(at.db);
  const foreign = await addJudged(at.db, other, 1, ['a']);
  await expect(put('1, 2, 0.5', other.projectId)).rejects.toMatchObject({
    constraint: 'model_score_run_id_project_id_fkey',
  });
  await expect(put('1, 2, 0.5', project.projectId, foreign)).rejects.toMatchObject({
    constraint: 'model_score_comparison_id_project_id_fkey',
  });
  await put('1, 2, 0.5');
  await expect(put('1, 2, 0.5')).rejects.toMatchObject({ constraint: 'model_score_pkey' });
});

test.each([
  ['running without a worker', `state = 'running', lease_expires_at = now()`, 'scoring_running_has_worker'],
  ['running without a lease', `state = 'running', worker = 'w'`, 'scoring_running_has_worker'],
  ['with more done than there is', 'scored = 1, unscorable = comparisons', 'scoring_counts'],
  ['with less than nothing done', 'scored = -1', 'scoring_counts'],
])('no scoring is %s', async (_, change, constraint) => {
  const { modelId } = await newFittedProject(at.db);
  const id = await askFor(at.db, modelId);
  await expect(at.db.pool.query(`update scoring set ${change} where id = $1`, [id])).rejects.toMatchObject({
    constraint,
  });
  await at.db.pool.query(`update scoring set state = 'cancelled' where id = $1`, [id]);
});

test('no two scorings of one model are under way', async () => {
  const { modelId } = await newFittedProject(at.db);
  const id = await askFor(at.db, modelId);
  const second = at.db.pool.query(
    `insert into scoring (id, project_id, run_id, scope, comparisons)
     select $2, project_id, run_id, scope, comparisons from scoring where id = $1`,
    [id, newId()],
  );
  await expect(second).rejects.toMatchObject({ constraint: 'scoring_one_under_way' });
  await at.db.pool.query(`update scoring set state = 'cancelled' where id = $1`, [id]);
});

test('a disagreement is resolved once a model, where it has a score, and only judging again raises votes', async () => {
  const { db } = at;
  const own = await newFittedProject(db);
  const id = await addJudged(db, own, 2, ['a']);
  const review = (resolution: string, raised: boolean) =>
    db.pool.query(
      `insert into disagreement_review (run_id, comparison_id, side, resolution, votes_raised)
       values ($1, $2, 'a', $3::"DisagreementResolution", $4)`,
      [own.modelId, id, resolution, raised],
    );
  await expect(review('withdrawn', false)).rejects.toMatchObject({
    constraint: 'disagreement_review_run_id_comparison_id_fkey',
  });
  await giveScores(db, own.modelId, [score(id, 0.1)]);
  await expect(review('withdrawn', true)).rejects.toMatchObject({
    constraint: 'disagreement_review_raised_when_judged_again',
  });
  await review('judged_again', true);
  await expect(review('humans_right', false)).rejects.toMatchObject({
    constraint: 'disagreement_review_pkey',
  });
});

test('scores and what was made of them go with their model', async () => {
  const { db } = at;
  const own = await newFittedProject(db);
  const id = await addJudged(db, own, 3, ['a']);
  await giveScores(db, own.modelId, [score(id, 0.1)]);
  await db.pool.query('delete from reward_model where run_id = $1', [own.modelId]);
  for (const table of ['model_score', 'scoring'])
    expect(await rowsOf(db, `select from ${table} where run_id = $1`, [own.modelId])).toEqual([]);
});
