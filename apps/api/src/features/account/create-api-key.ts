import { audit, type Database, projects } from '@preferably/db';
import { DomainError, type Scope, scopesOf } from '@preferably/domain';
import { type Auth, KEY_PREFIX } from '../../plugins/auth.ts';
import { type Caller, PERMISSIONS } from '../../plugins/caller.ts';
import { shapeKey } from './shape-key.ts';

/** Makes a key with a subset of the caller's rights. The secret leaves in this answer and is stored hashed only. */
export async function createKey(
  { db, auth }: { db: Database; auth: Auth },
  caller: Caller,
  wanted: { name: string; scopes: Scope[]; projects: string[] | null; expiresInDays: number | null },
) {
  const tooMuch = wanted.scopes.filter((s) => !scopesOf[caller.role].includes(s));
  if (tooMuch.length > 0) {
    throw new DomainError(
      'forbidden',
      `your role (${caller.role}) cannot give a key the scope ${tooMuch.join(', ')}`,
    );
  }
  const within = wanted.projects && (await reachOf(db, caller));
  const foreign = wanted.projects?.filter((id) => !within?.has(id)) ?? [];
  if (foreign.length > 0) {
    throw new DomainError(
      'not_found',
      `there is no such project, or you do not belong to it: ${foreign.join(', ')}`,
    );
  }
  const key = await auth.api.createApiKey({
    body: {
      userId: caller.userId,
      name: wanted.name,
      prefix: KEY_PREFIX,
      permissions: { [PERMISSIONS]: wanted.scopes },
      ...(wanted.projects === null ? {} : { metadata: { projects: wanted.projects } }),
      ...(wanted.expiresInDays === null ? {} : { expiresIn: wanted.expiresInDays * 86_400 }),
    },
  });
  await audit(db, {
    actor: caller.userId,
    action: 'api-key.create',
    object: key.id,
    detail: { scopes: wanted.scopes, projects: wanted.projects, expiresInDays: wanted.expiresInDays },
  });
  return { apiKey: shapeKey(key), secret: key.key };
}

async function reachOf(db: Database, caller: Caller): Promise<Set<string>> {
  const own = await projects.listProjects(db, caller.role === 'admin' ? null : caller.userId);
  return new Set(own.map(({ id }) => id));
}
