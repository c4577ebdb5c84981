import fs from 'node:fs/promises';
import path from 'node:path';
import { type Client, freezeSnapshot, getSnapshot, snapshotFilePath } from '@preferably/contracts';
import { type Database, openDatabase } from '@preferably/db';
import type { ExportFormat } from '@preferably/domain';
import { signInAnnotators } from '../http/annotators.ts';
import type { Ground } from '../lib/postgres.ts';
import type { Resources } from '../lib/resources.ts';
import { makeProject, startService } from '../lib/service.ts';
import { quantile, type Result, takeTurns } from '../lib/take-turns.ts';
import { copySnapshot } from './copy-snapshot.ts';
import { diskRate, downloadRate } from './download.ts';
import { labelBesides } from './label-besides.ts';
import { peakMemory, watchChildren } from './memory.ts';
import { multiply } from './multiply.ts';
import { compareFiles } from './same-rows.ts';

/** What writes is to stay below this, however many rows there are. */
const MEMORY_MB = 300;
const ANNOTATORS = 4;
/** More rows than these are copies of them. */
const IMPORTED = 10_000;
/** Enough for a labeling that goes on through all exports. */
const COMPARISONS_TO_LABEL = 20_000;
/** More rows than these take minutes, of which a warm-up would be a small part. */
const WARMED_UP = 200_000;
const WARM_UP_MS = 3000;
const IDLE_MS = 15_000;
const p95 = (waits: readonly number[]) => quantile(waits, 0.95);

/**
 * Bytes a second from asking for a snapshot to its last file, freezing included, beside one COPY of the same rows; what
 * labeling notices of it; and how fast the file is downloaded. All by the service as it runs.
 */
export async function measureExport(
  resources: Resources,
  ground: Ground,
  { rows, rounds, log }: { rows: number; rounds: number; log: (line: string) => void },
): Promise<Result[]> {
  const databaseUrl = await ground.database('export');
  const importing = await startService(resources, { databaseUrl, files: ground.files });
  const imported = Math.min(rows, IMPORTED);
  log(`importing ${imported} judged comparisons`);
  const projectId = await makeProject(importing.call, imported, true);
  const labelingId = await makeProject(importing.call, COMPARISONS_TO_LABEL, false);
  // Begun anew, so that no memory is measured that importing took.
  await importing.server.stop();
  const { server, call, cookie } = await startService(resources, { databaseUrl, files: ground.files });
  const people = { call, address: server.address, databaseUrl };
  const annotators = await signInAnnotators(people, labelingId, ANNOTATORS);
  const db = await resources.use(
    async () => openDatabase(databaseUrl),
    (opened) => opened.close(),
  );
  const copies = Math.floor(rows / imported) - 1;
  if (copies > 0) {
    log(`copying them ${copies} times`);
    await multiply(db.pool, projectId, copies);
  }
  await db.pool.query('vacuum (analyze)');
  await db.pool.query('checkpoint');

  log('measuring exports');
  // Signing in takes tens of MB for each password; what counts is what is resident from here on.
  await fs.writeFile(`/proc/${server.pid}/clear_refs`, '5');
  const begun = (await peakMemory(server.pid)) ?? 0;
  const writers = watchChildren(server.pid);
  const labeling = labelBesides(server.address, labelingId, annotators);
  const snapshot = (formats: ExportFormat[]) => freezeAndWait(call, projectId, formats);
  const textBytes = { of: 0 };
  const results = await takeTurns(
    { 'export-jsonl': 'bytes/s', 'export-parquet': 'bytes/s', 'export-download': 'bytes/s' },
    {
      ours: async () => {
        const plain = await snapshot([]);
        textBytes.of = plain.canonical.bytes;
        const file = new URL(snapshotFilePath(plain.id, 'canonical.jsonl'), server.address);
        const download = await downloadRate(file, cookie());
        const parquet = await snapshot(['parquet']);
        // Of both the bytes of the text that the rows make: Parquet's own are fewer, and say nothing about the pace.
        return {
          'export-jsonl': textBytes.of / plain.seconds,
          'export-parquet': textBytes.of / parquet.seconds,
          'export-download': download,
        };
      },
      reference: async () => {
        const copied = path.join(ground.files, 'copied.jsonl');
        const id = await newest(db, projectId);
        const seconds = await secondsOf(() => copySnapshot(db.pool, id, copied));
        const rate = (await fs.stat(copied)).size / seconds;
        await compareFiles(path.join(ground.files, 'snapshots', id, 'canonical.jsonl'), copied);
        const disk = await diskRate(copied);
        await fs.rm(copied);
        await fs.rm(path.join(ground.files, 'snapshots'), { recursive: true });
        return { 'export-jsonl': rate, 'export-parquet': rate, 'export-download': disk };
      },
    },
    rounds,
    rows <= WARMED_UP,
  );
  const grown = (await peakMemory(server.pid)) ?? 0;
  log(`the service had ${begun.toFixed(0)} MB resident before, and ${grown.toFixed(0)} MB at most`);
  const memory = await writers.stop();

  log('measuring labeling beside exports');
  // Connections, sessions and plans are made before anything counts; idle is before and after, as disks have moods.
  await labeling.for(WARM_UP_MS);
  const before = await labeling.for(IDLE_MS);
  const exporting = { running: true };
  const done = snapshot(['trl', 'parquet']).finally(() => {
    exporting.running = false;
  });
  const busy = await labeling.while(() => exporting.running);
  await done;
  const after = await labeling.for(IDLE_MS);
  await server.stop();
  const pair = (name: string, ours: number, reference: number, unit: string): Result => ({
    name,
    ours,
    reference,
    ratio: ours / reference,
    unit,
  });
  return [
    ...results,
    pair('export-memory', memory, MEMORY_MB, 'MB'),
    pair('export-claim-p95', p95(busy.claims), p95([...before.claims, ...after.claims]), 'ms'),
    pair('export-submit-p95', p95(busy.submits), p95([...before.submits, ...after.submits]), 'ms'),
  ];
}

let frozen = 0;

/** Asks for a snapshot as an engineer does and waits until its files are there. */
async function freezeAndWait(call: Client, projectId: string, formats: ExportFormat[]) {
  frozen += 1;
  const started = performance.now();
  const body = { name: `Round ${frozen}`, formats };
  let snapshot = await call(freezeSnapshot, { params: { projectId }, body });
  while (snapshot.state === 'building') {
    await new Promise((resolve) => setTimeout(resolve, 50));
    snapshot = await call(getSnapshot, { params: { snapshotId: snapshot.id } });
  }
  const canonical = snapshot.files.find((file) => file.format === 'canonical');
  if (snapshot.state !== 'ready' || !canonical) throw new Error(`the snapshot is ${snapshot.state}`);
  return { id: snapshot.id, canonical, seconds: (performance.now() - started) / 1000 };
}

async function newest(db: Database, projectId: string): Promise<string> {
  const { rows } = await db.pool.query<{ id: string }>(
    'select id from snapshot where project_id = $1 order by id desc limit 1',
    [projectId],
  );
  return (rows[0] as { id: string }).id;
}

async function secondsOf(work: () => Promise<void>): Promise<number> {
  const started = performance.now();
  await work();
  return (performance.now() - started) / 1000;
}
