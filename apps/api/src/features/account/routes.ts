import { createApiKey, getMe, listApiKeys, revokeApiKey, updateMe } from '@preferably/contracts';
import { people } from '@preferably/db';
import { DomainError, type Locale, locales } from '@preferably/domain';
import type { Context } from '../../context.ts';
import { anyCaller, aPerson } from '../../policies.ts';
import { createKey } from './create-api-key.ts';
import { shapeKey } from './shape-key.ts';

export function accountRoutes({ route, db, auth }: Context) {
  route(getMe, anyCaller, async ({ caller }) => {
    const user = await people.findUser(db, caller.userId);
    if (!user) throw new DomainError('unauthenticated', 'this account is gone');
    const locale = locales.find((l): l is Locale => l === user.locale) ?? null;
    const { id, name, email, role } = user;
    const memberships = await people.membershipsOf(db, id);
    const told = memberships.filter((m) => caller.projects?.includes(m.projectId) ?? true);
    return { id, name, email, role, locale, memberships: told };
  });

  route(updateMe, aPerson, async ({ caller, body }) => {
    await people.setLocale(db, caller.userId, body.locale);
    return { ok: true as const };
  });

  route(listApiKeys, aPerson, async ({ caller }) => {
    const keys = await people.listApiKeys(db, caller.userId);
    return { apiKeys: keys.map(shapeKey) };
  });

  route(createApiKey, aPerson, async ({ caller, body }) => createKey({ db, auth }, caller, body));

  route(revokeApiKey, aPerson, async ({ caller, params }) => {
    if (!(await people.revokeApiKey(db, caller.userId, params.keyId))) {
      throw new DomainError('not_found', 'you have no such key');
    }
    return { ok: true as const };
  });
}
