import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect } from '@playwright/test';
import {
  claimRun,
  createApiKey,
  createClient,
  finishRun,
  type LearningCurve,
  type Report,
  type Run,
  runFilePath,
  SHA256_HEADER,
  startRun,
} from '@preferably/contracts';
import { origin } from './origin.ts';
import { clientOf } from './service.ts';

const fixture = path.join(
  import.meta.dirname,
  '../../../../packages/contracts/fixtures/report-schema-2.json',
);

/** A report as the trainer writes it, of scores that were simulated. */
export const fullReport = (): Extract<Report, { schema: 2 }> => JSON.parse(readFileSync(fixture, 'utf8'));

/** A model in name only: without its files no run has succeeded. */
const modelFiles = { 'report.json': '{}', 'model/config.json': '{}', 'model/model.safetensors': 'weights' };

async function handIn(
  runId: string,
  key: string,
  holder: { worker: string; attempt: number },
  files: Record<string, string>,
): Promise<void> {
  for (const [name, content] of Object.entries(files)) {
    const sha256 = createHash('sha256').update(content).digest('hex');
    const answer = await fetch(origin + runFilePath(runId, name, holder), {
      method: 'PUT',
      headers: { 'x-api-key': key, [SHA256_HEADER]: sha256, 'content-type': 'application/octet-stream' },
      body: content,
    });
    expect(answer.status, await answer.text()).toBe(200);
  }
}

/** Starts a run and brings it to its end as a worker does over HTTP, with the given report and, if any, its curve. */
export async function finishedRun(
  projectId: string,
  wanted: { trainSnapshotId: string; evaluateSnapshotIds?: string[]; name: string; seed?: number },
  report: Report,
  curve?: LearningCurve,
): Promise<Run> {
  const call = clientOf('admin');
  const { secret } = await call(createApiKey, { body: { name: 'a worker', scopes: ['work'] } });
  const worker = createClient({ baseUrl: origin, headers: () => ({ 'x-api-key': secret }) });
  const run = await call(startRun, {
    params: { projectId },
    body: { ...wanted, baseModel: report.base_model, learningCurve: curve !== undefined },
  });
  const name = 'a-worker-of-the-tests';
  for (;;) {
    const { order } = await worker(claimRun, { body: { worker: name } });
    expect(order).not.toBeNull();
    if (!order) throw new Error('the run was not handed out');
    const holder = { worker: name, attempt: order.attempt };
    const mine = order.runId === run.id;
    // The queue is one for all projects: what other tests left in it is ended on the way.
    const end = mine ? { outcome: 'succeeded' as const, report, curve } : { outcome: 'cancelled' as const };
    if (mine)
      await handIn(run.id, secret, holder, { ...modelFiles, ...(curve ? { 'curve.json': '{}' } : {}) });
    await worker(finishRun, { params: { runId: order.runId }, body: { ...holder, ...end } });
    if (mine) return run;
  }
}
