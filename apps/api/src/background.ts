import { randomUUID } from 'node:crypto';
import { hostname } from 'node:os';
import { assignmentQueue, type Database, drafts, runQueue, scoringQueue } from '@preferably/db';
import type { Config } from './config.ts';
import { snapshotWriter } from './features/snapshots/writer.ts';
import { deliverMessages } from './features/webhooks/deliver-messages.ts';

interface Logger {
  error(fields: object, message: string): void;
}

/**
 * What any API process does beside answering: gives back claims whose lease is over, writes frozen snapshots
 * and tells webhooks of them.
 * The rows are the queue, so several processes share the work and a killed one loses nothing.
 */
export function startBackground(
  db: Database,
  config: Pick<Config, 'authSecret' | 'databaseUrl' | 'storage'>,
  log: Logger,
  intervalMs = 1000,
) {
  const name = `${hostname()}-${process.pid}-${randomUUID().slice(0, 8)}`;
  const writer = snapshotWriter(db, name, {
    ...config,
    failed: (failure) => log.error({ failure }, 'writing a snapshot failed'),
  });
  const writing = repeat(writer.writeWaiting, log, intervalMs, 'writing snapshots failed');
  const sweeping = repeat(
    async () => {
      await runQueue.endAbandonedRuns(db);
      await scoringQueue.endAbandonedScorings(db);
      const ended = (await assignmentQueue.expire(db)) + (await drafts.dropEndedDrafts(db));
      return ended > 0;
    },
    log,
    intervalMs,
    'sweeping leases failed',
  );
  const telling = repeat(
    () => deliverMessages(db, config.authSecret),
    log,
    intervalMs,
    'delivering messages of webhooks failed',
  );
  return {
    stop() {
      writer.stop();
      return Promise.all([writing.stop(), sweeping.stop(), telling.stop()]);
    },
  };
}

/** Runs `work` again at once for as long as it finds something to do, else after a pause, until stopped. */
function repeat(work: () => Promise<boolean>, log: Logger, intervalMs: number, failure: string) {
  let stopped = false;
  let wake = () => {};
  const loop = (async () => {
    while (!stopped) {
      const busy = await work().catch((error: unknown) => {
        log.error({ err: error }, failure);
        return false;
      });
      if (busy || stopped) continue;
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, intervalMs);
        wake = () => {
          clearTimeout(timer);
          resolve();
        };
      });
    }
  })();
  return {
    stop() {
      stopped = true;
      wake();
      return loop;
    },
  };
}
