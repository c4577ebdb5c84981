import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { dropUnused } from './drop-unused.ts';

const DAY_MS = 24 * 3_600_000;

test('a model is kept for a week after it was asked for', async () => {
  const within = await mkdtemp(path.join(os.tmpdir(), 'preferably-models-'));
  const [a, b] = [path.join(within, 'a'), path.join(within, 'b')];
  try {
    for (const folder of [a, b]) {
      await mkdir(folder);
      await writeFile(path.join(folder, 'weights'), 'w');
    }
    const day = (n: number) => new Date(Date.now() + n * DAY_MS);
    await dropUnused(within, a, day(0));
    await dropUnused(within, b, day(6));
    expect((await readdir(within)).toSorted()).toEqual(['a', 'b']);
    await dropUnused(within, b, day(8));
    expect(await readdir(within)).toEqual(['b']);
  } finally {
    await rm(within, { recursive: true });
  }
});
