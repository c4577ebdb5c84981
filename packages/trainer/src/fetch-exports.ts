import path from 'node:path';
import { snapshotFilePath, type WorkOrder } from '@preferably/contracts';
import type { RunSnapshotUse } from '@preferably/domain';
import { downloadFile, partNameOf } from './download-file.ts';
import { dropUnused } from './drop-unused.ts';
import { PATIENT_ATTEMPTS } from './wait.ts';

export interface FetchedExport {
  use: RunSnapshotUse;
  dimension: WorkOrder['dimension'];
  /** What reports call it. */
  name: string;
  path: string;
}

export interface FetchContext {
  url: string;
  apiKey: string;
  workDir: string;
  worker: string;
  signal: AbortSignal;
  log: (line: string) => void;
}

/**
 * Brings an order's exports to this machine, where they are kept while runs use them: their content is checked each time.
 */
export async function fetchExports(order: WorkOrder, context: FetchContext): Promise<FetchedExport[]> {
  const fetched: FetchedExport[] = [];
  const within = path.join(context.workDir, 'exports');
  for (const { snapshotId, use, dimension, name, file } of order.exports) {
    // The name comes from another machine: a path in it must not lead out of the folder.
    const to = path.join(within, snapshotId, path.basename(file.name));
    const how = await downloadFile({
      url: context.url + snapshotFilePath(snapshotId, file.name),
      headers: { 'x-api-key': context.apiKey },
      to,
      bytes: file.bytes,
      sha256: file.sha256,
      partName: partNameOf(context.worker),
      attempts: PATIENT_ATTEMPTS,
      signal: context.signal,
    });
    context.log(`run ${order.runId}: export ${snapshotId} ${how}, sha256 verified (${file.bytes} bytes)`);
    fetched.push({ use, dimension, name, path: to });
    await dropUnused(within, path.join(within, snapshotId));
  }
  return fetched;
}
