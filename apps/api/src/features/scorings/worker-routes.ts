import { claimScoring, finishScoring, listToScore, putScores, scoringHeartbeat } from '@preferably/contracts';
import { scoringQueue, scorings } from '@preferably/db';
import type { Context } from '../../context.ts';
import { workers } from '../../policies.ts';
import { notYours } from './not-yours.ts';
import { nextOrder } from './scoring-order.ts';

/** The side of a scoring that a worker sees. Every write repeats worker and attempt. */
export function scoringWorkerRoutes({ route, db, config }: Context) {
  const lease = config.runLeaseSeconds;
  const heldBy = ({ scoringId: id }: { scoringId: string }, by: { worker: string; attempt: number }) => ({
    id,
    worker: by.worker,
    attempt: by.attempt,
  });
  const told = <T extends { leaseExpiresAt: Date }>(kept: T | null) => {
    if (!kept) throw notYours();
    return { ...kept, leaseExpiresAt: kept.leaseExpiresAt.toISOString() };
  };

  route(claimScoring, workers, async ({ body }) => {
    await scoringQueue.endAbandonedScorings(db);
    return { order: await nextOrder(db, body.worker, lease) };
  });

  route(listToScore, workers, async ({ params, query }) => {
    if (!(await scoringQueue.heldModel(db, heldBy(params, query)))) throw notYours();
    const { after = null, limit } = query;
    const rows = await scorings.listToScore(db, params.scoringId, { after, limit });
    return {
      comparisons: rows.map(({ id, prompt, responseA, responseB }) => ({
        ...{ id, prompt, response_a: responseA, response_b: responseB },
      })),
      next: rows.length === limit ? (rows.at(-1)?.id ?? null) : null,
    };
  });

  route(putScores, workers, async ({ params, body }) =>
    told(await scoringQueue.putScores(db, heldBy(params, body), body.scores, lease)),
  );

  route(scoringHeartbeat, workers, async ({ params, body }) =>
    told(await scoringQueue.keepScoring(db, heldBy(params, body), lease)),
  );

  route(finishScoring, workers, async ({ params, body }) => {
    if (!(await scoringQueue.endScoring(db, heldBy(params, body), body))) throw notYours();
    return { ok: true as const };
  });
}
