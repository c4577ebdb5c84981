// Models with scores for the tests of this package.
import type { ScoringScope, Side } from '@preferably/domain';
import { type Database, newId } from '../database.ts';
import type { Held } from '../queues/leased-queue.ts';
import { claimScoring, endScoring, type NewScore, putScores } from '../queues/scoring-queue.ts';
import { createScoring } from '../stores/scorings.ts';
import { addPairs, newBatch, newProject, pair, recorded, rowsOf, type TestProject } from './fixtures.ts';
import { newModel } from './model-fixtures.ts';
import { freezeAll, makeReady } from './snapshot-fixtures.ts';

export const score = (comparisonId: string, probability: number): NewScore => ({
  comparisonId,
  a: probability,
  b: 1 - probability,
  probability,
  truncated: false,
});

export const unscorable = (comparisonId: string): NewScore => ({
  ...{ comparisonId, a: null, b: null, probability: null },
  truncated: false,
});

/** A model of a project whose pair 0 came judged, for side a, and is what the model was fitted on. */
export async function newFittedProject(
  db: Database,
  options: Parameters<typeof newProject>[1] = {},
): Promise<TestProject & { modelId: string; trainSnapshotId: string }> {
  const project = await newProject(db, options);
  await addJudged(db, project, 0, ['a']);
  const { id: trainSnapshotId } = await freezeAll(db, project.projectId, { testShare: 0 });
  await makeReady(db, trainSnapshotId);
  const modelId = await newModel(db, project.projectId, trainSnapshotId);
  return { ...project, modelId, trainSnapshotId };
}

/** The n-th pair of the file with judgements of as many raters, the first of them always the same one. */
export async function addJudged(
  db: Database,
  at: { projectId: string; batchId: string },
  n: number,
  sides: Side[],
): Promise<string> {
  const judgements = sides.map((side, i) => recorded(`${at.projectId}-${i}`, side));
  await addPairs(db, at, [pair(n, { judgements })]);
  return idOf(db, at, n);
}

/** Where the n-th pair of the file stands in a batch. */
export async function idOf(db: Database, at: { batchId: string }, n: number): Promise<string> {
  const sql = 'select id from comparison where batch_id = $1 and source_id = $2';
  const [row] = await rowsOf<{ id: string }>(db, sql, [at.batchId, `made-up:${n}`]);
  if (!row) throw new Error(`pair ${n} is not in the batch`);
  return row.id;
}

export const askFor = (db: Database, modelId: string, scope: ScoringScope = 'all') =>
  createScoring(db, modelId, scope, newId());

/** A scoring that its worker holds. No other may be queued. */
export async function heldScoring(db: Database, modelId: string, scope: ScoringScope = 'all'): Promise<Held> {
  const id = await askFor(db, modelId, scope);
  const claimed = await claimScoring(db, 'worker', 60);
  if (!id || claimed?.id !== id) throw new Error('there was nothing to score, or another scoring was queued');
  return { id, worker: 'worker', attempt: claimed.attempt };
}

/** Scores by a model, as its worker hands them in. */
export async function giveScores(db: Database, modelId: string, scores: NewScore[]): Promise<void> {
  const held = await heldScoring(db, modelId);
  await putScores(db, held, scores, 60);
  await endScoring(db, held, { outcome: 'succeeded' });
}

/** Draft batches of a project, and pairs in them. */
export async function draftWith(db: Database, projectId: string, numbers: number[]): Promise<string> {
  const batchId = await newBatch(db, projectId, 'draft');
  await addPairs(
    db,
    { projectId, batchId },
    numbers.map((n) => pair(n)),
  );
  return batchId;
}
