import path from 'node:path';
import { defineConfig } from 'prisma/config';
import { runningLocalPostgres } from './packages/db/src/postgres/running.ts';

// DATABASE_URL, or the embedded database while `npm start` runs it. Generating the client reaches no database, and the
// commands that do say that this address does not answer.
const url =
  process.env.DATABASE_URL ||
  runningLocalPostgres(path.resolve(import.meta.dirname, process.env.DATA_DIR ?? '.data', 'pg')) ||
  'postgresql://set-DATABASE_URL-or-run-npm-start.invalid/preferably';

export default defineConfig({
  schema: 'prisma/schema.prisma',
  migrations: { path: 'prisma/migrations' },
  datasource: { url },
});
