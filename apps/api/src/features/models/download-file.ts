import { Id, RunFileName } from '@preferably/contracts';
import { models } from '@preferably/db';
import { DomainError } from '@preferably/domain';
import type { FastifyInstance, RouteOptions } from 'fastify';
import { z } from 'zod';
import { fileAnswers, namedInTheDocument } from '../../files/file-answers.ts';
import { sendFile } from '../../files/send-file.ts';
import { describeOperation } from '../../plugins/openapi.ts';
import { admit, type RouteContext } from '../../plugins/routes.ts';
import { exporters } from '../../policies.ts';
import type { Storage } from '../../storage/storage.ts';

const Params = z.object({ modelId: Id, '*': RunFileName });

const described = describeOperation(
  {
    name: 'downloadModelFile',
    summary: 'The bytes of a file of a reward model, whole or a range of them',
    path: '/v1/models/:modelId/files/*',
    params: Params,
  },
  exporters,
  fileAnswers,
);

/** GET of a model's file: bytes, with Range to resume and the sha256 as ETag. */
export function registerModelDownload(app: FastifyInstance, context: RouteContext & { storage: Storage }) {
  const both: Omit<RouteOptions, 'method' | 'schema'> = {
    url: '/v1/models/:modelId/files/*',
    // HEAD is a route of its own: made from GET by the framework, it would read the whole file.
    exposeHeadRoute: false,
    preHandler: async (request, reply) => {
      request.caller = await admit(context, exporters, request, reply);
    },
    handler: async (request, reply) => {
      const { modelId, '*': name } = request.params as z.infer<typeof Params>;
      const file = await models.findFile(context.db, modelId, name);
      if (!file) throw new DomainError('not_found', 'this model has no such file');
      return sendFile(context.storage, file, request, reply);
    },
  };
  app.route({ ...both, method: 'GET', schema: described, config: { swaggerTransform: namedInTheDocument } });
  app.route({ ...both, method: 'HEAD', schema: { hide: true, params: Params } });
}
