import path from 'node:path';
import { type Snapshot, SnapshotFileName, snapshotFilePath } from '@preferably/contracts';
import { DownloadError, downloadFile } from '@preferably/trainer';
import { CliError } from './errors.ts';
import { progress } from './say.ts';
import type { Session } from './session.ts';

export interface WantedFile {
  /** Where it goes, below the folder. */
  name: string;
  /** Where it is to be had. */
  url: string;
  bytes: number;
  sha256: string;
}

/** Downloads every file of a snapshot into a folder. */
export const downloadSnapshot = (
  url: string,
  session: Session,
  snapshot: Snapshot,
  folder: string,
  signal?: AbortSignal,
) =>
  downloadFiles(
    session,
    snapshot.files.map((file) => ({ ...file, url: url + snapshotFilePath(snapshot.id, file.name) })),
    folder,
    signal,
  );

/**
 * Downloads files into a folder: resumed where they stopped, and checked against their sha256.
 *
 * @param partName keeps the parts apart of several who download into one folder
 */
export async function downloadFiles(
  session: Session,
  files: readonly WantedFile[],
  folder: string,
  signal?: AbortSignal,
  partName?: string,
): Promise<{ name: string; bytes: number; how: 'kept' | 'fetched' }[]> {
  const done: { name: string; bytes: number; how: 'kept' | 'fetched' }[] = [];
  for (const file of files) {
    const bar = progress(`  ${file.name}`);
    try {
      const how = await downloadFile({
        url: file.url,
        headers: session.headers,
        to: placeOf(folder, file.name),
        bytes: file.bytes,
        sha256: file.sha256,
        onProgress: (bytes) => bar.update(bytes, file.bytes, `${bytes} of ${file.bytes} bytes`),
        ...(signal ? { signal } : {}),
        ...(partName ? { partName } : {}),
      });
      bar.end(
        `${how === 'kept' ? 'was there' : 'downloaded'}, ${file.bytes} bytes, sha256 ${file.sha256.slice(0, 12)}… verified`,
      );
      done.push({ name: file.name, bytes: file.bytes, how });
    } catch (error) {
      bar.end();
      throw error instanceof DownloadError ? new CliError(error.message) : error;
    }
  }
  return done;
}

/** Names may lead through folders, and they come from another machine: none leads out of ours. */
export function placeOf(folder: string, name: string): string {
  if (!SnapshotFileName.safeParse(name).success) {
    throw new CliError(`the service names a file "${name}", which is no name of a file; nothing was written`);
  }
  return path.join(folder, ...name.split('/'));
}
