// A key that was made for one project, tried on every operation of the OpenAPI document with what belongs to another.
import {
  claimNext,
  createApiKey,
  freezeSnapshot,
  listScorings,
  SHA256_HEADER,
  startRun,
  submitPreference,
} from '@preferably/contracts';
import { newId } from '@preferably/db';
import { type Scope, scopes } from '@preferably/domain';
import { succeed } from '../testing/models.ts';
import { scoreAll } from '../testing/scores.ts';
import {
  keyOf,
  linesOf,
  makeProject,
  person,
  rowOf,
  type Service,
  signIn,
  startService,
} from '../testing/service.ts';

interface Operation {
  operationId: string;
  security: Record<string, string[]>[];
  requestBody?: { content: Record<string, unknown> };
}
type Ids = Record<string, string>;

let service: Service;
let own: Ids;
let foreign: Ids;
let operations: { method: string; path: string; operation: Operation }[];
/** Made for the first project alone, by an admin and by an engineer of both. */
const keys: Record<string, string> = {};

/** A project with something of everything, its texts and names marked with a word. */
async function everythingIn(word: string): Promise<Ids> {
  const { admin } = service;
  const rows = [1, 2, 3].map((n) => rowOf(n, { response_a: `${word} answer ${n}` }));
  const { project, batch, import: done } = await makeProject(service, 'helpfulness', rows);
  const params = { projectId: project.id };
  const { assignment } = await admin(claimNext, { params, body: {} });
  const assignmentId = assignment?.id as string;
  await admin(submitPreference, {
    params: { assignmentId },
    body: { id: newId(), place: 'first', strength: 'better', comment: `${word} comment` },
  });
  const snapshot = await admin(freezeSnapshot, { params, body: { name: `${word} snapshot`, testShare: 0 } });
  for (let tries = 0; tries < 100; tries++) {
    const body = { name: `${word} run`, trainSnapshotId: snapshot.id, baseModel: `${word}-model` };
    try {
      const run = await admin(startRun, { params, body });
      await succeed(service, run.id, { worker: 'w', codeword: word });
      await scoreAll(admin, run.id, () => 0.1);
      const { scorings } = await admin(listScorings, { params });
      return {
        projectId: project.id,
        batchId: batch.id,
        importId: done.import.id,
        assignmentId,
        comparisonId: assignment?.comparisonId as string,
        snapshotId: snapshot.id,
        runId: run.id,
        modelId: run.id,
        scoringId: scorings[0]?.id as string,
        setId: project.guidelineSetId,
        name: 'canonical.jsonl',
      };
    } catch {
      await new Promise((resolve) => setTimeout(resolve, 100)); // its files are being written
    }
  }
  throw new Error('the run could not be started');
}

beforeAll(async () => {
  service = await startService();
  own = await everythingIn('ownword');
  foreign = await everythingIn('foreignword');
  const engineer = await person(service, 'engineer', [own.projectId as string, foreign.projectId as string]);
  const make = async (session: typeof service.admin, granted: readonly Scope[]) => {
    const body = { name: 'one project', scopes: [...granted], projects: [own.projectId as string] };
    const { secret, apiKey } = await session(createApiKey, { body });
    expect(apiKey).toMatchObject({ projects: [own.projectId], expiresAt: null });
    return secret;
  };
  await keyOf(service, engineer, ['read']);
  const session = await signIn(service.url, engineer.email, engineer.password);
  keys.admin = await make(service.admin, scopes);
  keys.engineer = await make(session, ['annotate', 'read', 'export', 'manage']);
  const document = (await (await fetch(`${service.url}/v1/openapi.json`)).json()) as {
    paths: Record<string, Record<string, Operation>>;
  };
  operations = Object.entries(document.paths).flatMap(([path, of]) =>
    Object.entries(of).map(([method, operation]) => ({ method: method.toUpperCase(), path, operation })),
  );
});
afterAll(() => service?.stop());

