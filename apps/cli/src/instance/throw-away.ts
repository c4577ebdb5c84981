import { randomBytes } from 'node:crypto';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { createApiKey } from '@preferably/contracts';
import { localPostgres } from '@preferably/db';
import { CliError } from '../errors.ts';
import { type Address, type Session, signIn } from '../session.ts';
import { graces, type Instance, ranks } from './instance.ts';
import { freePort } from './ports.ts';
import { password } from './secrets.ts';
import { apiAnswers, apiCommand, waitUntilReady, workerCommand } from './services.ts';

export interface ThrowAway {
  address: Address;
  admin: Session;
  startWorker: () => Promise<void>;
}

/** A folder that PostgreSQL's account can enter too, gone when the instance is. */
export function temporaryFolder(): string {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'preferably-demo-'));
  fs.chmodSync(folder, 0o711);
  return folder;
}

/** An instance without pages on free ports: database, API and, when asked for, a worker. */
export async function startThrowAway(
  instance: Instance,
  folder: string,
  python: string,
  signal: AbortSignal,
): Promise<ThrowAway> {
  const database = await localPostgres({ dir: path.join(folder, 'pg'), port: await freePort() });
  instance.stopLast({ name: 'PostgreSQL', stop: database.stop });
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const account = { email: 'admin@demo.preferably.local', password: password() };
  const logDir = path.join(folder, 'logs');
  const settings = {
    databaseUrl: database.url,
    host: '127.0.0.1',
    port,
    publicUrl: url,
    authSecret: randomBytes(32).toString('base64url'),
    webUrl: null,
    storageDir: path.join(folder, 'storage'),
    admin: account,
  };
  const api = instance.start(apiCommand(settings, logDir), ranks.api, graces.api);
  await waitUntilReady(api, apiAnswers(url), signal);
  const address = { url, publicUrl: url };
  const admin = await signIn(address, account.email, account.password, signal);
  if (!admin) throw new CliError('the admin of the new instance could not sign in');
  return {
    address,
    admin,
    async startWorker() {
      const body = { name: 'demo worker', scopes: ['work' as const] };
      const { secret: apiKey } = await admin.client(createApiKey, { body });
      const settings = { url, apiKey, workDir: path.join(folder, 'worker'), python };
      instance.start(workerCommand(settings, logDir), ranks.worker, graces.worker);
    },
  };
}
