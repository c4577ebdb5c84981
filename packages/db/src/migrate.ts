// Applies prisma/migrations/*/migration.sql over pg alone, as `prisma migrate deploy` would: the same table, checksums,
// order and advisory lock, so that either may be used on the same database.
import { createHash, randomUUID } from 'node:crypto';
import fs from 'node:fs/promises';
import path from 'node:path';
import pg from 'pg';

export const migrationsFolder = path.join(import.meta.dirname, '../../../prisma/migrations');

const PRISMA_LOCK = 72_707_369; // the key Prisma's own schema engine takes
const LOCK_PATIENCE_MS = 120_000;

const TABLE = `create table if not exists _prisma_migrations (
  id                  varchar(36) primary key not null,
  checksum            varchar(64) not null,
  finished_at         timestamptz,
  migration_name      varchar(255) not null,
  logs                text,
  rolled_back_at      timestamptz,
  started_at          timestamptz not null default now(),
  applied_steps_count integer not null default 0
)`;

type Migration = { name: string; sql: string; checksum: string };

/** Brings the database up to date and returns the names of the migrations it applied. */
export async function migrate(connectionString: string, directory = migrationsFolder): Promise<string[]> {
  const migrations = await readMigrations(directory);
  const client = new pg.Client({ connectionString, application_name: 'preferably migrate' });
  await client.connect();
  try {
    await lock(client);
    await refuseForeignTables(client);
    await client.query(TABLE);
    const applied = await appliedChecksums(client);
    const fresh = migrations.filter((migration) => isFresh(migration, applied));
    for (const migration of fresh) await apply(client, migration);
    return fresh.map(({ name }) => name);
  } finally {
    await client.end(); // releases the lock with the session
  }
}

async function readMigrations(directory: string): Promise<Migration[]> {
  const entries = await fs.readdir(directory, { withFileTypes: true });
  const names = entries.filter((entry) => entry.isDirectory()).map((entry) => entry.name);
  return await Promise.all(
    names.sort().map(async (name) => {
      const file = path.join(directory, name, 'migration.sql');
      const bytes = await fs.readFile(file).catch(() => {
        throw new Error(`Migration ${name} has no migration.sql: restore ${file}, or remove its folder.`);
      });
      return {
        name,
        sql: bytes.toString('utf8'),
        checksum: createHash('sha256').update(bytes).digest('hex'),
      };
    }),
  );
}

// Polled, not awaited: a session waiting inside pg_advisory_lock() holds a snapshot, and deadlocks with the
// CREATE INDEX CONCURRENTLY of the one that holds the lock.
async function lock(client: pg.Client): Promise<void> {
  const start = Date.now();
  for (;;) {
    const { rows } = await client.query<{ ok: boolean }>('select pg_try_advisory_lock($1) as ok', [
      PRISMA_LOCK,
    ]);
    if (rows[0]?.ok) return;
    if (Date.now() - start > LOCK_PATIENCE_MS) {
      throw new Error(
        'Another migration of this database has been running for two minutes: try again when it is done.',
      );
    }
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

/** A database somebody else uses (Prisma's P3005): our tables would mix with theirs. */
async function refuseForeignTables(client: pg.Client): Promise<void> {
  const { rows } = await client.query<{ foreign: string | null }>(
    `select string_agg(tables.relname, ', ') as foreign
       from (select relname from pg_class
              where relnamespace = current_schema()::regnamespace and relkind in ('r', 'p')
                and not exists (select from pg_depend where objid = pg_class.oid and deptype = 'e')
              order by relname limit 5) tables
      where to_regclass('_prisma_migrations') is null`,
  );
  if (!rows[0]?.foreign) return;
  throw new Error(
    `The database has tables that no migration made (${rows[0].foreign}): point DATABASE_URL at an empty database.`,
  );
}

async function appliedChecksums(client: pg.Client): Promise<Map<string, string>> {
  const { rows } = await client.query<{ name: string; checksum: string; finished: boolean }>(
    `select migration_name as name, checksum, finished_at is not null as finished
       from _prisma_migrations where rolled_back_at is null`,
  );
  const failed = rows.filter((row) => !row.finished).map((row) => row.name);
  if (failed.length > 0) {
    throw new Error(
      `A migration failed here before (${failed.join(', ')}): correct its cause, then run \`npm run prisma -- migrate resolve --rolled-back ${failed[0]}\`.`,
    );
  }
  return new Map(rows.map((row) => [row.name, row.checksum]));
}

// `prisma migrate deploy` passes over an edited migration; that would leave this database unlike every new one.
function isFresh({ name, checksum }: Migration, applied: Map<string, string>): boolean {
  const before = applied.get(name);
  if (before === undefined) return true;
  if (before === checksum) return false;
  throw new Error(
    `Migration ${name} was modified after it was applied: restore its migration.sql and put the change into a new migration.`,
  );
}

async function apply(client: pg.Client, { name, sql, checksum }: Migration): Promise<void> {
  const id = randomUUID();
  await client.query('insert into _prisma_migrations (id, checksum, migration_name) values ($1, $2, $3)', [
    id,
    checksum,
    name,
  ]);
  try {
    await client.query(sql); // without parameters: the whole file is one implicit transaction
  } catch (error) {
    await client.query('rollback'); // should the file have opened one of its own
    const { message } = error as Error;
    await client.query('update _prisma_migrations set logs = $1 where id = $2', [message, id]);
    throw new Error(`Migration ${name} failed: ${message}`, { cause: error });
  }
  await client.query(
    'update _prisma_migrations set applied_steps_count = 1, finished_at = now() where id = $1',
    [id],
  );
}
