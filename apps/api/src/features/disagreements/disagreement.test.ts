import {
  type ApiError,
  type Client,
  claimNext,
  getModelAgreement,
  listComparisons,
  listDisagreements,
  reopenDisagreement,
  resolveDisagreement,
  updateBatch,
} from '@preferably/contracts';
import { newId, openDatabase } from '@preferably/db';
import { makeModel } from '../../testing/models.ts';
import { scoreAll } from '../../testing/scores.ts';
import {
  keyOf,
  makeProject,
  person,
  rowOf,
  type Service,
  signIn,
  startService,
  withKey,
} from '../../testing/service.ts';
import { freezeAndWait } from '../../testing/snapshots.ts';

let service: Service;
let projectId: string;
let batchId: string;
let modelId: string;
let foreignModel: string;
let reviewer: Client;

/** Two people judge every row: both prefer a of even ones, and they differ on odd ones. */
const rows = Array.from({ length: 8 }, (_, n) =>
  rowOf(n, {
    annotators: [
      { id: 'r1', preferred: 'a', strength: 'better' },
      { id: 'r2', preferred: n % 2 ? 'b' : 'a', strength: 'better' },
    ],
  }),
);
const numberOf = (text: string) => Number(/number ([0-9]+)/u.exec(text)?.[1]);
/** Of even ones the model prefers b of 2 and 6, clearest of 6. */
const probabilities = [0.9, 0.2, 0.25, 0.2, 0.8, 0.5, 0.125, 0.2];

async function projectWith(name: string, testShare: number) {
  const made = await makeProject(service, 'helpfulness', rows, { judged: true });
  const of = { projectId: made.project.id, batchId: made.batch.id };
  const snapshotId = (await freezeAndWait(service, of.projectId, { name, testShare })).id;
  const model = await makeModel(service, { ...of, snapshotId, name });
  await scoreAll(
    service.admin,
    model,
    (each) => probabilities[numberOf(each.prompt.at(-1)?.content ?? '')] ?? null,
  );
  return { ...of, modelId: model };
}

beforeAll(async () => {
  service = await startService();
  ({ projectId, batchId, modelId } = await projectWith('told', 0));
  foreignModel = (await projectWith('other', 0)).modelId;
  const reader = await person(service, 'reviewer', [projectId]);
  reviewer = withKey(service.url, await keyOf(service, reader, ['read']));
}, 120_000);
afterAll(() => service?.stop());

const codeOf = (call: Promise<unknown>) =>
  call.then(
    () => 'accepted',
    (error: unknown) => (error as ApiError).problem?.code,
  );
const list = (state: 'open' | 'resolved' = 'open', more: object = {}) =>
  reviewer(listDisagreements, { params: { modelId }, query: { state, ...more } });
const idOf = async (n: number) => {
  const { disagreements } = await list();
  return disagreements.find((each) => numberOf(each.excerpt) === n)?.comparisonId as string;
};
const at = (comparisonId: string, ofModel = modelId) => ({ params: { modelId: ofModel, comparisonId } });
const resolve = (
  comparisonId: string,
  resolution: 'humans_right' | 'judged_again' | 'withdrawn',
  by: Client = service.admin,
) => by(resolveDisagreement, { ...at(comparisonId), body: { resolution } });

test('the staff reads where model and humans disagree, the clearest first, a page after the other', async () => {
  const { disagreements, open, next } = await list();
  expect(disagreements.map((each) => [numberOf(each.excerpt), each.probability])).toEqual([
    [6, 0.125],
    [2, 0.25],
  ]);
  expect(disagreements[0]).toMatchObject({
    ...{ batch: 1, votesA: 2, votesB: 0, humanSide: 'a', fittedOn: true },
    ...{ resolution: null, resolvedAt: null },
  });
  expect([open, next]).toEqual([2, null]);
  const first = await list('open', { limit: 1 });
  expect(first.next).toBe(disagreements[0]?.comparisonId);
  expect((await list('open', { limit: 1, after: first.next })).disagreements).toEqual([disagreements[1]]);
});

test('a resolution takes effect, is listed and can be taken back', async () => {
  const six = await idOf(6);
  const comparison = async () =>
    (await service.admin(listComparisons, { params: { projectId }, query: {} })).comparisons.find(
      ({ id }) => id === six,
    );
  expect(await resolve(six, 'judged_again')).toEqual({ ok: true });
  expect(await comparison()).toMatchObject({ state: 'open', votesWanted: 3, votesDone: 2 });
  expect((await list()).open).toBe(1);
  expect((await list('resolved')).disagreements).toMatchObject([
    { comparisonId: six, resolution: 'judged_again', resolvedAt: expect.any(String) },
  ]);
  expect(await codeOf(resolve(six, 'withdrawn'))).toBe('not_found');
  await service.admin(reopenDisagreement, at(six));
  expect(await comparison()).toMatchObject({ state: 'done', votesWanted: 2 });
  expect(await codeOf(service.admin(reopenDisagreement, at(six)))).toBe('not_found');
  await resolve(six, 'withdrawn');
  expect(await comparison()).toMatchObject({ state: 'withdrawn' });
  await service.admin(reopenDisagreement, at(six));
  await resolve(six, 'humans_right');
  await service.admin(reopenDisagreement, at(six));
});

