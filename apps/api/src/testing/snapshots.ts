import { freezeSnapshot, getSnapshot, type Snapshot, snapshotFilePath } from '@preferably/contracts';
import type { z } from 'zod';
import { rowOf, type Service } from './service.ts';

/** Rows with a judgement each. */
export const judgedRows = (count: number) =>
  Array.from({ length: count }, (_, n) =>
    rowOf(n, { annotators: [{ id: 'r', preferred: n % 2 ? 'a' : 'b', strength: 'better' }] }),
  );

/** Freezes a project's preferences and waits until the files are written, or given up. */
export async function freezeAndWait(
  service: Service,
  projectId: string,
  body: z.input<NonNullable<typeof freezeSnapshot.body>>,
): Promise<Snapshot> {
  const { id } = await service.admin(freezeSnapshot, { params: { projectId }, body });
  for (let tries = 0; tries < 2400; tries++) {
    const snapshot = await service.admin(getSnapshot, { params: { snapshotId: id } });
    if (snapshot.state !== 'building') return snapshot;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error('the snapshot is still building');
}

/** Downloads a file as somebody with a key. */
export const downloader =
  (service: Service, key: string) =>
  (id: string, name: string, headers: Record<string, string> = {}) =>
    fetch(service.url + snapshotFilePath(id, name), { headers: { 'x-api-key': key, ...headers } });
