import { randomUUID } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { Id, ModelFile, RunFileName, RunHolder, SHA256_HEADER, Sha256 } from '@preferably/contracts';
import { models, runQueue } from '@preferably/db';
import { DomainError } from '@preferably/domain';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { jsonSchemaTransform } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { namedInTheDocument } from '../../files/file-answers.ts';
import { receiveFile, tooLarge } from '../../files/receive-file.ts';
import { orFull } from '../../files/storage-full.ts';
import { describeOperation } from '../../plugins/openapi.ts';
import { admit, type RouteContext } from '../../plugins/routes.ts';
import { workers } from '../../policies.ts';
import type { Storage } from '../../storage/storage.ts';
import { notYours } from './not-yours.ts';

const Params = z.object({ runId: Id, '*': RunFileName });
// Whatever else stands in the head is somebody else's business, and stays.
const Headers = z.looseObject({ [SHA256_HEADER]: Sha256 });
const BYTES = 'application/octet-stream';
/** A sender that is silent for so long has gone. */
const SILENCE_MS = 120_000;

const described = describeOperation(
  {
    name: 'uploadRunFile',
    summary: 'Worker: hand in a file that the run left',
    description: 'The body is the file. It is there whole, with the sha256 announced, or not at all.',
    path: '/v1/worker/runs/:runId/files/*',
    params: Params,
    query: RunHolder,
    refuses: ['run_not_yours', 'payload_too_large', 'sha256_mismatch', 'storage_full'],
  },
  workers,
  { 200: { description: 'It is there', content: { 'application/json': { schema: ModelFile } } } },
);

/** Not given as the schema of the body, because nothing but the use case reads the stream. */
const withBytes: typeof jsonSchemaTransform = (route) => {
  const { schema, url } = namedInTheDocument(route);
  const body = { type: 'string', format: 'binary', description: 'The bytes of the file.' };
  return { schema: { ...schema, body, consumes: [BYTES] }, url };
};

type UploadContext = RouteContext & { storage: Storage; config: { modelFileBytes: number } };

/** PUT of a run's file by the worker that holds the run. A scope of its own: nowhere else are plain bytes taken. */
export function registerRunUpload(app: FastifyInstance, context: UploadContext): void {
  app.register((scope, _options, done) => {
    scope.addContentTypeParser(BYTES, (_request, payload, parsed) => parsed(null, payload));
    scope.route({
      method: 'PUT',
      url: '/v1/worker/runs/:runId/files/*',
      schema: { ...described, headers: Headers },
      config: { swaggerTransform: withBytes },
      preHandler: async (request, reply) => {
        request.caller = await admit(context, workers, request, reply);
      },
      handler: (request) => takeFile(context, request),
    });
    done();
  });
}

async function takeFile({ db, storage, config }: UploadContext, request: FastifyRequest) {
  const { runId, '*': name } = request.params as z.infer<typeof Params>;
  const holder = { runId, ...(request.query as z.infer<typeof RunHolder>) };
  const sha256 = (request.headers as z.infer<typeof Headers>)[SHA256_HEADER] as string;
  const most = config.modelFileBytes;
  if (!(await runQueue.isHeld(db, holder))) throw notYours();
  if (!(request.body instanceof Readable)) {
    throw new DomainError('invalid_request', `send the bytes of the file as ${BYTES}`);
  }
  if (Number(request.headers['content-length'] ?? 0) > most) throw tooLarge(most);

  const place = await orFull(storage.uploadPlace());
  request.raw.setTimeout(SILENCE_MS, () => request.raw.destroy());
  const bytes = await receiveFile(request.body, place, { sha256, most });
  request.raw.setTimeout(0);
  // A key of its own for each upload: whoever lost the run can take back what it put without touching another's.
  const storageKey = `models/${runId}/${randomUUID()}/${name}`;
  try {
    await orFull(storage.put(storageKey, place));
  } catch (error) {
    await rm(place, { force: true });
    throw error;
  }
  const saved = await models.saveFile(db, holder, { name, bytes, sha256, storageKey });
  if (!saved) {
    await storage.remove(storageKey);
    throw notYours();
  }
  if (saved.replacedKey) await storage.remove(saved.replacedKey);
  return { name, bytes, sha256 };
}
