import { type Database, models } from '@preferably/db';
import type { Storage } from '../../storage/storage.ts';

/**
 * Removes what was handed in of runs that ended without a model: nobody can ask for it. The row goes last, so that
 * whatever breaks off in between is done again.
 *
 * @param runId of one run; null for every one, at the start of the service
 */
export async function dropLostFiles(db: Database, storage: Storage, runId: string | null): Promise<void> {
  for (const file of await models.lostFiles(db, runId)) {
    await storage.remove(file.storageKey);
    await models.forgetLostFile(db, file);
  }
}