test('what somebody was given since is not taken back', async () => {
  const two = await idOf(2);
  const who = await person(service, 'annotator', [projectId]);
  const annotator = withKey(service.url, await keyOf(service, who, ['annotate', 'read']));
  await resolve(two, 'judged_again');
  const { assignment } = await annotator(claimNext, { params: { projectId }, body: {} });
  expect(assignment?.comparisonId).toBe(two);
  await expect(service.admin(reopenDisagreement, at(two))).rejects.toMatchObject({
    problem: { code: 'conflict', detail: expect.stringContaining('was given this comparison meanwhile') },
  });
});

test('nobody is asked to judge again in a closed batch', async () => {
  const six = await idOf(6);
  const set = (state: 'open' | 'closed') =>
    service.admin(updateBatch, { params: { projectId, batchId }, body: { state } });
  await set('closed');
  await expect(resolve(six, 'judged_again')).rejects.toMatchObject({
    problem: { code: 'batch_closed', detail: expect.stringContaining('open the batch') },
  });
  await set('open');
});

test('only admins resolve, and nobody by way of another project’s model', async () => {
  const six = await idOf(6);
  expect(await codeOf(resolve(six, 'withdrawn', reviewer))).toBe('forbidden');
  expect(await codeOf(reviewer(reopenDisagreement, at(six)))).toBe('forbidden');
  const elsewhere = { ...at(six, foreignModel), body: { resolution: 'withdrawn' as const } };
  expect(await codeOf(service.admin(resolveDisagreement, elsewhere))).toBe('not_found');
  expect(await codeOf(service.admin(reopenDisagreement, at(six, foreignModel)))).toBe('not_found');
  const foreign = { params: { modelId: foreignModel } };
  expect(await codeOf(reviewer(listDisagreements, { ...foreign, query: {} }))).toBe('not_found');
  expect(await codeOf(reviewer(getModelAgreement, foreign))).toBe('not_found');
  expect(await codeOf(service.admin(getModelAgreement, { params: { modelId: newId() } }))).toBe('not_found');
});

test('what the model was fitted on says nothing about its agreement, and the humans’ own stands beside it', async () => {
  const found = await service.admin(getModelAgreement, { params: { modelId } });
  // All eight were trained on; of one the model knows nothing.
  expect(found).toMatchObject({ modelId, scored: { judged: 8 }, fittedOn: 7 });
  expect(found.overall.model).toEqual({ judged: 0, agreed: 0, share: null, ci95: null });
  expect(found.overall.humans).toMatchObject({ judged: 8, agreed: 4, share: 0.5 });
  expect(found.byGuidelineVersion).toMatchObject([{ guidelineVersion: null, humans: { judged: 8 } }]);
});

test('a model that was fitted on something else is held against every judgement; names are told to admins alone', async () => {
  const db = openDatabase(service.databaseUrl);
  // As if it had only been evaluated on them.
  await db.pool.query(`update run_snapshot set use = 'evaluate' where run_id = $1`, [modelId]);
  await db.close();
  const told = await service.admin(getModelAgreement, { params: { modelId } });
  // r1 prefers a: 0 and 4 of 0, 1, 2, 3, 4, 6, 7. r2 prefers b of the odd ones, as the model does: 0, 1, 3, 4, 7.
  expect(told.overall.model).toMatchObject({ judged: 14, agreed: 7, share: 0.5 });
  expect(told.overall.model.ci95?.map((end) => Math.round(end * 1000) / 1000)).toEqual([0.268, 0.732]);
  expect(told.byAnnotator.map((each) => [each.name, each.model.agreed, each.humans.agreed])).toEqual(
    expect.arrayContaining([
      ['made-up:r1', 2, 4],
      ['made-up:r2', 5, 4],
    ]),
  );
  expect(told.byAnnotator[0]?.versions).toMatchObject([{ guidelineVersion: null, model: { judged: 7 } }]);
  const { byAnnotator } = await reviewer(getModelAgreement, { params: { modelId } });
  for (const each of byAnnotator) {
    expect(each.pseudonym).toMatch(/^annotator-[0-9a-f]{12}$/u);
    expect(each.name).toBeNull();
  }
  // Nothing else may tell the same person in another project.
  expect(JSON.stringify(byAnnotator)).not.toMatch(/[0-9a-f]{8}-[0-9a-f]{4}-/u);
});

test('who resolved and reopened what is noted', async () => {
  const db = openDatabase(service.databaseUrl);
  const { rows: noted } = await db.pool.query(
    `select action, detail from audit_event where action like 'disagreement.%' order by id limit 3`,
  );
  await db.close();
  expect(noted).toEqual([
    { action: 'disagreement.resolve', detail: { modelId, resolution: 'judged_again' } },
    { action: 'disagreement.reopen', detail: { modelId } },
    { action: 'disagreement.resolve', detail: { modelId, resolution: 'withdrawn' } },
  ]);
});

test('a person at a screen reads it with a session as well', async () => {
  const who = await person(service, 'reviewer', [projectId]);
  const session = await signIn(service.url, who.email, who.password);
  expect((await session(listDisagreements, { params: { modelId }, query: {} })).open).toBe(1);
});
