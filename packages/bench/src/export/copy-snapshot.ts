import { createWriteStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { snapshotLinesSql } from '@preferably/db';
import type pg from 'pg';
import { to } from 'pg-copy-streams';

/**
 * Copies a snapshot's rows to a file by one statement, the service's own, as the planner likes it: large writes, flushed
 * to disk.
 */
export async function copySnapshot(pool: pg.Pool, snapshotId: string, file: string): Promise<void> {
  const client = await pool.connect();
  try {
    const rows = client.query(to(snapshotLinesSql(snapshotId)));
    await pipeline(rows, createWriteStream(file, { highWaterMark: 1 << 20, flush: true }));
  } finally {
    client.release();
  }
}
