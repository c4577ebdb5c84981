// `npm run prisma -- …` over the WebAssembly engine: it and migrate.ts work on one database without noticing each other.
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { jest } from '@jest/globals';
import { migrate } from './migrate.ts';
import { createTestDatabase, type TestDatabase } from './testing/index.ts';

// Each command of the CLI takes a second, several on a busy machine.
jest.setTimeout(180_000);

const root = path.join(import.meta.dirname, '../../..');
let database: TestDatabase;
let folder: string;

beforeEach(async () => {
  database = await createTestDatabase('template0');
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'preferably-prisma-'));
  fs.writeFileSync(
    path.join(folder, 'prisma.config.mjs'),
    "export default { schema: 'schema.prisma', migrations: { path: 'migrations' }, datasource: { url: process.env.DATABASE_URL } };",
  );
  writeModel('id Int @id');
});

afterEach(async () => {
  await database.drop();
  fs.rmSync(folder, { recursive: true, force: true });
});

const writeModel = (...fields: string[]) =>
  fs.writeFileSync(
    path.join(folder, 'schema.prisma'),
    `datasource db {\n  provider = "postgresql"\n}\n\nmodel Thing {\n  ${fields.join('\n  ')}\n}\n`,
  );

function prisma(cwd: string, ...args: string[]) {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [path.join(root, 'packages/db/scripts/prisma.mjs'), ...args],
    { cwd, encoding: 'utf8', input: '', env: { PATH: process.env.PATH, DATABASE_URL: database.url } },
  );
  return { status, output: stdout + stderr };
}

const migrations = () => path.join(folder, 'migrations');

test('after our runner the CLI finds the real database up to date, with nothing to deploy', async () => {
  await migrate(database.url);
  expect(prisma(root, 'migrate', 'status')).toMatchObject({
    status: 0,
    output: expect.stringContaining('Database schema is up to date!'),
  });
  expect(prisma(root, 'migrate', 'deploy').output).toContain('No pending migrations to apply.');
});

test('the migrations make exactly the tables of schema.prisma', () => {
  const diff = [
    '--from-migrations',
    'prisma/migrations',
    '--to-schema',
    'prisma/schema.prisma',
    '--exit-code',
  ];
  expect(prisma(root, 'migrate', 'diff', ...diff)).toMatchObject({
    status: 0,
    output: expect.stringContaining('No difference detected'),
  });
});

test('migrate dev writes a migration that our runner then knows, and the next only what changed', async () => {
  expect(prisma(folder, 'migrate', 'dev', '--name', 'first')).toMatchObject({ status: 0 });
  expect(await migrate(database.url, migrations())).toEqual([]);

  writeModel('id Int @id', 'word String?');
  expect(prisma(folder, 'migrate', 'dev', '--name', 'second')).toMatchObject({ status: 0 });
  const second = fs.readdirSync(migrations()).find((name) => name.endsWith('_second')) ?? '';
  expect(fs.readFileSync(path.join(migrations(), second, 'migration.sql'), 'utf8')).toContain(
    'ALTER TABLE "Thing" ADD COLUMN     "word" TEXT;',
  );
});

test('a migration that failed in our runner is resolved with the CLI', async () => {
  fs.mkdirSync(path.join(migrations(), '0001_first'), { recursive: true });
  fs.writeFileSync(path.join(migrations(), 'migration_lock.toml'), 'provider = "postgresql"\n');
  const file = path.join(migrations(), '0001_first/migration.sql');
  fs.writeFileSync(file, 'create table "Thing" (id int); select 1/0;');
  await expect(migrate(database.url, migrations())).rejects.toThrow('division by zero');
  expect(prisma(folder, 'migrate', 'deploy').output).toContain('0001_first');

  expect(prisma(folder, 'migrate', 'resolve', '--rolled-back', '0001_first')).toMatchObject({ status: 0 });
  fs.writeFileSync(file, 'create function f() returns int language sql as $$ select 1; select 2; $$;');
  expect(prisma(folder, 'migrate', 'deploy')).toMatchObject({ status: 0 });
  expect(await migrate(database.url, migrations())).toEqual([]);
});

test('a difference between schema and migrations ends the diff with 2', () => {
  expect(prisma(folder, 'migrate', 'dev', '--name', 'first')).toMatchObject({ status: 0 });
  writeModel('id Int @id', 'word String?');
  expect(
    prisma(
      folder,
      ...[
        'migrate',
        'diff',
        '--from-migrations',
        'migrations',
        '--to-schema',
        'schema.prisma',
        '--exit-code',
      ],
    ),
  ).toMatchObject({ status: 2, output: expect.stringContaining('word') });
});
