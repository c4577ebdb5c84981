import pg from 'pg';
import { createTestDatabase } from './index.ts';

const count = async (url: string, sql: string) => {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query(sql)).rowCount;
  } finally {
    await client.end();
  }
};

test('every test database is migrated and apart from the others', async () => {
  const [one, other] = await Promise.all([createTestDatabase(), createTestDatabase()]);
  await count(one.url, 'create table only_here ()');
  expect(
    await count(one.url, 'select from _prisma_migrations where finished_at is not null'),
  ).toBeGreaterThan(0);
  expect(await count(other.url, "select from pg_class where relname = 'only_here'")).toBe(0);
  await Promise.all([one.drop(), other.drop()]);
});

test('drop removes the database even when a session is still open', async () => {
  const { url, drop } = await createTestDatabase();
  const idle = new pg.Client({ connectionString: url });
  idle.on('error', () => {});
  await idle.connect();
  await drop();
  await drop(); // harmless twice
  await expect(count(url, 'select')).rejects.toMatchObject({ code: '3D000' });
});
