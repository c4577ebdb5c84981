import { randomUUID } from 'node:crypto';
import {
  acknowledgeGuidelines,
  claimNext,
  claimScoring,
  createBatch,
  createGuidelineVersion,
  finishScoring,
  importComparisons,
  listToScore,
  publishGuidelineVersion,
  putScores,
  startScoring,
  submitPreference,
  type ToScore,
} from '@preferably/contracts';
import type { ScoringScope } from '@preferably/domain';
import { addJudged, question } from './judged.ts';
import { frozen, leaveModel, scoresOf } from './models.ts';
import { clientOf, guidelineTexts, makeProject, type Row } from './service.ts';

const worker = 'a-worker-that-scores';

/** Comparisons whose responses say which side they are stored on, each with a question like no other. */
export const questionRows = (count: number, from = 0): Row[] =>
  Array.from({ length: count }, (_, i) => from + i).map((n) => ({
    id: `question-${n}`,
    prompt: [{ role: 'user', content: `Question ${n}. ${question(10_000 + n)}` }],
    response_a: `Alpha, for ${n}.`,
    response_b: `Beta, for ${n}.`,
  }));

/** The number of a comparison of `questionRows`; null of any other one. */
export const numberOf = ({ response_a }: Pick<ToScore, 'response_a'>): number | null => {
  const found = /^Alpha, for (\d+)\.$/u.exec(response_a);
  return found ? Number(found[1]) : null;
};

/** The annotator prefers the stored side a of everything that is handed out. */
export async function preferAlpha(projectId: string, count: number): Promise<void> {
  const call = clientOf('annotator');
  for (let done = 0; done < count; done++) {
    const { assignment } = await call(claimNext, { params: { projectId }, body: {} });
    if (!assignment) throw new Error(`only ${done} comparisons were handed out`);
    const place = assignment.responses.first.startsWith('Alpha') ? 'first' : 'second';
    await call(submitPreference, {
      params: { assignmentId: assignment.id },
      body: { id: randomUUID(), place, strength: 'better' },
    });
  }
}

/** The next version of the guidelines, read by the annotator and the admin. */
async function publishAgain(projectId: string, setId: string): Promise<void> {
  const call = clientOf('admin');
  const { en, ko } = guidelineTexts;
  const version = await call(createGuidelineVersion, { params: { setId }, body: { texts: { en, ko } } });
  await call(publishGuidelineVersion, { params: { versionId: version.id } });
  for (const who of ['annotator', 'admin'] as const) {
    await clientOf(who)(acknowledgeGuidelines, { params: { projectId }, body: { versionId: version.id } });
  }
}

/** A batch that was never opened, with comparisons in it. */
export async function addDraft(projectId: string, name: string, rows: readonly Row[]): Promise<void> {
  const call = clientOf('admin');
  const batch = await call(createBatch, { params: { projectId }, body: { name } });
  const lines = rows.map((row) => JSON.stringify(row)).join('\n');
  const params = { projectId, batchId: batch.id };
  await call(importComparisons, { params, query: { name: 'rows.jsonl' }, lines });
}

/** A worker that has claimed a scoring: what it does is asked for step by step. */
export async function takeScoring(probabilityOf: (row: ToScore) => number | null) {
  const call = clientOf('admin');
  const { order } = await call(claimScoring, { body: { worker } });
  if (!order) throw new Error('no scoring was handed out');
  const params = { scoringId: order.scoringId };
  const holder = { worker, attempt: order.attempt };
  return {
    /** Scores so many, or all that are left. */
    async score(count = 500): Promise<number> {
      const { comparisons } = await call(listToScore, { params, query: { ...holder, limit: count } });
      const scores = comparisons.map((row) => {
        const probability = probabilityOf(row);
        const its = { comparisonId: row.id, truncated: false };
        return probability === null
          ? { ...its, a: null, b: null, probability }
          : { ...its, a: Math.log(probability / (1 - probability)), b: 0, probability };
      });
      await call(putScores, { params, body: { ...holder, scores } });
      return scores.length;
    },
    end: () => call(finishScoring, { params, body: { ...holder, outcome: 'succeeded' } }),
    stop: () => call(finishScoring, { params, body: { ...holder, outcome: 'cancelled' } }),
    fail: (error: string) => call(finishScoring, { params, body: { ...holder, outcome: 'failed', error } }),
  };
}

/** Has everything of a scope scored, from the request to its end. */
export async function scored(
  modelId: string,
  probabilityOf: (row: ToScore) => number | null,
  scope: ScoringScope = 'all',
): Promise<void> {
  await clientOf('admin')(startScoring, { params: { modelId }, body: { scope } });
  const work = await takeScoring(probabilityOf);
  while ((await work.score()) > 0);
  await work.end();
}

/** The sides that the model of `disagreeing` takes: of six judged comparisons it contradicts four, 0 the clearest. */
const sidesTaken = [0.02, 0.1, 0.2, 0.3, 0.9, 0.9];

/**
 * What the model holds for the probability of A: of what was judged elsewhere, and fitted on, it contradicts every
 * tenth a little; of what waits in the draft it is the less sure the smaller the number.
 */
export function probabilityOf(row: ToScore): number {
  const number = numberOf(row);
  if (number !== null) return sidesTaken[number] ?? 0.5 + (number - 99) * 0.03;
  const n = Number(/\d+/u.exec(row.response_a)?.[0]);
  if (n % 10 === 5) return 0.45;
  return n % 2 === 1 ? 0.8 : 0.2;
}

/** A project whose annotator judged six comparisons that its model was not fitted on, with ten more in a draft. */
export async function modelWithWork(name?: string): Promise<{ projectId: string; modelId: string }> {
  const texts = name ? { ...guidelineTexts, name } : guidelineTexts;
  const { projectId, guidelineSetId } = await makeProject('helpfulness', questionRows(6), texts);
  await addJudged(projectId, 40);
  const snapshotId = await frozen(projectId, 'Week 1');
  const modelId = await leaveModel({
    projectId,
    snapshotId,
    name: 'Fitted',
    accuracy: 0.7,
    scores: scoresOf(40, 4),
  });
  await preferAlpha(projectId, 3);
  await publishAgain(projectId, guidelineSetId);
  await preferAlpha(projectId, 3);
  await addDraft(projectId, 'Pool', questionRows(10, 100));
  return { projectId, modelId };
}
