import proxy from '@fastify/http-proxy';
import swagger from '@fastify/swagger';
import type { Database } from '@preferably/db';
import Fastify, { type FastifyRequest } from 'fastify';
import { serializerCompiler } from 'fastify-type-provider-zod';
import type { Config } from './config.ts';
import type { Context } from './context.ts';
import { accountRoutes } from './features/account/routes.ts';
import { acknowledgementRoutes } from './features/acknowledgements/routes.ts';
import { assignmentRoutes } from './features/assignments/routes.ts';
import { disagreementRoutes } from './features/disagreements/routes.ts';
import { feedRoutes } from './features/feed/routes.ts';
import { flagRoutes } from './features/flags/routes.ts';
import { guidelineRoutes } from './features/guidelines/routes.ts';
import { healthRoutes } from './features/health/routes.ts';
import { importRoutes } from './features/imports/routes.ts';
import { registerModelDownload } from './features/models/download-file.ts';
import { modelRoutes } from './features/models/routes.ts';
import { peopleRoutes } from './features/people/routes.ts';
import { preferenceRoutes } from './features/preferences/routes.ts';
import { projectRoutes } from './features/projects/routes.ts';
import { qualificationRoutes } from './features/qualifications/routes.ts';
import { runRoutes } from './features/runs/routes.ts';
import { registerRunUpload } from './features/runs/upload-file.ts';
import { workerRoutes } from './features/runs/worker-routes.ts';
import { registerScoringDownload } from './features/scorings/download-file.ts';
import { scoringRoutes } from './features/scorings/routes.ts';
import { scoringWorkerRoutes } from './features/scorings/worker-routes.ts';
import { registerDownload } from './features/snapshots/download-file.ts';
import { snapshotRoutes } from './features/snapshots/routes.ts';
import { webhookRoutes } from './features/webhooks/routes.ts';
import { workRoutes } from './features/work/routes.ts';
import { registerApiDocs } from './plugins/api-docs.ts';
import { makeAuth, originsOf } from './plugins/auth.ts';
import { registerAuthRoutes } from './plugins/auth-routes.ts';
import { checkedBy } from './plugins/checked-by.ts';
import { openapi } from './plugins/openapi.ts';
import { answerProblem, registerProblems } from './plugins/problems.ts';
import { registrar } from './plugins/routes.ts';
import { registerSecurityHeaders } from './plugins/security-headers.ts';
import { openStorage } from './storage/open-storage.ts';

const features = [
  healthRoutes,
  accountRoutes,
  peopleRoutes,
  projectRoutes,
  guidelineRoutes,
  acknowledgementRoutes,
  importRoutes,
  qualificationRoutes,
  assignmentRoutes,
  preferenceRoutes,
  flagRoutes,
  workRoutes,
  snapshotRoutes,
  runRoutes,
  workerRoutes,
  modelRoutes,
  scoringRoutes,
  scoringWorkerRoutes,
  disagreementRoutes,
  webhookRoutes,
  feedRoutes,
];

/** The whole front door: /v1 and /api/auth are its own, everything else is passed on to the pages. */
export async function buildApp(db: Database, config: Config) {
  const app = Fastify({
    logger:
      config.logLevel === 'silent'
        ? false
        : { level: config.logLevel, serializers: { req: withoutSignature } },
    bodyLimit: 2 << 20,
    // Ends kept-open connections when closing, so that stopping does not wait for idle browsers.
    forceCloseConnections: 'idle',
    frameworkErrors: answerProblem,
  });
  app.setValidatorCompiler(checkedBy);
  app.setSerializerCompiler(serializerCompiler);
  app.decorateRequest('caller', null);
  // JSON lines are read as they arrive, by the use case.
  app.addContentTypeParser(['application/x-ndjson', 'text/plain'], (_request, payload, done) =>
    done(null, payload),
  );
  registerProblems(app);
  registerSecurityHeaders(app);
  await app.register(swagger, openapi(config.publicUrl));

  const auth = makeAuth(db, config);
  const storage = await openStorage(config.storage);
  const base = { db, auth, origins: originsOf(config.publicUrl) };
  await app.register((scope, _options, done) => {
    registerAuthRoutes(scope, auth, config);
    const context: Context = { db, auth, storage, config, route: registrar(scope, base) };
    for (const register of features) register(context);
    registerDownload(scope, { ...base, storage, config });
    registerModelDownload(scope, { ...base, storage });
    registerScoringDownload(scope, { ...base, storage });
    registerRunUpload(scope, { ...base, storage, config });
    done();
  });
  await registerApiDocs(app);
  if (config.webUrl) await app.register(proxy, { upstream: config.webUrl, prefix: '/', websocket: true });
  return { app, auth, storage };
}

/** What is logged of a request. The signature of a link opens a file for whoever reads it. */
function withoutSignature({ method, url, ip }: FastifyRequest) {
  return { method, url: url.replace(/(signature=)[^&]*/u, '$1…'), remoteAddress: ip };
}
