import { type Manifest, SnapshotCounts, SnapshotFilter } from '@preferably/contracts';
import { type Database, snapshotLines, snapshotQueue, snapshots } from '@preferably/db';
import {
  type Aggregation,
  type CanonicalRow,
  type MarginKind,
  marginTables,
  type TieRule,
} from '@preferably/domain';
import type { Storage } from '../../storage/storage.ts';
import { FileWriter, formatsOf } from './file-writers.ts';

/** A writer that says nothing for this long is taken for dead, and another one starts over. */
const LEASE_SECONDS = 60;
const REPORT_EVERY_MS = 1000;

type Stored = NonNullable<Awaited<ReturnType<typeof snapshots.findSnapshot>>>;

/**
 * Writes the files of one frozen snapshot that nobody is writing, in constant memory and in one pass over its rows.
 * What was frozen decides every byte: neither the hour nor the machine enters the files.
 *
 * @returns whether there was one
 */
export async function writeNextSnapshot(db: Database, storage: Storage, writer: string): Promise<boolean> {
  const id = await snapshotQueue.claimSnapshot(db, writer, LEASE_SECONDS);
  if (!id) return false;
  const open: FileWriter[] = [];
  let folder: string | null = null;
  try {
    const snapshot = await snapshots.findSnapshot(db, id);
    if (!snapshot) throw new Error('a claimed snapshot is not there');
    folder = await storage.workFolder(id, writer);
    for (const format of formatsOf(snapshot.margin as MarginKind)) open.push(new FileWriter(folder, format));
    await writeRows(db, id, writer, open);
    const files = await Promise.all(open.map((file) => file.keep(storage, id)));
    files.push(await writeManifest(db, storage, folder, snapshot, files));
    if (!(await snapshotQueue.finishSnapshot(db, id, writer, files)))
      throw new Error('another writer took over');
  } catch (error) {
    await Promise.all(open.map((file) => file.discard()));
    await snapshotQueue.giveBackSnapshot(
      db,
      id,
      writer,
      'the files could not be written; the log of the service says why',
    );
    throw error;
  } finally {
    if (folder) await storage.dropWorkFolder(folder);
  }
  return true;
}

async function writeRows(db: Database, id: string, writer: string, files: FileWriter[]) {
  let written = 0;
  let reported = Date.now();
  for await (const chunk of snapshotLines(db, id)) {
    const lines = chunk.toString().trimEnd().split('\n');
    const rows = lines.map((line) => JSON.parse(line) as CanonicalRow);
    for (const file of files) written += await file.write(rows);
    if (Date.now() - reported < REPORT_EVERY_MS) continue;
    reported = Date.now();
    const mine = await snapshotQueue.reportRows(db, id, writer, written, LEASE_SECONDS);
    if (!mine) throw new Error('another writer took over');
  }
}

async function writeManifest(
  db: Database,
  storage: Storage,
  folder: string,
  snapshot: Stored,
  files: snapshotQueue.WrittenFile[],
): Promise<snapshotQueue.WrittenFile> {
  const margin = snapshot.margin as MarginKind;
  const manifest: Manifest = {
    schema: 1,
    snapshot: {
      id: snapshot.id,
      name: snapshot.name,
      project: snapshot.project.slug,
      dimension: snapshot.project.dimension,
      notes: snapshot.notes,
      parent: snapshot.parentId,
      frozen_at: snapshot.frozenAt.toISOString(),
    },
    filter: SnapshotFilter.parse(snapshot.filter),
    aggregation: { kind: snapshot.aggregation as Aggregation, tie_rule: snapshot.tieRule as TieRule },
    split: { key_id: snapshot.splitKeyId, test_share: snapshot.testShare },
    margin: { kind: margin, table: marginTables[margin] },
    counts: SnapshotCounts.parse(snapshot.counts),
    guideline_versions: await snapshots.guidelineVersionsOf(db, snapshot.id),
    files: files.map(({ name, format, split, rows, bytes, sha256 }) => ({
      name,
      format,
      split,
      rows,
      bytes,
      sha256,
    })),
  };
  const file = new FileWriter(folder, {
    name: 'manifest.json',
    format: 'manifest',
    split: null,
    line: () => null,
  });
  await file.writeText(`${JSON.stringify(manifest, null, 2)}\n`);
  return file.keep(storage, snapshot.id);
}
