import {
  type Client,
  claimScoring,
  finishScoring,
  listToScore,
  type NewScore,
  putScores,
  type ScoringOrder,
  startScoring,
  type ToScore,
} from '@preferably/contracts';

/** Claims the one queued scoring, as a worker does. */
export async function claimOne(worker: Client, name = 'w1'): Promise<ScoringOrder> {
  const { order } = await worker(claimScoring, { body: { worker: name } });
  if (!order) throw new Error('no scoring was queued');
  return order;
}

/** Scores of A and B with that probability, or none where it is null. */
export const scoreOf = (comparisonId: string, probability: number | null): NewScore =>
  probability === null
    ? { comparisonId, a: null, b: null, probability, truncated: false }
    : { comparisonId, a: probability, b: 1 - probability, probability, truncated: false };

/** Has a model score everything that has no score yet, each as `probabilityOf` says. Admins may do a worker's part. */
export async function scoreAll(
  admin: Client,
  modelId: string,
  probabilityOf: (comparison: ToScore) => number | null,
): Promise<void> {
  await admin(startScoring, { params: { modelId }, body: { scope: 'all' } });
  const { scoringId, attempt } = await claimOne(admin);
  const by = { worker: 'w1', attempt };
  const params = { scoringId };
  let after: string | null = null;
  do {
    const query = { ...by, ...(after === null ? {} : { after }) };
    const page: { comparisons: ToScore[]; next: string | null } = await admin(listToScore, { params, query });
    const scores = page.comparisons.map((each) => scoreOf(each.id, probabilityOf(each)));
    await admin(putScores, { params, body: { ...by, scores } });
    after = page.next;
  } while (after !== null);
  await admin(finishScoring, { params, body: { ...by, outcome: 'succeeded' } });
}
