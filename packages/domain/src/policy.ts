import type { Role, Scope } from './vocabulary.ts';

/** Who may call an endpoint. `project` policies look at the caller's role in that project; admins always pass. */
export type Policy =
  | { kind: 'public' }
  | { kind: 'signed_in'; scope?: Scope | 'any' }
  | { kind: 'instance'; roles: readonly Role[]; scope: Scope }
  | { kind: 'project'; roles: readonly Role[]; scope: Scope };

export interface Caller {
  role: Role;
  /** Scopes of the API key that was used; null for a browser session, which carries all of the person's rights. */
  scopes: readonly Scope[] | null;
}

/** `hidden` is answered with 404: what the caller may not see does not exist for them. */
export type PolicyDecision = 'allowed' | 'unauthenticated' | 'forbidden' | 'hidden';

/** @param projectRole the caller's role in the project of the request; null when not a member of it */
export function decidePolicy(
  policy: Policy,
  caller: Caller | null,
  projectRole: Role | null,
): PolicyDecision {
  if (policy.kind === 'public') return 'allowed';
  if (!caller) return 'unauthenticated';
  if (caller.scopes && policy.scope !== 'any') {
    // An endpoint without a scope is for a person at a screen, never for a key.
    if (!policy.scope || !caller.scopes.includes(policy.scope)) return 'forbidden';
  }
  if (policy.kind === 'signed_in' || caller.role === 'admin') return 'allowed';
  if (policy.kind === 'instance') return policy.roles.includes(caller.role) ? 'allowed' : 'forbidden';
  if (projectRole === null) return 'hidden';
  return policy.roles.includes(projectRole) ? 'allowed' : 'forbidden';
}

/** What a role can do at all; a key of theirs can do no more. */
export const scopesOf: Record<Role, readonly Scope[]> = {
  annotator: ['annotate', 'read'],
  reviewer: ['annotate', 'read'],
  engineer: ['annotate', 'read', 'export', 'manage'],
  admin: ['annotate', 'read', 'export', 'manage', 'work'],
};
