import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { migrate, migrationsFolder } from '../migrate.ts';

export type TestDatabase = { url: string; drop: () => Promise<void> };
export type Template = { name: string; drop: () => Promise<void> };

/**
 * An empty, migrated database of one's own: the run's template, cloned (some 50 ms). One for each jest file; close your
 * pools before `drop`, which cuts what is still connected. `template0` gives one without any table.
 */
export async function createTestDatabase(
  template = process.env.TEST_DATABASE_TEMPLATE,
): Promise<TestDatabase> {
  const server = process.env.TEST_DATABASE_URL;
  if (!server || !template) {
    throw new Error('No test database server: run the tests with `node scripts/jest.mjs`, which starts one.');
  }
  const name = `test_${randomUUID().replaceAll('-', '')}`;
  await create(server, name, template);
  return { url: withDatabase(server, name), drop: () => drop(server, name) };
}

/** Makes the database that a run's test databases are cloned from, and migrates it once. */
export async function createTemplate(server: string, migrations = migrationsFolder): Promise<Template> {
  const name = `template_${randomUUID().replaceAll('-', '')}`;
  await create(server, name, 'template0');
  try {
    await migrate(withDatabase(server, name), migrations);
  } catch (error) {
    await drop(server, name);
    throw error;
  }
  return { name, drop: () => drop(server, name) };
}

async function create(server: string, name: string, template: string): Promise<void> {
  const source = pg.escapeIdentifier(template);
  for (let tries = 1; ; tries++) {
    try {
      await run(server, `create database ${pg.escapeIdentifier(name)} template ${source}`);
      return;
    } catch (error) {
      // 55006: a session is in the template; only the migration's own, which is just leaving, ever is.
      if ((error as { code?: string }).code !== '55006' || tries === 50) throw error;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }
}

const drop = (server: string, name: string) =>
  run(server, `drop database if exists ${pg.escapeIdentifier(name)} with (force)`);

async function run(connectionString: string, sql: string): Promise<void> {
  const client = new pg.Client({ connectionString, application_name: 'preferably test' });
  await client.connect();
  try {
    await client.query(sql);
  } finally {
    await client.end();
  }
}

function withDatabase(server: string, name: string): string {
  const url = new URL(server);
  url.pathname = `/${name}`;
  return url.href;
}
