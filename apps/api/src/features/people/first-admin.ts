import { type Database, people } from '@preferably/db';
import type { Config } from '../../config.ts';
import type { Auth } from '../../plugins/auth.ts';
import { openAccount } from './open-account.ts';

/** Makes the first admin while there is none; returns the password to print when the environment gave none. */
export async function ensureFirstAdmin(
  { db, auth }: { db: Database; auth: Auth },
  { email, password }: Config['admin'],
): Promise<{ email: string; oneTimePassword: string | null } | null> {
  if (await people.hasAdmin(db)) return null;
  const account = { name: 'Admin', email, role: 'admin' as const, password: password ?? undefined };
  const { oneTimePassword } = await openAccount({ db, auth }, account);
  return { email, oneTimePassword };
}
