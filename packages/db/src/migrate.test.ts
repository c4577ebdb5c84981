import { createHash } from 'node:crypto';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import pg from 'pg';
import { migrate } from './migrate.ts';
import { createTestDatabase, type TestDatabase } from './testing/index.ts';

let database: TestDatabase;
let folder: string;

beforeEach(async () => {
  database = await createTestDatabase('template0');
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'preferably-migrations-'));
  write('0001_first', 'create table thing (id int primary key);');
});

afterEach(async () => {
  await database.drop();
  fs.rmSync(folder, { recursive: true, force: true });
});

function write(name: string, sql: string): void {
  fs.mkdirSync(path.join(folder, name), { recursive: true });
  fs.writeFileSync(path.join(folder, name, 'migration.sql'), sql);
}

async function query<T extends pg.QueryResultRow>(sql: string): Promise<T[]> {
  const client = new pg.Client({ connectionString: database.url });
  await client.connect();
  try {
    return (await client.query<T>(sql)).rows;
  } finally {
    await client.end();
  }
}

test('applies what is new, in the order of the names, and says what it applied', async () => {
  write('0002_second', 'alter table thing add word text;');
  expect(await migrate(database.url, folder)).toEqual(['0001_first', '0002_second']);
  write('0003_third', "insert into thing values (1, 'x');");
  expect(await migrate(database.url, folder)).toEqual(['0003_third']);
  expect(await migrate(database.url, folder)).toEqual([]);
  expect(await query('select word from thing')).toEqual([{ word: 'x' }]);
});

test('records a migration as Prisma does: the checksum of its bytes, one step', async () => {
  await migrate(database.url, folder);
  const checksum = createHash('sha256').update('create table thing (id int primary key);').digest('hex');
  expect(
    await query(
      `select migration_name, checksum, applied_steps_count, logs, rolled_back_at, finished_at is not null as finished
         from _prisma_migrations`,
    ),
  ).toEqual([
    {
      migration_name: '0001_first',
      checksum,
      applied_steps_count: 1,
      logs: null,
      rolled_back_at: null,
      finished: true,
    },
  ]);
});

test('eight starters at once apply every migration once, an index built concurrently among them', async () => {
  write('0002_index', 'create index concurrently thing_id_idx on thing (id);');
  write('0003_rows', 'insert into thing select generate_series(1, 10);');
  const applied = await Promise.all(Array.from({ length: 8 }, () => migrate(database.url, folder)));
  expect(applied.flat().sort()).toEqual(['0001_first', '0002_index', '0003_rows']);
  expect(await query('select count(*)::int as rows from thing')).toEqual([{ rows: 10 }]);
});

test('a function body with semicolons, comments and several statements is one file like any other', async () => {
  write(
    '0002_function',
    `-- one; two
     create function twice(n int) returns int language plpgsql as $$ begin n := n * 2; return n; end; $$;
     insert into thing values (twice(21));`,
  );
  await migrate(database.url, folder);
  expect(await query('select id from thing')).toEqual([{ id: 42 }]);
});

test('an edited migration is refused, and nothing after it is applied', async () => {
  await migrate(database.url, folder);
  write('0001_first', 'create table thing (id bigint primary key);');
  write('0002_second', 'create table other ();');
  await expect(migrate(database.url, folder)).rejects.toThrow(
    'Migration 0001_first was modified after it was applied: restore its migration.sql',
  );
  expect(await query("select to_regclass('other') as other")).toEqual([{ other: null }]);
});

test('a failed migration is undone, reported with its cause, and stands in the way until it is resolved', async () => {
  write('0002_second', 'create table half (); select 1/0;');
  write('0003_third', 'create table other ();');
  await expect(migrate(database.url, folder)).rejects.toThrow(
    'Migration 0002_second failed: division by zero',
  );
  expect(await query("select to_regclass('half') as half, to_regclass('other') as other")).toEqual([
    { half: null, other: null },
  ]);
  expect(await query('select logs from _prisma_migrations where finished_at is null')).toEqual([
    { logs: 'division by zero' },
  ]);

  write('0002_second', 'create table half ();');
  await expect(migrate(database.url, folder)).rejects.toThrow('migrate resolve --rolled-back 0002_second');
  await query("update _prisma_migrations set rolled_back_at = now() where migration_name = '0002_second'");
  expect(await migrate(database.url, folder)).toEqual(['0002_second', '0003_third']);
});

test('a transaction opened inside a failed migration does not hide its cause', async () => {
  write('0002_second', 'begin; select 1/0; commit;');
  await expect(migrate(database.url, folder)).rejects.toThrow(
    'Migration 0002_second failed: division by zero',
  );
});

test("somebody else's database is left alone", async () => {
  await query('create table theirs ()');
  await expect(migrate(database.url, folder)).rejects.toThrow(
    'The database has tables that no migration made (theirs): point DATABASE_URL at an empty database.',
  );
  expect(await query("select to_regclass('_prisma_migrations') as made")).toEqual([{ made: null }]);
});

test('a folder without migration.sql is named', async () => {
  fs.mkdirSync(path.join(folder, '0002_second'));
  await expect(migrate(database.url, folder)).rejects.toThrow('Migration 0002_second has no migration.sql');
});
