import { randomUUID } from 'node:crypto';
import { mkdir, readdir, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import type { Storage } from './storage.ts';

type WorkFolders = Pick<
  Storage,
  'workFolder' | 'dropWorkFolder' | 'snapshotsInWork' | 'dropWork' | 'uploadPlace'
>;

/** An upload that grew by nothing for so long was left behind by a service that was killed. */
const ABANDONED_MS = 24 * 3_600_000;

/** The folders below `root` in which files are made: a folder a snapshot, and in it one of its writer. */
export function workFolders(root: string): WorkFolders {
  const placeOf = (...names: string[]) => {
    if (names.some((name) => !/^[\w-][\w.-]*$/u.test(name)))
      throw new RangeError('a work folder is named by the id of its snapshot and its writer');
    return path.join(root, ...names);
  };
  const dropWork = (snapshotId: string) => rm(placeOf(snapshotId), { recursive: true, force: true });
  return {
    async workFolder(snapshotId, writer) {
      const folder = placeOf(snapshotId, writer);
      await dropWork(snapshotId);
      await mkdir(folder, { recursive: true, mode: 0o700 });
      return folder;
    },
    dropWorkFolder: (folder) => rm(folder, { recursive: true, force: true }),
    async snapshotsInWork() {
      return readdir(root).catch((error: NodeJS.ErrnoException) => {
        if (error.code === 'ENOENT') return [];
        throw error;
      });
    },
    dropWork,
    async uploadPlace() {
      // Beside the folders of snapshots, which are swept by what is building.
      const uploads = `${root}-uploads`;
      await mkdir(uploads, { recursive: true, mode: 0o700 });
      await dropAbandoned(uploads);
      return path.join(uploads, randomUUID());
    },
  };
}

async function dropAbandoned(folder: string): Promise<void> {
  for (const name of await readdir(folder)) {
    const file = path.join(folder, name);
    // Another upload may end between the two looks.
    const found = await stat(file).catch(() => null);
    if (found && Date.now() - found.mtimeMs > ABANDONED_MS) await rm(file, { force: true });
  }
}
