import { fromNodeHeaders } from 'better-auth/node';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Config } from '../config.ts';
import type { Auth } from './auth.ts';

/** The request's headers for the auth library, with the client's address from the connection. */
export function authHeaders(request: FastifyRequest): Headers {
  const headers = fromNodeHeaders(request.headers);
  headers.delete('content-length');
  headers.set('x-client-ip', request.ip);
  return headers;
}

/** Sign-in, sign-out and passwords: the auth library's own endpoints under /api/auth. */
export function registerAuthRoutes(app: FastifyInstance, auth: Auth, config: Pick<Config, 'publicUrl'>) {
  app.route({
    method: ['GET', 'POST'],
    url: '/api/auth/*',
    schema: { hide: true },
    async handler(request, reply) {
      const body = request.method === 'POST' ? JSON.stringify(request.body ?? {}) : undefined;
      const response = await auth.handler(
        new Request(new URL(request.url, config.publicUrl), {
          method: request.method,
          headers: authHeaders(request),
          ...(body === undefined ? {} : { body }),
        }),
      );
      reply.code(response.status);
      for (const [name, value] of response.headers) reply.header(name, value);
      return reply.send(response.body ? Buffer.from(await response.arrayBuffer()) : null);
    },
  });
}
