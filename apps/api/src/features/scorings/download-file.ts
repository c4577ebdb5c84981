import { Id, RunFileName, RunHolder } from '@preferably/contracts';
import { models, scoringQueue } from '@preferably/db';
import { DomainError, isScoringFile } from '@preferably/domain';
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { fileAnswers, namedInTheDocument } from '../../files/file-answers.ts';
import { sendFile } from '../../files/send-file.ts';
import { describeOperation } from '../../plugins/openapi.ts';
import { admit, type RouteContext } from '../../plugins/routes.ts';
import { workers } from '../../policies.ts';
import type { Storage } from '../../storage/storage.ts';
import { notYours } from './not-yours.ts';

const Params = z.object({ scoringId: Id, '*': RunFileName });

const described = describeOperation(
  {
    name: 'downloadScoringFile',
    summary: 'Worker: the bytes of a file of the model to score with, whole or a range of them',
    path: '/v1/worker/scorings/:scoringId/files/*',
    params: Params,
    query: RunHolder,
    refuses: ['scoring_not_yours'],
  },
  workers,
  fileAnswers,
);

/** GET of a model's file by the worker that holds a scoring by it: its key reads models in no other way. */
export function registerScoringDownload(app: FastifyInstance, context: RouteContext & { storage: Storage }) {
  app.route({
    method: 'GET',
    url: '/v1/worker/scorings/:scoringId/files/*',
    exposeHeadRoute: false,
    schema: described,
    config: { swaggerTransform: namedInTheDocument },
    preHandler: async (request, reply) => {
      request.caller = await admit(context, workers, request, reply);
    },
    handler: async (request, reply) => {
      const { scoringId: id, '*': name } = request.params as z.infer<typeof Params>;
      const modelId = await scoringQueue.heldModel(context.db, {
        id,
        ...(request.query as z.infer<typeof RunHolder>),
      });
      if (!modelId) throw notYours();
      const file = isScoringFile(name) ? await models.findFile(context.db, modelId, name) : null;
      if (!file) throw new DomainError('not_found', 'this model has no such file');
      return sendFile(context.storage, file, request, reply);
    },
  });
}
