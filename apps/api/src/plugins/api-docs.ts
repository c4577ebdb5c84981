import swaggerUi from '@fastify/swagger-ui';
import type { FastifyInstance } from 'fastify';

/**
 * The page runs what is served beside it and nothing else: no script inside of it, no other host. It asks this service
 * alone, and its pictures may be written into its style sheet.
 */
const forThePage = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "connect-src 'self'",
  "frame-ancestors 'none'",
  "base-uri 'none'",
  "form-action 'none'",
].join('; ');

/** The OpenAPI document, and a page to browse it and to try its operations out. */
export async function registerApiDocs(app: FastifyInstance): Promise<void> {
  app.get('/v1/openapi.json', { schema: { hide: true } }, async () => app.swagger());
  await app.register(swaggerUi, {
    routePrefix: '/v1/docs',
    staticCSP: forThePage,
    theme: { title: 'Preferably API' },
    uiConfig: {
      deepLinking: true,
      docExpansion: 'none',
      displayRequestDuration: true,
      // The validator's badge would ask another host.
      validatorUrl: null,
    },
  });
}
