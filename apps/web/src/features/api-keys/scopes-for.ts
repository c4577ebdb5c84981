import { type Role, type Scope, scopes } from '@preferably/domain';

/** Which role a scope needs to be of any use; the API is what decides. */
const roleFor: Record<Scope, readonly Role[]> = {
  annotate: ['annotator', 'reviewer', 'engineer', 'admin'],
  read: ['annotator', 'reviewer', 'engineer', 'admin'],
  export: ['engineer', 'admin'],
  manage: ['engineer', 'admin'],
  work: ['admin'],
};

/** The scopes that somebody's key may have. */
export const scopesFor = (role: Role): readonly Scope[] =>
  scopes.filter((scope) => roleFor[scope].includes(role));
