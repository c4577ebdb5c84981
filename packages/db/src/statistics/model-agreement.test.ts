import { erasePerson } from '../stores/people.ts';
import { submit } from '../stores/preferences.ts';
import {
  addPairs,
  everybodyHasRead,
  judgement,
  judgeNext,
  newPeople,
  pair,
  publishNext,
  useDatabase,
} from '../testing/fixtures.ts';
import { addJudged, giveScores, idOf, newFittedProject, score } from '../testing/score-fixtures.ts';
import { modelAgreement } from './model-agreement.ts';

const at = useDatabase();

test('the model and the humans are counted per annotator, by hand', async () => {
  const { db } = at;
  const project = await newFittedProject(db);
  const one = await addJudged(db, project, 1, ['a', 'a']);
  const two = await addJudged(db, project, 2, ['a', 'b']);
  const three = await addJudged(db, project, 3, ['b']);
  await addJudged(db, project, 4, ['a', 'a', 'b']);
  const tie = await addJudged(db, project, 5, ['a']);
  const fitted = await idOf(db, project, 0);
  await giveScores(db, project.modelId, [
    ...[score(one, 0.9), score(two, 0.2), score(three, 0.3)],
    ...[score(tie, 0.5), score(fitted, 0.1)],
  ]);

  const found = await modelAgreement(db, project.modelId, project.projectId);
  const counts = (judged: number, agreed: number) => ({ judged, agreed });
  expect(found.fittedOn).toBe(1);
  // Pairs of people: 1 (same), 2 (other), and of the three of 4 one of three.
  expect(found.overall).toEqual({ model: counts(5, 4), humans: counts(5, 2) });
  expect(found.byGuidelineVersion).toEqual([
    { guidelineVersion: null, model: counts(5, 4), humans: counts(5, 2) },
  ]);
  const [x, y, z] = found.byAnnotator;
  expect(x).toMatchObject({ model: counts(3, 2), humans: counts(4, 2) });
  expect(y).toMatchObject({ model: counts(2, 2), humans: counts(4, 2) });
  expect(z).toMatchObject({ model: counts(0, 0), humans: counts(2, 0) });
  expect(x?.versions).toEqual([{ guidelineVersion: null, model: counts(3, 2), humans: counts(4, 2) }]);
  expect(x?.name).toBe(`${project.projectId}-0`);
  expect(x?.pseudonym).toMatch(/^annotator-[0-9a-f]{12}$/u);
});

test('a pair of judgements under two versions counts once for each, under one version once, and once in all', async () => {
  const { db } = at;
  const project = await newFittedProject(db, { votesWanted: 3 });
  await addPairs(db, project, [pair(1, { votesWanted: 3 })]);
  const [p = '', q = '', r = ''] = await newPeople(db, 3);
  await judgeNext(db, p, project.projectId, { side: 'a' });
  await publishNext(db, project.guidelineSetId);
  await everybodyHasRead(db);
  await judgeNext(db, q, project.projectId, { side: 'a' });
  await judgeNext(db, r, project.projectId, { side: 'b' });
  const { overall, byGuidelineVersion } = await modelAgreement(db, project.modelId, project.projectId);
  expect(overall.humans).toEqual({ judged: 3, agreed: 1 });
  expect(byGuidelineVersion.map((each) => [each.guidelineVersion, each.humans])).toEqual([
    [1, { judged: 2, agreed: 1 }],
    [2, { judged: 3, agreed: 1 }],
  ]);
});

test('the last revision counts, and nothing of somebody who was erased or of what was withdrawn', async () => {
  const { db } = at;
  const project = await newFittedProject(db, { votesWanted: 2 });
  await addPairs(db, project, [pair(1, { votesWanted: 2 })]);
  const [p = '', q = ''] = await newPeople(db, 2);
  const { assignmentId, comparisonId } = await judgeNext(db, p, project.projectId, { side: 'a' });
  await judgeNext(db, q, project.projectId, { side: 'b' });
  await giveScores(db, project.modelId, [score(comparisonId, 0.2)]);
  const overall = async () => (await modelAgreement(db, project.modelId, project.projectId)).overall;
  expect(await overall()).toEqual({ model: { judged: 2, agreed: 1 }, humans: { judged: 1, agreed: 0 } });
  await submit(db, judgement(assignmentId, p, { side: 'b' }));
  expect(await overall()).toEqual({ model: { judged: 2, agreed: 2 }, humans: { judged: 1, agreed: 1 } });
  await erasePerson(db, q);
  expect(await overall()).toEqual({ model: { judged: 1, agreed: 1 }, humans: { judged: 0, agreed: 0 } });
  await db.pool.query(`update comparison set state = 'withdrawn' where id = $1`, [comparisonId]);
  expect(await overall()).toEqual({ model: { judged: 0, agreed: 0 }, humans: { judged: 0, agreed: 0 } });
});

test('what a model saw for its test alone was no training, and what was mixed in was', async () => {
  const { db } = at;
  const project = await newFittedProject(db);
  const id = await idOf(db, project, 0);
  await giveScores(db, project.modelId, [score(id, 0.9)]);
  expect(await modelAgreement(db, project.modelId, project.projectId)).toMatchObject({ fittedOn: 1 });
  const use = (word: string) =>
    db.pool.query(`update run_snapshot set use = $2::"RunSnapshotUse" where run_id = $1`, [
      project.modelId,
      word,
    ]);
  await use('mix');
  expect(await modelAgreement(db, project.modelId, project.projectId)).toMatchObject({ fittedOn: 1 });
  await use('evaluate');
  expect(await modelAgreement(db, project.modelId, project.projectId)).toMatchObject({
    fittedOn: 0,
    overall: { model: { judged: 1, agreed: 1 } },
  });
});

test('of a project without judgements that were scored nothing is told', async () => {
  const { modelId, projectId } = await newFittedProject(at.db);
  expect(await modelAgreement(at.db, modelId, projectId)).toEqual({
    fittedOn: 0,
    overall: { model: { judged: 0, agreed: 0 }, humans: { judged: 0, agreed: 0 } },
    byAnnotator: [],
    byGuidelineVersion: [],
  });
});