/** A valid body for each operation that has one, about the ids given. A new operation says its body here. */
const bodies = (ids: Ids): Record<string, object> => {
  const at = new Date().toISOString();
  const holder = { worker: 'w', attempt: 1 };
  const guidelines = { texts: { en: 'Judge well' } };
  const filter = { batchIds: [ids.batchId] };
  return {
    updateMe: { locale: 'en' },
    createApiKey: { name: 'x', scopes: ['read'] },
    createUser: { name: 'x', email: 'key-made@example.org', role: 'annotator' },
    updateUser: { disabled: false },
    createProject: { name: 'x', slug: 'x', dimension: 'helpfulness', guidelineSetId: ids.setId },
    updateProject: { name: 'renamed' },
    putMember: { role: 'annotator' },
    createBatch: { name: 'x' },
    updateBatch: { name: 'x' },
    createGuidelineSet: { name: 'x', dimension: 'safety' },
    createGuidelineVersion: guidelines,
    updateGuidelineVersion: guidelines,
    acknowledgeGuidelines: { versionId: newId() },
    claimNext: { comparisonId: ids.comparisonId },
    fillHand: { wanted: 1, known: [ids.assignmentId] },
    saveDraft: { body: { step: 1, safety: { first: null, second: null }, comment: '' }, savedAt: at },
    skipAssignment: { reason: 'other' },
    submitPreference: { id: newId(), place: 'first', strength: 'better' },
    flagAssignment: { reason: 'other' },
    resolveFlag: { resolution: 'kept' },
    freezeSnapshot: { name: `of ${newId()}`, parentId: ids.snapshotId, filter },
    previewSnapshot: { filter },
    createFileLink: { name: 'canonical.jsonl' },
    createWebhook: { url: 'https://receiver.example.org/hook' },
    updateWebhook: { active: true },
    startRun: { name: 'x', trainSnapshotId: ids.snapshotId, baseModel: 'm' },
    claimRun: { worker: 'w' },
    heartbeat: holder,
    postRunEvents: { ...holder, events: [{ seq: 1, at, kind: 'x', payload: {} }] },
    finishRun: { ...holder, outcome: 'cancelled' },
    startScoring: { scope: 'all' },
    claimScoring: { worker: 'w' },
    putScores: { ...holder, scores: [] },
    scoringHeartbeat: holder,
    finishScoring: { ...holder, outcome: 'cancelled' },
    resolveDisagreement: { resolution: 'withdrawn' },
    previewFill: { modelId: ids.modelId, fromBatchIds: [ids.batchId] },
    fillBatch: { modelId: ids.modelId, fromBatchIds: [ids.batchId], name: 'x', count: 1 },
  };
};

async function call(
  key: string,
  { method, path, operation }: (typeof operations)[number],
  ids: Ids,
  about: Ids,
) {
  // A model has other files than a snapshot.
  const names = /models|worker/u.test(path) ? { ...ids, name: 'report.json' } : ids;
  const filled = path.replace(/\{(\w+)\}/gu, (_, name: string) => (names as Ids)[name] ?? newId());
  const query = new URLSearchParams({
    name: 'x',
    project: about.projectId as string,
    against: about.snapshotId as string,
    a: about.modelId as string,
    b: about.modelId as string,
    worker: 'w',
    attempt: '1',
  });
  const type = operation.requestBody && (Object.keys(operation.requestBody.content)[0] as string);
  const body =
    type === 'application/json' ? JSON.stringify(bodies(about)[operation.operationId]) : linesOf([rowOf(9)]);
  return fetch(`${service.url}${filled}?${query}`, {
    method,
    headers: {
      ...{ 'x-api-key': key, [SHA256_HEADER]: 'f'.repeat(64) },
      ...(type ? { 'content-type': type } : {}),
    },
    ...(type ? { body } : {}),
  });
}

const isPublic = ({ operation }: (typeof operations)[number]) => operation.security.length === 0;

test.each(['admin', 'engineer'])(
  'the key of an %s gets at nothing of a project it was not made for',
  async (who) => {
    const answers: Record<string, number> = {};
    for (const each of operations.filter((each) => !isPublic(each))) {
      const response = await call(keys[who] as string, each, foreign, foreign);
      const text = await response.text();
      expect({ [each.operation.operationId]: text }).toEqual({
        [each.operation.operationId]: expect.not.stringMatching(/foreignword/u),
      });
      answers[each.operation.operationId] = response.status;
    }
    // What is about no project answers for the projects of the key; all the rest is refused or does not exist.
    const aboutNone = ['getMe', 'listProjects', 'listMyWork', 'getMyActivity'];
    const open = Object.entries(answers).filter(([, status]) => status !== 403 && status !== 404);
    expect(Object.fromEntries(open)).toEqual(Object.fromEntries(aboutNone.map((name) => [name, 200])));
  },
);

test.each(['admin', 'engineer'])(
  'the key of an %s gets at it neither by way of its own project',
  async (who) => {
    for (const each of operations.filter((each) => !isPublic(each))) {
      const response = await call(keys[who] as string, each, own, foreign);
      const text = await response.text();
      expect({ [each.operation.operationId]: text }).toEqual({
        [each.operation.operationId]: expect.not.stringMatching(/foreignword/u),
      });
      expect([each.operation.operationId, response.status]).not.toEqual([each.operation.operationId, 500]);
    }
  },
);

test('the key reads the project that it was made for', async () => {
  for (const path of [
    '/v1/projects',
    '/v1/me',
    `/v1/projects/${own.projectId}`,
    `/v1/snapshots/${own.snapshotId}`,
  ]) {
    const response = await fetch(service.url + path, { headers: { 'x-api-key': keys.engineer as string } });
    expect([path, response.status, await response.text()]).toEqual([
      path,
      200,
      expect.stringContaining(own.projectId as string),
    ]);
  }
});

test('nobody makes a key for a project that they do not belong to', async () => {
  const stranger = await person(service, 'engineer');
  const session = await signIn(service.url, stranger.email, stranger.password);
  const body = { name: 'k', scopes: ['read' as const], projects: [own.projectId as string] };
  await expect(session(createApiKey, { body })).rejects.toMatchObject({ status: 404 });
});
