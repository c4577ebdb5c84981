import { ApiError, createApiKey, getMe } from '@preferably/contracts';
import { type Address, keySession, type Session, signIn } from '../session.ts';
import { type Secrets, saveSecrets } from './secrets.ts';

export interface AdminAccess {
  address: Address;
  dataDir: string;
  email: string;
  secrets: Secrets;
  signal: AbortSignal;
}

/**
 * Forgets what the secrets say about another database: DATABASE_URL may have changed between two starts, or the
 * data was thrown away. The worker's key tells, since only the database that made it knows it.
 */
export async function matchSecretsToDatabase({ address, dataDir, secrets }: AdminAccess): Promise<void> {
  if (!secrets.workerKey) return;
  try {
    await keySession(address.url, secrets.workerKey).client(getMe, {});
  } catch (error) {
    if (!(error instanceof ApiError) || error.status !== 401) throw error;
    secrets.workerKey = null;
    secrets.demoLoaded = false;
    saveSecrets(dataDir, secrets);
  }
}

/** The admin that the first start opened; null when the database has another, or the password was changed. */
export const signInFirstAdmin = ({ address, email, secrets, signal }: AdminAccess): Promise<Session | null> =>
  signIn(address, email, secrets.adminPassword, signal);

/** A key that can do nothing but claim runs. */
export async function makeWorkerKey({ dataDir, secrets }: AdminAccess, admin: Session): Promise<string> {
  const { secret } = await admin.client(createApiKey, { body: { name: 'local worker', scopes: ['work'] } });
  secrets.workerKey = secret;
  saveSecrets(dataDir, secrets);
  return secret;
}
