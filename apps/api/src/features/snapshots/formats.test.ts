import { execFile } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { gunzipSync } from 'node:zlib';
import { DuckDBConnection } from '@duckdb/node-api';
import { CanonicalRow, listUsers, Manifest, type Snapshot } from '@preferably/contracts';
import { openDatabase, snapshots } from '@preferably/db';
import { type Service, startService } from '../../testing/service.ts';
import { downloader, freezeEverything, makeVariedProject } from '../../testing/varied-project.ts';
import { makeFiles } from './make-files.ts';
import { keepLease } from './writing-lease.ts';

let service: Service;
let projectId: string;
let plain: Snapshot;
let packed: Snapshot;
let download: Awaited<ReturnType<typeof downloader>>;
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'preferably-formats-'));
  service = await startService();
  projectId = (await makeVariedProject(service)).id;
  download = await downloader(service);
  plain = await freezeEverything(service, projectId, { aggregation: 'weighted', notes: 'Made up.' });
  packed = await freezeEverything(service, projectId, { compression: 'gzip', margin: 'large' });
});
afterAll(async () => {
  await service?.stop();
  await rm(folder, { recursive: true, force: true });
});

const hashesOf = ({ files }: Snapshot) =>
  files.filter((f) => f.name !== 'manifest.json').map(({ name, sha256 }) => [name, sha256]);
const textOf = async ({ id }: Snapshot, name: string) => (await download(id, name)).toString();

test('every format has its files, and train and test are apart', () => {
  expect(plain.files.map((f) => f.name)).toEqual([
    'canonical.jsonl',
    'canonical.parquet',
    'card.md',
    'hh-test.jsonl',
    'hh-train.jsonl',
    'huggingface/README.md',
    'huggingface/data/test-00000-of-00001.parquet',
    'huggingface/data/train-00000-of-00001.parquet',
    'kto-test.jsonl',
    'kto-train.jsonl',
    'manifest.json',
    'openrlhf-test.jsonl',
    'openrlhf-train.jsonl',
    'preferences.csv',
    'rewardbench-test.jsonl',
    'rewardbench-train.jsonl',
    'trl-implicit-test.jsonl',
    'trl-implicit-train.jsonl',
    'trl-test.jsonl',
    'trl-train.jsonl',
  ]);
  const rows = (name: string) => plain.files.find((f) => f.name === name)?.rows;
  expect(rows('rewardbench-train.jsonl')).toBe(plain.counts.train);
  expect(rows('preferences.csv')).toBe(plain.counts.rows);
  expect(rows('trl-train.jsonl')).toBeGreaterThan(plain.counts.train);
});

test('every canonical row is as its schema says, and the edits are there', async () => {
  const lines = (await textOf(plain, 'canonical.jsonl')).trimEnd().split('\n');
  const rows = lines.map((line) => CanonicalRow.parse(JSON.parse(line)));
  expect(rows).toHaveLength(plain.counts.rows);
  expect(rows.filter((row) => row.edited).length).toBeGreaterThan(0);
  expect(new Set(rows.map((row) => row.lang))).toEqual(new Set(['en', 'ko']));
});

test('packed files hold the text of the plain ones', async () => {
  expect(packed.files.map((f) => f.name)).toEqual(
    expect.arrayContaining(['canonical.jsonl.gz', 'preferences.csv.gz', 'trl-train.jsonl.gz', 'card.md']),
  );
  const rows = gunzipSync(await download(packed.id, 'canonical.jsonl.gz'))
    .toString()
    .trimEnd()
    .split('\n');
  const again = (await textOf(plain, 'canonical.jsonl')).trimEnd().split('\n');
  // Pseudonyms are another in every snapshot, and only one of the two weighs its rows.
  const same = (line: string) => ({ ...JSON.parse(line), annotator: '', weight: 1 });
  expect(rows.map(same)).toEqual(again.map(same));
});

