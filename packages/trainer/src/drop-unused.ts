import { readdir, rm, stat, utimes } from 'node:fs/promises';
import path from 'node:path';

/** Longer than any work with a model takes, so another worker of this machine loses none that it uses. */
const UNUSED_MS = 7 * 24 * 3_600_000;

/** Removes the folders that nobody asked for in a week. Being asked for is what `used` now is. */
export async function dropUnused(within: string, used: string, now = new Date()): Promise<void> {
  await utimes(used, now, now);
  for (const name of await readdir(within)) {
    const folder = path.join(within, name);
    if (now.getTime() - (await usedAt(folder)) > UNUSED_MS)
      await rm(folder, { recursive: true, force: true });
  }
}

/** Where another worker was quicker to remove it, there is nothing to do. */
async function usedAt(folder: string): Promise<number> {
  try {
    return (await stat(folder)).mtimeMs;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    return Number.POSITIVE_INFINITY;
  }
}
