import type { FastifyInstance } from 'fastify';

/** What the API itself sends is data, never a page: nothing in it may run, load or be framed. */
const forData = "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'; sandbox";

/** On every answer of the front door. Pages come with a policy of their own, which is left as it is. */
export function registerSecurityHeaders(app: FastifyInstance): void {
  app.addHook('onSend', async (_request, reply) => {
    reply.header('x-content-type-options', 'nosniff');
    reply.header('referrer-policy', 'no-referrer');
    if (!reply.hasHeader('content-security-policy')) reply.header('content-security-policy', forData);
  });
}
