import { mkdir, open, rename, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { FileStream } from './file-stream.ts';
import type { Storage } from './storage.ts';
import { workFolders } from './work-folders.ts';

/** Files on the local disk, or on one that the api's processes share. */
export function diskStorage(directory: string): Storage {
  const root = path.resolve(directory);
  const place = (key: string) => {
    const file = path.resolve(root, key);
    if (!file.startsWith(root + path.sep)) throw new RangeError('a storage key leads out of the storage');
    return file;
  };
  return {
    // Below the root, and so on the same file system: a file is put by renaming it.
    ...workFolders(path.join(root, 'work')),
    async put(key, file) {
      const target = place(key);
      await mkdir(path.dirname(target), { recursive: true });
      await flushed(file);
      await rename(file, target);
      await flushed(path.dirname(target));
    },
    async read(key, range) {
      return new FileStream(await open(place(key)), range);
    },
    size: async (key) => (await stat(place(key))).size,
    remove: async (key) => rm(place(key), { force: true }),
  };
}

/** Has the disk keep a file, or the names in a folder, before anybody is told that it is there. */
async function flushed(place: string): Promise<void> {
  const handle = await open(place);
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
