import { createHash } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Snapshot } from '@preferably/contracts';
import { openDatabase, snapshots } from '@preferably/db';
import { copyDatabase, OLDEST_POSTGRES, startOldServer, whyNoOldServer } from '@preferably/db/testing';
import { type Service, startService } from '../../testing/service.ts';
import { downloader, freezeEverything, makeVariedProject } from '../../testing/varied-project.ts';
import { makeFiles } from './make-files.ts';

const missing = whyNoOldServer();
const testOrSkip = missing ? test.skip : test;
const because = missing ? ` (skipped: ${missing})` : '';

const body = { notes: 'Made up.', aggregation: 'weighted' } as const;

let service: Service;
let old: Awaited<ReturnType<typeof startOldServer>>;
let projectId: string;
let frozen: Snapshot;
let folder: string;

beforeAll(async () => {
  if (missing) return;
  folder = await mkdtemp(path.join(tmpdir(), 'preferably-old-files-'));
  service = await startService();
  projectId = (await makeVariedProject(service)).id;
  frozen = await freezeEverything(service, projectId, body);
  old = await startOldServer();
  await copyDatabase(service.databaseUrl, old.url);
});
afterAll(async () => {
  await service?.stop();
  await old?.stop();
  if (folder) await rm(folder, { recursive: true, force: true });
});

type Hashed = Pick<Snapshot['files'][number], 'name' | 'sha256'>;
const hashesOf = (files: readonly Hashed[]) =>
  files
    .filter(({ name }) => name !== 'manifest.json')
    .map(({ name, sha256 }) => [name, sha256])
    .sort();

testOrSkip(
  `a snapshot's files made from a copy of the database on PostgreSQL ${OLDEST_POSTGRES}, in another place and language, are the same bytes${because}`,
  async () => {
    const db = openDatabase(old.url, 2);
    try {
      const { rows } = await db.pool.query(`
        select current_setting('server_version_num')::int / 10000 as major,
               (select reset_val from pg_settings where name = 'TimeZone') as zone,
               'ı' < 'j' and 'ı' < 'i' as ordered, upper('i') as upper`);
      expect(rows).toEqual([{ major: OLDEST_POSTGRES, zone: 'Pacific/Chatham', ordered: true, upper: 'İ' }]);
      const snapshot = await snapshots.findSnapshot(db, frozen.id);
      if (!snapshot) throw new Error('the snapshot was not copied');
      const lease = { signal: new AbortController().signal, add: () => {}, stop: async () => {} };
      const made = await makeFiles(db, snapshot, folder, lease);
      expect(made).toHaveLength(frozen.files.length - 1);
      expect(hashesOf(made)).toEqual(hashesOf(frozen.files));
    } finally {
      await db.close();
    }
  },
);

testOrSkip(
  `frozen again on PostgreSQL ${OLDEST_POSTGRES} and later, the same judgements are the same bytes, and the card differs by its name and date alone${because}`,
  async () => {
    const elsewhere = await startService({ databaseUrl: old.url });
    try {
      const again = await freezeEverything(elsewhere, projectId, body);
      expect(again.id).not.toBe(frozen.id);
      expect(again.counts).toEqual(frozen.counts);
      const unnamed = async (at: Service, snapshot: Snapshot) => {
        const download = await downloader(at);
        const files = snapshot.files.map(async ({ name, sha256 }) => {
          if (!name.endsWith('.md')) return { name, sha256 };
          const text = (await download(snapshot.id, name))
            .toString()
            .replace(snapshot.frozenAt, 'a day')
            .replaceAll(snapshot.name, 'a name');
          return { name, sha256: createHash('sha256').update(text).digest('hex') };
        });
        return hashesOf(await Promise.all(files));
      };
      expect(await unnamed(elsewhere, again)).toEqual(await unnamed(service, frozen));
    } finally {
      await elsewhere.stop();
    }
  },
);
