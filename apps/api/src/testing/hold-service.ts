// A whole service on a database of its own for tests in other languages: says on one line of JSON where it is and what
// it holds, and ends when its input ends. `node --import tsx apps/api/src/testing/hold-service.ts`
import {
  type Client,
  claimNext,
  createApiKey,
  flagAssignment,
  freezeSnapshot,
  getSnapshot,
  importComparisons,
  listScorings,
  submitPreference,
} from '@preferably/contracts';
import { newId } from '@preferably/db';
import { startTestServer } from '@preferably/db/testing';
import { scopes } from '@preferably/domain';
import { makeModel } from './models.ts';
import { scoreAll } from './scores.ts';
import { ADMIN, cookiesOf, keyOf, linesOf, makeProject, person, rowOf, startService } from './service.ts';

const server = await startTestServer();
Object.assign(process.env, server.env);
const service = await startService();

const { admin } = service;
const open = Array.from({ length: 30 }, (_, n) => rowOf(n));
const judged = Array.from({ length: 120 }, (_, n) =>
  rowOf(1000 + n, { annotators: [{ id: 'r', preferred: n % 2 ? 'a' : 'b', strength: 'better' }] }),
);
const first = await makeProject(service, 'helpfulness', open, { votesWanted: 3 });
const other = await makeProject(service, 'safety', [rowOf(1)]);
const projectId = first.project.id;
const recorded = await admin(importComparisons, {
  params: { projectId, batchId: first.batch.id },
  query: { name: 'recorded.jsonl', judged: 'true' },
  lines: linesOf(judged),
});

async function judge(client: Client): Promise<{ assignmentId: string; comparisonId: string }> {
  const { assignment } = await client(claimNext, { params: { projectId }, body: {} });
  if (!assignment) throw new Error('there is nothing to judge');
  const params = { assignmentId: assignment.id };
  const body = { id: newId(), place: 'first', strength: 'better' } as const;
  await client(submitPreference, { params, body });
  await client(flagAssignment, { params, body: { reason: 'other' } });
  return { assignmentId: assignment.id, comparisonId: assignment.comparisonId };
}

async function freeze(name: string) {
  const { id } = await admin(freezeSnapshot, { params: { projectId }, body: { name, testShare: 0.2 } });
  const until = Date.now() + 60_000;
  for (;;) {
    const snapshot = await admin(getSnapshot, { params: { snapshotId: id } });
    if (snapshot.state === 'ready') return snapshot;
    if (snapshot.state === 'failed' || Date.now() > until)
      throw new Error(`the snapshot is ${snapshot.state}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

const engineer = await person(service, 'engineer', [projectId, other.project.id]);
const engineerKey = await keyOf(service, engineer, ['read', 'export', 'manage']);
const { secret: adminKey } = await admin(createApiKey, { body: { name: 'all', scopes: [...scopes] } });
const work = await judge(admin);
const snapshot = await freeze('held');
const modelId = await makeModel(service, { projectId, snapshotId: snapshot.id, name: 'held' });
await scoreAll(admin, modelId, () => 0.1);
const { scorings } = await admin(listScorings, { params: { projectId } });

console.log(
  JSON.stringify({
    url: service.url,
    adminKey,
    engineerKey,
    cookie: await cookiesOf(service.url, ADMIN.email, ADMIN.password),
    files: snapshot.files,
    // What the parameters of paths may be.
    held: {
      projectId,
      batchId: first.batch.id,
      importId: recorded.import.id,
      userId: engineer.user.id,
      setId: first.project.guidelineSetId,
      snapshotId: snapshot.id,
      modelId,
      scoringId: scorings[0]?.id,
      ...work,
    },
  }),
);

process.stdin.resume();
await new Promise((resolve) => {
  process.stdin.once('end', resolve);
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, resolve);
});
await service.stop();
await server.stop();
process.exit(0);
