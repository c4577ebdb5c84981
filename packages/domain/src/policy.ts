import type { Role, Scope } from './vocabulary.ts';

/** Who may call an endpoint. `project` policies look at the caller's role in that project; admins always pass. */
export type Policy =
  | { kind: 'public' }
  | {
      kind: 'signed_in';
      scope?: Scope | 'any';
      /** The endpoint is about no project in particular and itself leaves out what lies outside of a key's projects. */
      keepsToProjects?: true;
    }
  | { kind: 'instance'; roles: readonly Role[]; scope: Scope }
  | { kind: 'project'; roles: readonly Role[]; scope: Scope };

export interface Caller {
  role: Role;
  /** Scopes of the API key that was used; null for a browser session, which carries all of the person's rights. */
  scopes: readonly Scope[] | null;
  /** The only projects that the API key reads; null for all that the person may. */
  projects: readonly string[] | null;
}

/** The project that a request is about, and the caller's role in it; null when not a member of it. */
export interface InProject {
  projectId: string;
  role: Role | null;
}

/** `hidden` is answered with 404: what the caller may not see does not exist for them. */
export type PolicyDecision = 'allowed' | 'unauthenticated' | 'forbidden' | 'hidden';

/** @param place null when the request is about no project, or about one that does not exist */
export function decidePolicy(policy: Policy, caller: Caller | null, place: InProject | null): PolicyDecision {
  if (policy.kind === 'public') return 'allowed';
  if (!caller) return 'unauthenticated';
  if (caller.scopes && policy.scope !== 'any') {
    // An endpoint without a scope is for a person at a screen, never for a key.
    if (!policy.scope || !caller.scopes.includes(policy.scope)) return 'forbidden';
  }
  if (caller.projects) {
    const within = withinProjects(policy, caller.projects, place);
    if (within !== 'allowed') return within;
  }
  if (policy.kind === 'signed_in' || caller.role === 'admin') return 'allowed';
  if (policy.kind === 'instance') return policy.roles.includes(caller.role) ? 'allowed' : 'forbidden';
  if (!place?.role) return 'hidden';
  return policy.roles.includes(place.role) ? 'allowed' : 'forbidden';
}

/** What a key for certain projects may: them, and of what is about no project only what keeps to them by itself. */
function withinProjects(
  policy: Policy,
  projects: readonly string[],
  place: InProject | null,
): 'allowed' | 'forbidden' | 'hidden' {
  if (policy.kind === 'instance') return 'forbidden';
  if (place) return projects.includes(place.projectId) ? 'allowed' : 'hidden';
  if (policy.kind === 'project') return 'hidden';
  return policy.kind === 'signed_in' && policy.keepsToProjects ? 'allowed' : 'forbidden';
}

/** What a role can do at all; a key of theirs can do no more. */
export const scopesOf: Record<Role, readonly Scope[]> = {
  annotator: ['annotate', 'read'],
  reviewer: ['annotate', 'read'],
  engineer: ['annotate', 'read', 'export', 'manage'],
  admin: ['annotate', 'read', 'export', 'manage', 'work'],
};
