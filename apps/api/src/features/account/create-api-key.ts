import { audit, type Database } from '@preferably/db';
import { DomainError, type Scope, scopesOf } from '@preferably/domain';
import { type Auth, KEY_PREFIX } from '../../plugins/auth.ts';
import { type Caller, PERMISSIONS } from '../../plugins/caller.ts';
import { shapeKey } from './shape-key.ts';

/** Makes a key with a subset of the caller's rights. The secret leaves in this answer and is stored hashed only. */
export async function createKey(
  { db, auth }: { db: Database; auth: Auth },
  caller: Caller,
  wanted: { name: string; scopes: Scope[]; expiresInDays?: number },
) {
  const tooMuch = wanted.scopes.filter((s) => !scopesOf[caller.role].includes(s));
  if (tooMuch.length > 0) {
    throw new DomainError(
      'forbidden',
      `your role (${caller.role}) cannot give a key the scope ${tooMuch.join(', ')}`,
    );
  }
  const key = await auth.api.createApiKey({
    body: {
      userId: caller.userId,
      name: wanted.name,
      prefix: KEY_PREFIX,
      permissions: { [PERMISSIONS]: wanted.scopes },
      ...(wanted.expiresInDays === undefined ? {} : { expiresIn: wanted.expiresInDays * 86_400 }),
    },
  });
  await audit(db, {
    actor: caller.userId,
    action: 'api-key.create',
    object: key.id,
    detail: { scopes: wanted.scopes },
  });
  return { apiKey: shapeKey(key), secret: key.key };
}
