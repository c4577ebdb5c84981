import { migrate, openDatabase } from '@preferably/db';
import { buildApp } from './app.ts';
import { startBackground } from './background.ts';
import type { Config } from './config.ts';
import { ensureFirstAdmin } from './features/people/first-admin.ts';
import { dropLostFiles } from './features/runs/drop-lost-files.ts';
import { dropStaleWork } from './features/snapshots/drop-stale-work.ts';

/** Brings the service up: migrations, first admin, routes, background work. `stop` ends it in the opposite order. */
export async function serve(config: Config) {
  await migrate(config.databaseUrl);
  const db = openDatabase(config.databaseUrl);
  const { app, auth, storage } = await buildApp(db, config);
  const firstAdmin = await ensureFirstAdmin({ db, auth }, config.admin);
  await dropStaleWork(db, storage);
  await dropLostFiles(db, storage, null);
  const address = await app.listen({ port: config.port, host: config.host });
  const background = startBackground(db, config, app.log);
  return {
    address,
    firstAdmin,
    async stop() {
      await app.close();
      await background.stop();
      await db.close();
    },
  };
}
