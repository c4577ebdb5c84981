import { mkdir, readdir, rm } from 'node:fs/promises';
import path from 'node:path';
import type { Storage } from './storage.ts';

type WorkFolders = Pick<Storage, 'workFolder' | 'dropWorkFolder' | 'snapshotsInWork' | 'dropWork'>;

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
  };
}
