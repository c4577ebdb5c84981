import type { Database } from '@preferably/db';
import type { Config } from './config.ts';
import type { Auth } from './plugins/auth.ts';
import type { Route } from './plugins/routes.ts';
import type { Storage } from './storage/storage.ts';

/** What a feature's routes are given. */
export interface Context {
  db: Database;
  auth: Auth;
  storage: Storage;
  config: Config;
  route: Route;
}
