import fs from 'node:fs/promises';
import path from 'node:path';
import { diskStorage, writeNextSnapshot } from '@preferably/api';
import { SnapshotFilter } from '@preferably/contracts';
import { type Database, openDatabase, snapshots } from '@preferably/db';
import type { Ground } from '../lib/postgres.ts';
import type { Resources } from '../lib/resources.ts';
import { makeProject, startService } from '../lib/service.ts';
import { type Result, takeTurns } from '../lib/take-turns.ts';
import { copySnapshot } from './copy-snapshot.ts';
import { compareFiles } from './same-rows.ts';

const COMPARISONS = 50_000;
const ROUNDS = 3;

/** Bytes a second of a snapshot's files by the service's own writer, beside one COPY of the same rows to a file. */
export async function measureExport(
  resources: Resources,
  ground: Ground,
  log: (line: string) => void,
): Promise<Result[]> {
  const databaseUrl = await ground.database('export');
  const { server, call } = await startService(resources, { databaseUrl, files: ground.files });
  log(`importing ${COMPARISONS} judged comparisons`);
  const projectId = await makeProject(call, COMPARISONS, true);
  // The service writes snapshots in the background; stopped, it leaves them to us.
  await server.stop();

  const db = await resources.use(
    async () => openDatabase(databaseUrl),
    (opened) => opened.close(),
  );
  await db.pool.query('vacuum (analyze)');
  log('measuring exports');
  const written = { id: '', canonical: '' };
  const units = { 'export-jsonl': 'bytes/s', 'export-all-files': 'bytes/s' };
  const sides = {
    ours: async () => {
      const { id } = await freeze(db, projectId);
      const seconds = await secondsOf(async () => {
        if (!(await writeNextSnapshot(db, diskStorage(ground.files), 'bench')))
          throw new Error('no snapshot');
      });
      const folder = path.join(ground.files, 'snapshots', id);
      Object.assign(written, { id, canonical: path.join(folder, 'canonical.jsonl') });
      return {
        // The writer is charged for all the files of the snapshot and their sha256, and credited with one of them …
        'export-jsonl': (await sizeOf(written.canonical)) / seconds,
        // … and here with all of them.
        'export-all-files': (await sizeOf(folder)) / seconds,
      };
    },
    reference: async () => {
      const file = path.join(ground.files, 'copied.jsonl');
      const seconds = await secondsOf(() => copySnapshot(db.pool, written.id, file));
      // Once, in the warm-up: it takes as long as what is measured.
      if (frozen === 1) await compareFiles(written.canonical, file);
      const rate = (await sizeOf(file)) / seconds;
      await fs.rm(ground.files, { recursive: true });
      return { 'export-jsonl': rate, 'export-all-files': rate };
    },
  };
  return takeTurns(units, sides, ROUNDS);
}

let frozen = 0;
function freeze(db: Database, projectId: string) {
  frozen += 1;
  return snapshots.freeze(db, {
    projectId,
    name: `Round ${frozen}`,
    notes: '',
    parentId: null,
    filter: SnapshotFilter.parse({}),
    aggregation: 'each',
    tieRule: 'leave_out',
    margin: 'small',
    testShare: 0.1,
    formats: ['trl'],
    compression: 'none',
    createdBy: null,
  });
}

async function secondsOf(work: () => Promise<void>): Promise<number> {
  const started = performance.now();
  await work();
  return (performance.now() - started) / 1000;
}

/** Bytes of a file, or of all the files of a folder. */
async function sizeOf(place: string): Promise<number> {
  const stat = await fs.stat(place);
  if (!stat.isDirectory()) return stat.size;
  const sizes = await Promise.all((await fs.readdir(place)).map((name) => sizeOf(path.join(place, name))));
  return sizes.reduce((sum, size) => sum + size, 0);
}
