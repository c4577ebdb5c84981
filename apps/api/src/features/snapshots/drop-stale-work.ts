import { type Database, snapshotQueue } from '@preferably/db';
import type { Storage } from '../../storage/storage.ts';

/**
 * Removes what writers that died left in the work folders. A snapshot that is still building is left alone: its writer
 * may be alive, in another process, and the next one begins with an empty folder anyway.
 */
export async function dropStaleWork(db: Database, storage: Storage): Promise<void> {
  const inWork = await storage.snapshotsInWork();
  const building = new Set(await snapshotQueue.buildingSnapshots(db));
  for (const id of inWork) if (!building.has(id)) await storage.dropWork(id);
}
