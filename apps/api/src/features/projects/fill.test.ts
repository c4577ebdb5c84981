import {
  type ApiError,
  type Client,
  claimNext,
  createBatch,
  fillBatch,
  getProject,
  importComparisons,
  previewFill,
  updateBatch,
} from '@preferably/contracts';
import { newId, openDatabase } from '@preferably/db';
import { makeModel } from '../../testing/models.ts';
import { scoreAll } from '../../testing/scores.ts';
import {
  keyOf,
  linesOf,
  makeProject,
  person,
  rowOf,
  type Service,
  startService,
  withKey,
} from '../../testing/service.ts';
import { freezeAndWait, judgedRows } from '../../testing/snapshots.ts';

let service: Service;
let projectId: string;
let openBatch: string;
let modelId: string;
let drafts: string[];
let admin: Client;

beforeAll(async () => {
  service = await startService();
  ({ admin } = service);
  const made = await makeProject(service, 'helpfulness', judgedRows(4), { judged: true });
  projectId = made.project.id;
  openBatch = made.batch.id;
  const snapshotId = (await freezeAndWait(service, projectId, { name: 'all', testShare: 0 })).id;
  modelId = await makeModel(service, { projectId, snapshotId, name: 'scorer' });
  drafts = [await draft([10, 11, 12]), await draft([13, 14])];
  // The surest of 10, the least sure of 14; of 12 there is no score.
  const sure: Record<number, number> = { 10: 0.99, 11: 0.8, 13: 0.35, 14: 0.52 };
  await scoreAll(admin, modelId, ({ prompt }) => {
    const n = Number(/number ([0-9]+)/u.exec(prompt.at(-1)?.content ?? '')?.[1]);
    return sure[n] ?? null;
  });
}, 120_000);
afterAll(() => service?.stop());

async function draft(numbers: number[]): Promise<string> {
  const { id } = await admin(createBatch, { params: { projectId }, body: { name: 'later' } });
  const at = { params: { projectId, batchId: id }, query: { name: 'rows.jsonl' } };
  await admin(importComparisons, { ...at, lines: linesOf(numbers.map((n) => rowOf(n))) });
  return id;
}
const codeOf = (call: Promise<unknown>) =>
  call.then(
    () => 'accepted',
    (error: unknown) => (error as ApiError).problem?.code,
  );
const body = (change: object = {}) => ({
  modelId,
  fromBatchIds: drafts,
  name: 'Unsure',
  count: 2,
  ...change,
});
const params = () => ({ params: { projectId } });

test('the preview says what there is to take', async () => {
  expect(await admin(previewFill, { ...params(), body: { modelId, fromBatchIds: drafts } })).toEqual({
    available: 5,
    scored: 4,
  });
});

test.each<[string, () => object, string]>([
  ['a batch that is open', () => ({ fromBatchIds: [drafts[0], openBatch] }), 'batch_not_draft'],
  ['a batch that is not there', () => ({ fromBatchIds: [newId()] }), 'batch_not_draft'],
  ['a batch named twice', () => ({ fromBatchIds: [drafts[0], drafts[0]] }), 'invalid_request'],
  ['a model that is not there', () => ({ modelId: newId() }), 'not_found'],
])('nothing is filled from %s', async (_, change, code) => {
  expect(await codeOf(admin(fillBatch, { ...params(), body: body(change()) }))).toBe(code);
  const { batches } = await admin(getProject, params());
  expect(batches).toHaveLength(3);
});

test('only admins fill a batch', async () => {
  const who = await person(service, 'engineer', [projectId]);
  const engineer = withKey(service.url, await keyOf(service, who, ['read', 'manage']));
  expect(await codeOf(engineer(fillBatch, { ...params(), body: body() }))).toBe('forbidden');
});

test('the next batch holds what the model is least sure of, and hands that out first', async () => {
  const { batch, moved } = await admin(fillBatch, { ...params(), body: body() });
  expect(moved).toBe(2);
  expect(batch).toMatchObject({ number: 4, name: 'Unsure', state: 'draft', comparisons: 2 });
  const { batches } = await admin(getProject, params());
  expect(batches.map(({ comparisons }) => comparisons)).toEqual([4, 3, 0, 2]);

  await admin(updateBatch, { params: { projectId, batchId: batch.id }, body: { state: 'open' } });
  const who = await person(service, 'annotator', [projectId]);
  const annotator = withKey(service.url, await keyOf(service, who, ['annotate', 'read']));
  const { assignment } = await annotator(claimNext, { params: { projectId }, body: {} });
  expect(assignment?.prompt.at(-1)?.content).toContain('Question number 14');
  const db = openDatabase(service.databaseUrl);
  const { rows } = await db.pool.query(`select detail from audit_event where action = 'batch.fill'`);
  await db.close();
  expect(rows).toEqual([{ detail: { modelId, fromBatchIds: drafts, moved: 2 } }]);
});

test('without a score left there is nothing to fill from', async () => {
  const unscored = await draft([20, 21]);
  expect(await codeOf(admin(fillBatch, { ...params(), body: body({ fromBatchIds: [unscored] }) }))).toBe(
    'nothing_to_fill',
  );
});
