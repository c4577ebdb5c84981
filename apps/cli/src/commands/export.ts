import { freezeSnapshot, getSnapshot, type Snapshot } from '@preferably/contracts';
import type { ExportFormat } from '@preferably/domain';
import { z } from 'zod';
import { readRemoteConfig } from '../config.ts';
import { CliError } from '../errors.ts';
import { projectBySlug } from '../projects.ts';
import { progress, say } from '../say.ts';
import { keySession, type Session } from '../session.ts';
import { downloadSnapshot } from '../snapshot-files.ts';
import { snapshotReady } from '../waiting.ts';

export type ExportOptions = {
  to: string;
  /** Only files of these formats; the manifest always comes along. */
  format: string[];
} & ({ freeze: false } | { freeze: true; project: string; name: string });

const never = new AbortController().signal;

/** Downloads the files of a snapshot, or freezes one first and waits for its files. */
export async function exportSnapshot(
  snapshotId: string | undefined,
  options: ExportOptions,
): Promise<number> {
  const { url, apiKey } = readRemoteConfig();
  const session = keySession(url, apiKey);
  const snapshot = options.freeze
    ? await frozen(session, options)
    : await ready(session, snapshotId as string);
  const files = filesOf(snapshot, options.format);
  await downloadSnapshot(url, session, { ...snapshot, files }, options.to);
  say(`${snapshot.name}: ${snapshot.counts.rows} preferences, ${files.length} files in ${options.to}`);
  return 0;
}

async function ready(session: Session, snapshotId: string): Promise<Snapshot> {
  if (!z.uuid().safeParse(snapshotId).success) {
    throw new CliError(
      `"${snapshotId}" is no snapshot id: it is on the snapshot's page, for example 0198f000-0000-7000-8000-000000000001`,
    );
  }
  const snapshot = await session.client(getSnapshot, { params: { snapshotId } });
  if (snapshot.state === 'ready') return snapshot;
  if (snapshot.state === 'failed') {
    throw new CliError(
      `the snapshot ${snapshot.name} failed: ${snapshot.error ?? 'no reason given'}; freeze another one`,
    );
  }
  return writtenOut(session, snapshot);
}

async function frozen(
  session: Session,
  { project: slug, name, format }: { project: string; name: string; format: string[] },
): Promise<Snapshot> {
  const project = await projectBySlug(session.client, slug);
  const formats = format.filter((f) => f !== 'canonical') as ExportFormat[];
  const snapshot = await session.client(freezeSnapshot, {
    params: { projectId: project.id },
    body: { name, ...(formats.length > 0 ? { formats } : {}) },
  });
  say(`frozen: ${snapshot.counts.rows} preferences as the snapshot ${snapshot.id}`);
  return writtenOut(session, snapshot);
}

/** Follows the writing of a snapshot's files with a bar. */
async function writtenOut({ client }: Session, { id, name }: Snapshot): Promise<Snapshot> {
  const bar = progress(`  ${name}`);
  try {
    const snapshot = await snapshotReady(client, id, never, (now) =>
      bar.update(now.rowsWritten, now.rowsToWrite, `${now.rowsWritten} of ${now.rowsToWrite} rows written`),
    );
    bar.end(`written, ${snapshot.files.length} files`);
    return snapshot;
  } catch (error) {
    bar.end();
    throw error;
  }
}

/** The files of the formats that were asked for, with the manifest that describes them; all when none was. */
export function filesOf(snapshot: Snapshot, formats: string[]): Snapshot['files'] {
  if (formats.length === 0) return snapshot.files;
  const there = [...new Set(snapshot.files.map((f) => f.format))].filter((f) => f !== 'manifest');
  const missing = formats.filter((format) => !there.includes(format));
  if (missing.length > 0) {
    throw new CliError(
      `the snapshot ${snapshot.name} has no files of the format ${missing.join(', ')}; it has ${there.join(', ')}`,
    );
  }
  return snapshot.files.filter((f) => f.format === 'manifest' || formats.includes(f.format));
}