test('a spreadsheet runs no formula of a response or a comment', async () => {
  const text = await textOf(plain, 'preferences.csv');
  expect(text.startsWith('\uFEFFid,comparison_id,')).toBe(true);
  expect(text).toContain(`"'=Unplug kettle`);
  expect(text).toContain(`"'+1, ""clearer"""`);
  expect(text).not.toMatch(/(?:^|[,\n])"?[=+@]/u);
});

test('the card is told from the rows and names nobody', async () => {
  const card = await textOf(plain, 'card.md');
  expect(card).toContain('Made up.');
  for (const heading of [
    'Agreement',
    'Languages',
    'Models',
    'Who the texts speak of',
    'Guidelines',
    'Known limits',
  ])
    expect(card).toContain(`## ${heading}\n`);
  expect(card).toContain('> # Judge well');
  expect(card).toContain('| ko | ');
  expect(card).toMatch(/\| careful-2 \| quick-1 \| \d+ \| /u);
  expect(card).not.toMatch(/NaN|undefined|\| null|Infinity|\[object/u);
  expect(card).not.toContain('@');
  expect(await textOf(plain, 'huggingface/README.md')).toContain(card);
});

test('no file holds an address, a name or an id of a person', async () => {
  const { users } = await service.admin(listUsers, {});
  expect(users.length).toBeGreaterThan(2);
  const known = [...users.flatMap(({ id, email, name }) => [id, email, name]), 'rater-1', '127.0.0.1'];
  for (const { name } of plain.files) {
    const bytes = await download(plain.id, name);
    const text = name.endsWith('.parquet') ? await parquetText(bytes) : bytes.toString();
    for (const word of known) expect([name, text.includes(word)]).toEqual([name, false]);
  }
});

/** What a Parquet file says, every column of every row. */
async function parquetText(bytes: Buffer): Promise<string> {
  const file = path.join(folder, `${randomUUID()}.parquet`);
  await writeFile(file, bytes);
  const connection = await DuckDBConnection.create();
  const rows = await connection.runAndReadAll(`select to_json(t)::text from read_parquet('${file}') t`);
  connection.closeSync();
  return rows.getRows().join('\n');
}

test('the manifest names every file with its rows, bytes and hash', async () => {
  const manifest = Manifest.parse(JSON.parse(await textOf(plain, 'manifest.json')));
  expect(manifest.files.map(({ name, sha256 }) => [name, sha256]).sort()).toEqual(hashesOf(plain).sort());
});

const script = path.resolve(import.meta.dirname, '../../testing/make-files-main.ts');
const argsOf = (snapshot: Snapshot, to: string) => [
  '--import',
  'tsx',
  script,
  service.databaseUrl,
  snapshot.id,
  to,
];

test.each([
  ['plain', { TZ: 'Asia/Seoul', PGTZ: 'America/New_York', LANG: 'ko_KR.UTF-8', LC_ALL: 'ko_KR.UTF-8' }],
  ['packed', { TZ: 'America/St_Johns', LANG: 'tr_TR.UTF-8', PGDATESTYLE: 'SQL, DMY' }],
])('%s files made once more, in another place and language, are the same bytes', async (which, env) => {
  const snapshot = which === 'plain' ? plain : packed;
  const to = await mkdtemp(path.join(folder, 'again-'));
  const { stdout } = await promisify(execFile)(process.execPath, argsOf(snapshot, to), {
    env: { PATH: process.env.PATH, ...env },
  });
  expect(JSON.parse(stdout).sort()).toEqual(hashesOf(snapshot).sort());
});

test('a writer whose snapshot is no longer its own stops, and keeps no connection', async () => {
  const db = openDatabase(service.databaseUrl, 1);
  try {
    const snapshot = await snapshots.findSnapshot(db, plain.id);
    if (!snapshot) throw new Error('the snapshot is gone');
    const lease = keepLease(db, plain.id, 'somebody who never claimed it', new AbortController().signal);
    await new Promise((resolve) => lease.signal.addEventListener('abort', resolve));
    const to = await mkdtemp(path.join(folder, 'lost-'));
    await expect(makeFiles(db, snapshot, to, lease)).rejects.toThrow('another writer took over');
    await lease.stop();
    expect(await snapshots.findSnapshot(db, plain.id)).toEqual(snapshot);
  } finally {
    await db.close();
  }
});
