import { type Database, snapshotQueue, snapshots } from '@preferably/db';
import type { Storage } from '../../storage/storage.ts';
import type { MadeFile } from './file-writer.ts';
import { makeFiles, oneText } from './make-files.ts';
import { manifestOf } from './manifest.ts';
import { keepLease, LEASE_SECONDS, type WritingLease } from './writing-lease.ts';

/**
 * Writes the files of one frozen snapshot that nobody is writing. They are made aside, and put into the storage when
 * every one of them is whole; a writer that dies is followed by one that starts over and makes the same bytes. What was
 * frozen decides every byte: neither the hour nor the machine enters the files.
 *
 * @param stop ends the writing: the snapshot is given back, and the attempt does not count
 * @returns whether there was one
 */
export async function writeNextSnapshot(
  db: Database,
  storage: Storage,
  writer: string,
  stop: AbortSignal,
): Promise<boolean> {
  const id = await snapshotQueue.claimSnapshot(db, writer, LEASE_SECONDS);
  if (!id) return false;
  const lease = keepLease(db, id, writer, stop);
  let folder: string | null = null;
  try {
    const snapshot = await snapshots.findSnapshot(db, id);
    if (!snapshot) throw new Error('a claimed snapshot is not there');
    folder = await storage.workFolder(id, writer);
    const made = await makeFiles(db, snapshot, folder, lease);
    const guidelineVersions = await snapshots.guidelineVersionsOf(db, id);
    const text = `${JSON.stringify(manifestOf(snapshot, guidelineVersions, made), null, 2)}\n`;
    made.push(await oneText(folder, { name: 'manifest.json', format: 'manifest', text }));
    const files = await putAll(storage, id, made, lease);
    if (!(await snapshotQueue.finishSnapshot(db, id, writer, files)))
      throw new Error('another writer took over');
  } catch (error) {
    const reason = 'the files could not be written; the log of the service says why';
    if (stop.aborted) await snapshotQueue.putAsideSnapshot(db, id, writer);
    else await snapshotQueue.giveBackSnapshot(db, id, writer, reason);
    throw error;
  } finally {
    await lease.stop();
    if (folder) await storage.dropWorkFolder(folder);
  }
  return true;
}

async function putAll(storage: Storage, id: string, made: MadeFile[], lease: WritingLease) {
  const files: snapshotQueue.WrittenFile[] = [];
  for (const { path, ...file } of made) {
    lease.signal.throwIfAborted();
    const storageKey = `snapshots/${id}/${file.name}`;
    await storage.put(storageKey, path);
    files.push({ ...file, storageKey });
  }
  return files;
}
