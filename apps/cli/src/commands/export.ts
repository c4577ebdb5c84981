import { getSnapshot } from '@preferably/contracts';
import { z } from 'zod';
import { readRemoteConfig } from '../config.ts';
import { CliError } from '../errors.ts';
import { say } from '../say.ts';
import { keySession } from '../session.ts';
import { downloadSnapshot } from '../snapshot-files.ts';

export async function exportSnapshot(snapshotId: string, options: { to: string }): Promise<number> {
  if (!z.uuid().safeParse(snapshotId).success) {
    throw new CliError(
      `"${snapshotId}" is no snapshot id: it is on the snapshot's page, for example 0198f000-0000-7000-8000-000000000001`,
    );
  }
  const { url, apiKey } = readRemoteConfig();
  const session = keySession(url, apiKey);
  const snapshot = await session.client(getSnapshot, { params: { snapshotId } });
  if (snapshot.state !== 'ready')
    throw new CliError(`the snapshot ${snapshot.name} is ${snapshot.state}: its files are not written yet`);
  const files = await downloadSnapshot(url, session, snapshot, options.to);
  say(`${snapshot.name}: ${snapshot.counts.rows} preferences, ${files.length} files in ${options.to}`);
  return 0;
}
