import {
  cancelRun,
  createBatch,
  createWebhook,
  freezeSnapshot,
  getProject,
  importComparisons,
  listComparisons,
  startRun,
  updateProject,
} from '@preferably/contracts';
import { addKnown, judgeKnown, takeTest } from './known.ts';
import { leaveModel, scoresOf } from './models.ts';
import { rowsOf } from './rows.ts';
import { probabilityOf, scored } from './scores.ts';
import { clientOf, makeProject, untilReady } from './service.ts';
import { guidelines, helpfulnessRows, safetyRows } from './shot-rows.ts';

/** A response with everything that Markdown can be, and another one much like it. */
const rich = `${helpfulnessRows[0]?.response_a}

| case | cost |
|---|---:|
| best | \\(O(n)\\) |

\\[\\sum_{i=1}^{n} i = \\frac{n(n+1)}{2}\\]

- [ ] a task

> שלום

\`\`\`diff
- old
+ new
\`\`\``;

const judged = Array.from({ length: 12 }, (_, n) =>
  JSON.stringify({
    id: `judged-${n}`,
    prompt: [{ role: 'user', content: `Question ${n}?` }],
    response_a: `Answer ${n}`,
    response_b: `Another answer ${n}`,
    preferred: n % 2 ? 'a' : 'b',
    annotators: [{ id: `rater-${n % 3}`, preferred: n % 2 ? 'a' : 'b', strength: 'better' }],
  }),
).join('\n');

/** A project with known answers in its work, judged once, and a test with too few comparisons for all its tries. */
async function known(): Promise<string> {
  const { projectId } = await makeProject('helpfulness', rowsOf(20), {
    ...guidelines,
    name: 'Every page, known answers',
  });
  const call = clientOf('admin');
  await addKnown(projectId, 'work', rowsOf(20, 100));
  await call(updateProject, { params: { projectId }, body: { goldShare: 0.5 } });
  await judgeKnown(projectId);
  await addKnown(projectId, 'qualification', rowsOf(3, 200));
  const qualification = { comparisons: 2, passMark: 0.5, tries: 2 };
  await call(updateProject, { params: { projectId }, body: { qualification } });
  await takeTest(projectId, 'failed');
  return projectId;
}

/** A service with something on every page, and the addresses of the pages. */
export async function everyPage() {
  const rows = helpfulnessRows.map((row) => ({
    ...row,
    response_a: rich,
    response_b: rich.replace('one word', 'a single word'),
  }));
  const helpfulness = await makeProject('helpfulness', rows, { name: 'Every page', ...guidelines });
  const safety = await makeProject('safety', safetyRows, { name: 'Every page, safety', ...guidelines });
  const call = clientOf('admin');
  const params = { projectId: helpfulness.projectId };
  const batch = await call(createBatch, { params, body: { name: 'Judged elsewhere' } });
  await call(importComparisons, {
    params: { ...params, batchId: batch.id },
    query: { name: 'judged.jsonl', judged: 'true' },
    lines: `${judged}\n{"broken"`,
  });
  await call(createWebhook, { params, body: { url: 'https://receiver.invalid/hooks' } });
  const { id: snapshotId } = await call(freezeSnapshot, {
    params,
    body: { name: 'Frozen', notes: 'What **came** in this week.', filter: {}, formats: ['trl', 'parquet'] },
  });
  const { id: laterId } = await call(freezeSnapshot, {
    params,
    body: {
      name: 'Frozen later',
      parentId: snapshotId,
      filter: { includeRecorded: true, minVotes: 1 },
      testShare: 0.5,
    },
  });
  await untilReady(snapshotId);
  const left = { projectId: helpfulness.projectId, snapshotId, accuracy: 0.7, scores: scoresOf(40, 4) };
  const modelId = await leaveModel({ ...left, name: 'Fitted' });
  await leaveModel({ ...left, name: 'Fitted again', scores: scoresOf(40, 5) });
  await scored(modelId, probabilityOf);
  const run = await call(startRun, {
    params,
    body: { name: 'Waiting', trainSnapshotId: snapshotId, baseModel: 'somewhere/tiny' },
  });
  const { guidelineSetId } = (await call(getProject, { params })).project as { guidelineSetId?: string };
  const { comparisons } = await call(listComparisons, { params, query: { limit: 1 } });
  const at = `/projects/${helpfulness.projectId}`;
  const quality = `/projects/${await known()}`;
  return {
    label: { helpfulness: `/label/${helpfulness.projectId}`, safety: `/label/${safety.projectId}` },
    managed: [
      '/',
      '/work',
      '/account',
      '/people',
      '/api-keys',
      '/guidelines',
      ...(guidelineSetId ? [`/guidelines/${guidelineSetId}`] : []),
      '/projects/new',
      at,
      ...[
        'comparisons',
        'flags',
        `comparisons/${comparisons[0]?.id}`,
        'imports',
        'members',
        'settings',
        'snapshots',
        'snapshots/new',
        `snapshots/${snapshotId}`,
        `snapshots/${laterId}`,
        `snapshots/${laterId}/diff?against=${snapshotId}`,
        'webhooks',
        'runs',
        'runs/new',
        `runs/${run.id}`,
        'models',
        `models/${modelId}`,
        `models/${modelId}/disagreements`,
        'models/compare',
      ].map((part) => `${at}/${part}`),
      quality,
      ...['imports', 'members', 'settings'].map((part) => `${quality}/${part}`),
      '/no-such-page',
    ],
    /** A worker of another test must not find it. */
    end: () => call(cancelRun, { params: { runId: run.id } }),
  };
}
