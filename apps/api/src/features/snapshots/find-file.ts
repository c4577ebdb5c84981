import { type Database, snapshots } from '@preferably/db';
import { DomainError } from '@preferably/domain';

/** A file of a snapshot that is ready, or the reason why there is none. */
export async function findFile(db: Database, snapshotId: string, name: string) {
  const found = await snapshots.findFile(db, snapshotId, name);
  if (found && found.state === 'building') {
    throw new DomainError('snapshot_not_ready', 'the files are still being written; ask again in a moment');
  }
  if (!found?.file) throw new DomainError('not_found', 'this snapshot has no such file');
  return found.file;
}
