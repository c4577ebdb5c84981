import { claimRun, finishRun, heartbeat, listRunFiles, postRunEvents } from '@preferably/contracts';
import { models, runQueue } from '@preferably/db';
import type { Context } from '../../context.ts';
import { workers } from '../../policies.ts';
import { dropLostFiles } from './drop-lost-files.ts';
import { notYours } from './not-yours.ts';
import { workOrder } from './work-order.ts';

/** The side of a run that a worker sees. Every write repeats worker and attempt. */
export function workerRoutes({ route, db, storage, config }: Context) {
  const lease = config.runLeaseSeconds;

  route(claimRun, workers, async ({ body }) => {
    if ((await runQueue.endAbandonedRuns(db)) > 0) await dropLostFiles(db, storage, null);
    const claimed = await runQueue.claimRun(db, body.worker, lease);
    return { order: claimed && (await workOrder(db, claimed, lease)) };
  });

  route(heartbeat, workers, async ({ params, body }) => {
    const kept = await runQueue.keepRun(db, { ...params, ...body }, lease);
    if (!kept) throw notYours();
    return { ...kept, leaseExpiresAt: kept.leaseExpiresAt.toISOString() };
  });

  route(postRunEvents, workers, async ({ params, body }) => {
    const { events, ...holder } = body;
    const kept = await runQueue.appendEvents(db, { ...params, ...holder }, events, lease);
    if (!kept) throw notYours();
    return { ...kept, leaseExpiresAt: kept.leaseExpiresAt.toISOString() };
  });

  route(listRunFiles, workers, async ({ params, query }) => {
    if (!(await runQueue.isHeld(db, { ...params, ...query }))) throw notYours();
    const files = await models.listFiles(db, params.runId);
    return { files: files.map(({ name, bytes, sha256 }) => ({ name, bytes, sha256 })) };
  });

  route(finishRun, workers, async ({ params, body }) => {
    if (!(await runQueue.endRun(db, { ...params, worker: body.worker, attempt: body.attempt }, body)))
      throw notYours();
    if (body.outcome !== 'succeeded') await dropLostFiles(db, storage, params.runId);
    return { ok: true as const };
  });
}
