import { type Database, people } from '@preferably/db';
import { DomainError, type Role, type Scope, scopes } from '@preferably/domain';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { Auth } from './auth.ts';
import { authHeaders } from './auth-routes.ts';

/** Who is calling: a person at a screen (scopes null) or a key of theirs. */
export interface Caller {
  userId: string;
  role: Role;
  scopes: readonly Scope[] | null;
  /** The only projects that the key reads; null for all that its owner may. */
  projects: readonly string[] | null;
  /** The role in the project that the request is about; null when it is about none or the caller is no member. */
  projectRole: Role | null;
}

/** The scopes of a key as the library stores them: {"preferably": ["read", "export"]}. */
export const PERMISSIONS = 'preferably';

const KeyMetadata = z.object({ projects: z.array(z.string()) });

/** The projects of a key as the library stores them; null for all. What cannot be read grants none. */
export function projectsOfKey(metadata: unknown): string[] | null {
  if (metadata === null || metadata === undefined) return null;
  return KeyMetadata.safeParse(metadata).data?.projects ?? [];
}

/** Resolves the caller from an API key or the session cookie; null when there is neither or it is no longer good. */
export async function resolveCaller(
  { db, auth, origins }: { db: Database; auth: Auth; origins: readonly string[] },
  request: FastifyRequest,
  reply: FastifyReply,
  projectId: string | null,
): Promise<Caller | null> {
  const key = request.headers['x-api-key'];
  const who =
    typeof key === 'string' ? await byKey(db, auth, key) : await bySession(auth, origins, request, reply);
  if (!who) return null;
  const standing = await people.standingOf(db, who.userId, projectId);
  if (!standing || standing.banned) return null;
  return { ...who, role: standing.role, projectRole: standing.projectRole };
}

async function byKey(db: Database, auth: Auth, key: string) {
  const result = await auth.api.verifyApiKey({ body: { key } });
  if (!result.valid || !result.key) {
    // The library calls a key wrong, too, when it could not look it up: a database that is away throws here.
    await db.pool.query('select 1');
    throw new DomainError(
      'unauthenticated',
      'this API key is not valid: it is mistyped, was revoked or has expired; make a new one on the page of API keys',
    );
  }
  const granted = result.key.permissions?.[PERMISSIONS] ?? [];
  return {
    userId: result.key.referenceId,
    scopes: scopes.filter((s) => granted.includes(s)),
    projects: projectsOfKey(result.key.metadata),
  };
}

async function bySession(
  auth: Auth,
  origins: readonly string[],
  request: FastifyRequest,
  reply: FastifyReply,
) {
  if (!request.headers.cookie) return null;
  const { response, headers } = await auth.api.getSession({
    headers: authHeaders(request),
    returnHeaders: true,
  });
  if (!response) return null;
  // A page of another site may make a browser send our cookie; it cannot make it lie about its origin.
  const origin = request.headers.origin;
  if (request.method !== 'GET' && origin !== undefined && !origins.includes(origin)) {
    throw new DomainError(
      'forbidden',
      `requests from ${origin} are not accepted; use the address of the service`,
    );
  }
  for (const cookie of headers.getSetCookie()) reply.header('set-cookie', cookie);
  return { userId: response.user.id, scopes: null, projects: null };
}
