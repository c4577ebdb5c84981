import { randomBytes } from 'node:crypto';
import { type Database, people } from '@preferably/db';
import { DomainError, type Role } from '@preferably/domain';
import { APIError } from 'better-auth/api';
import type { Auth } from '../../plugins/auth.ts';

/** 16 random bytes as text that can be read out and typed. */
export const oneTimePassword = () => randomBytes(16).toString('base64url');

/** Opens an account with the given password, or with a random one that is returned once and stored hashed. */
export async function openAccount(
  { db, auth }: { db: Database; auth: Auth },
  wanted: { name: string; email: string; role: Role; password?: string },
) {
  const generated = wanted.password === undefined ? oneTimePassword() : null;
  const password = wanted.password ?? (generated as string);
  const made = await auth.api
    .createUser({ body: { name: wanted.name, email: wanted.email, password, role: wanted.role as 'admin' } })
    .catch((error: unknown) => {
      if (error instanceof APIError && error.body?.code?.startsWith('USER_ALREADY_EXISTS')) {
        throw new DomainError('name_taken', 'there is an account with this e-mail address already');
      }
      throw error;
    });
  const user = await people.findUser(db, made.user.id);
  if (!user) throw new Error('an account that was just opened is not there');
  return { user, oneTimePassword: generated };
}
