// Comparisons with known answers, and people's tries of the test that a project makes of them.
import { randomUUID } from 'node:crypto';
import {
  beginQualification,
  claimNext,
  createBatch,
  getProjectStatistics,
  getQualification,
  importComparisons,
  type QualificationRules,
  skipAssignment,
  submitPreference,
  updateBatch,
  updateProject,
} from '@preferably/contracts';
import type { BatchKind } from '@preferably/domain';
import { rowsOf } from './rows.ts';
import { clientOf, type guidelineTexts, makeProject, type Row } from './service.ts';

/** Adds an open batch of comparisons whose known answer is the stored side a. */
export async function addKnown(projectId: string, kind: BatchKind, rows: Row[]): Promise<string> {
  const call = clientOf('admin');
  const name = kind === 'work' ? 'Known answers' : 'Test';
  const { id: batchId } = await call(createBatch, { params: { projectId }, body: { name, kind } });
  const params = { projectId, batchId };
  const lines = rows.map((row) => JSON.stringify({ ...row, preferred: 'a' })).join('\n');
  const gold = kind === 'work' ? ({ gold: 'true' } as const) : {};
  await call(importComparisons, { params, query: { name: 'known.jsonl', ...gold }, lines });
  await call(updateBatch, { params, body: { state: 'open' } });
  return batchId;
}

/** A project that asks the annotator for a test, with as many comparisons as all its tries need. */
export async function makeTested(
  qualification: QualificationRules,
  options: { texts?: typeof guidelineTexts; acknowledged?: boolean; rows?: Row[] } = {},
) {
  const {
    texts,
    acknowledged,
    rows = rowsOf(qualification.comparisons * qualification.tries, 100),
  } = options;
  const made = await makeProject('helpfulness', rowsOf(2), texts, { acknowledged });
  const { projectId } = made;
  await addKnown(projectId, 'qualification', rows);
  await clientOf('admin')(updateProject, { params: { projectId }, body: { qualification } });
  return made;
}

/** The annotator begins a try; where it is to fail, every comparison of it is skipped. */
export async function takeTest(projectId: string, outcome: 'begun' | 'failed'): Promise<void> {
  const call = clientOf('annotator');
  const params = { projectId };
  const { attempts } = await call(beginQualification, { params });
  if (outcome === 'begun') return;
  for (let left = attempts.at(-1)?.comparisons ?? 0; left > 0; left--) {
    const { assignment } = await call(claimNext, { params, body: {} });
    if (!assignment) throw new Error('the test handed nothing out');
    await call(skipAssignment, { params: { assignmentId: assignment.id }, body: { reason: 'other' } });
  }
  await call(getQualification, { params });
}

/** The labeling pages of projects whose test is at each of its points. */
export async function testPages() {
  const rules = { comparisons: 2, passMark: 0.5, tries: 2 };
  const at = async (...tries: ('begun' | 'failed')[]) => {
    const { projectId } = await makeTested(rules);
    for (const outcome of tries) await takeTest(projectId, outcome);
    return `/label/${projectId}`;
  };
  return {
    begin: await at(),
    begun: await at('begun'),
    failedTry: await at('failed'),
    failed: await at('failed', 'failed'),
  };
}

/** The annotator judges until the service has counted a known answer among it. */
export async function judgeKnown(projectId: string): Promise<void> {
  const call = clientOf('annotator');
  const params = { projectId };
  for (;;) {
    const { assignment } = await call(claimNext, { params, body: {} });
    if (!assignment) throw new Error('no known answer was handed out');
    await call(submitPreference, {
      params: { assignmentId: assignment.id },
      body: { id: randomUUID(), place: 'first', strength: 'better' },
    });
    if ((await clientOf('admin')(getProjectStatistics, { params })).gold.judged > 0) return;
  }
}
