import { type Database, snapshotQueue } from '@preferably/db';

/** A writer that says nothing for this long is taken for dead, and another one starts over. */
export const LEASE_SECONDS = 60;
const REPORT_EVERY_MS = 1000;

/**
 * Says once a second how many rows are written, which also keeps the snapshot this writer's: while rows pass, while
 * Parquet is made and while files travel. `signal` fires when another writer took over, and when `stop` does.
 */
export function keepLease(db: Database, id: string, writer: string, stop: AbortSignal) {
  const lost = new AbortController();
  let rows = 0;
  let running: Promise<void> | null = null;

  async function report() {
    try {
      const mine = await snapshotQueue.reportRows(db, id, writer, rows, LEASE_SECONDS);
      if (!mine) lost.abort(new Error('another writer took over'));
    } catch (error) {
      lost.abort(error);
    } finally {
      running = null;
    }
  }
  const timer = setInterval(() => {
    running ??= report();
  }, REPORT_EVERY_MS);

  return {
    signal: AbortSignal.any([lost.signal, stop]),
    add: (written: number) => {
      rows += written;
    },
    async stop() {
      clearInterval(timer);
      await running;
    },
  };
}
export type WritingLease = ReturnType<typeof keepLease>;
