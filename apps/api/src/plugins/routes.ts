import { Readable } from 'node:stream';
import type { Endpoint } from '@preferably/contracts';
import { type Database, projects } from '@preferably/db';
import { DomainError, decidePolicy, type Policy } from '@preferably/domain';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { z } from 'zod';
import type { Auth } from './auth.ts';
import { type Caller, resolveCaller } from './caller.ts';
import { describeOperation, meaningOf } from './openapi.ts';

export interface RouteInput<P, Q, B> {
  params: P;
  query: Q;
  body: B;
  caller: Caller;
  request: FastifyRequest;
}

export interface RouteContext {
  db: Database;
  auth: Auth;
  origins: readonly string[];
}

const parents = {
  assignmentId: 'assignment',
  comparisonId: 'comparison',
  snapshotId: 'snapshot',
  runId: 'run',
  scoringId: 'scoring',
  // A model has the id of its run.
  modelId: 'run',
} as const;

/** The project a request is about: named in the path, or the one that what the path names belongs to. */
async function projectIdOf(db: Database, params: Record<string, string>): Promise<string | null> {
  if (params.projectId) return params.projectId;
  for (const [name, kind] of Object.entries(parents)) {
    const id = params[name];
    if (id) return projects.projectOf(db, kind, id);
  }
  return null;
}

/** Lets the request through or throws what it is answered with. What the caller may not see is not found. */
export async function admit(
  context: RouteContext,
  policy: Policy,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<Caller | null> {
  if (policy.kind === 'public') return null;
  const project = () => projectIdOf(context.db, request.params as Record<string, string>);
  let projectId = policy.kind === 'project' ? await project() : null;
  const caller = await resolveCaller(context, request, reply, projectId);
  // Elsewhere the statements repeat the owner, and only a key for certain projects has to be asked.
  if (caller?.projects) projectId ??= await project();
  const place = projectId === null ? null : { projectId, role: caller?.projectRole ?? null };
  const decision = decidePolicy(policy, caller, place);
  if (decision === 'unauthenticated')
    throw new DomainError('unauthenticated', 'sign in, or send an API key as x-api-key');
  if (decision === 'forbidden') throw new DomainError('forbidden', forbidden(policy, caller));
  if (decision === 'hidden' || (policy.kind === 'project' && projectId === null)) {
    throw new DomainError('not_found', 'there is no such thing, or you may not see it');
  }
  return caller;
}

function forbidden(policy: Policy, caller: Caller | null): string {
  if (caller?.scopes && policy.kind === 'signed_in' && !policy.scope)
    return 'this is for people who have signed in, not for API keys';
  return caller?.projects
    ? 'your role or your key does not allow this; a key for certain projects reaches nothing beyond them'
    : 'your role or your key does not allow this';
}

/** Registers endpoints of the contracts. Each names its policy: there is no way to register one without. */
export function registrar(app: FastifyInstance, context: RouteContext) {
  return function route<P extends z.ZodType, Q extends z.ZodType, B extends z.ZodType, R extends z.ZodType>(
    endpoint: Endpoint<P, Q, B, R>,
    policy: Policy,
    handle: (input: RouteInput<z.output<P>, z.output<Q>, z.output<B>>) => Promise<z.input<R>>,
  ) {
    app.route({
      method: endpoint.method,
      url: endpoint.path,
      schema: describeOperation(endpoint, policy, {
        [endpoint.status]: {
          description: meaningOf[endpoint.status],
          content: { 'application/json': { schema: endpoint.reply } },
        },
      }),
      // After validation, so that ids are well-formed; before the handler, so that nothing is read for a stranger.
      preHandler: async (request, reply) => {
        request.caller = await admit(context, policy, request, reply);
      },
      handler: async (request, reply) => {
        if (endpoint.streams && !(request.body instanceof Readable)) {
          throw new DomainError('invalid_request', 'send the lines as application/x-ndjson');
        }
        const answer = await handle({
          params: request.params as z.output<P>,
          query: request.query as z.output<Q>,
          body: request.body as z.output<B>,
          caller: request.caller as Caller,
          request,
        });
        return reply.code(endpoint.status).send(answer);
      },
    });
  };
}

export type Route = ReturnType<typeof registrar>;

declare module 'fastify' {
  interface FastifyRequest {
    caller: Caller | null;
  }
}
