import { createReadStream, createWriteStream } from 'node:fs';
import { mkdir, rename, rm, stat } from 'node:fs/promises';
import path from 'node:path';

/** Files by key on the local disk. A file appears under its key whole or not at all. */
export interface Storage {
  /** Opens a file for writing aside; `keep` moves it into place, `discard` removes it. */
  write(key: string): Promise<Upload>;
  read(key: string, range?: { start: number; end: number }): NodeJS.ReadableStream;
  size(key: string): Promise<number>;
}

export interface Upload {
  stream: NodeJS.WritableStream;
  keep(): Promise<void>;
  discard(): Promise<void>;
}

export function diskStorage(directory: string): Storage {
  const root = path.resolve(directory);
  const place = (key: string) => {
    const file = path.resolve(root, key);
    if (!file.startsWith(root + path.sep)) throw new RangeError('a storage key leads out of the storage');
    return file;
  };
  return {
    async write(key) {
      const file = place(key);
      const aside = `${file}.${process.pid}.${Date.now()}.part`;
      await mkdir(path.dirname(file), { recursive: true });
      return {
        stream: createWriteStream(aside, { highWaterMark: 1 << 20, flush: true }),
        keep: () => rename(aside, file),
        discard: () => rm(aside, { force: true }),
      };
    },
    read: (key, range) => createReadStream(place(key), range ?? {}),
    size: async (key) => (await stat(place(key))).size,
  };
}
