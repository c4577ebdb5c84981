import { type Client, getSnapshot, type Snapshot } from '@preferably/contracts';
import { CliError } from './errors.ts';
import { pause } from './session.ts';

/** Follows a snapshot until its files are written. Gives up when it has not moved for two minutes. */
export async function snapshotReady(
  client: Client,
  snapshotId: string,
  signal: AbortSignal,
  onProgress: (snapshot: Snapshot) => void = () => {},
): Promise<Snapshot> {
  let written = -1;
  let movedAt = performance.now();
  for (;;) {
    const snapshot = await client(getSnapshot, { params: { snapshotId }, signal });
    onProgress(snapshot);
    if (snapshot.state === 'ready') return snapshot;
    if (snapshot.state === 'failed') {
      throw new CliError(`the snapshot ${snapshot.name} failed: ${snapshot.error ?? 'no reason given'}`);
    }
    if (snapshot.rowsWritten !== written) {
      written = snapshot.rowsWritten;
      movedAt = performance.now();
    } else if (performance.now() - movedAt > 120_000) {
      throw new CliError(
        `the snapshot ${snapshot.name} has not moved for two minutes: look into the API's log`,
      );
    }
    await pause(300, signal);
  }
}
