import { Id, SnapshotFileName } from '@preferably/contracts';
import { DomainError } from '@preferably/domain';
import type { FastifyInstance, FastifyReply, FastifyRequest, RouteOptions } from 'fastify';
import { z } from 'zod';
import { fileAnswers, namedInTheDocument } from '../../files/file-answers.ts';
import { sendFile } from '../../files/send-file.ts';
import { describeOperation } from '../../plugins/openapi.ts';
import { admit, type RouteContext } from '../../plugins/routes.ts';
import { exporters, fileReadingWorkers } from '../../policies.ts';
import type { Storage } from '../../storage/storage.ts';
import { isSigned, linkKeyOf } from './file-link.ts';
import { findFile } from './find-file.ts';

/** Names may lead through folders, so the name is the rest of the path. */
const Params = z.object({ snapshotId: Id, '*': SnapshotFileName });
const Query = z.object({
  expires: z.coerce.number().int().positive().optional().describe('Of a signed link: when it ends.'),
  signature: z.string().max(100).optional().describe('Of a signed link: that it is ours.'),
});

const described = describeOperation(
  {
    name: 'downloadFile',
    summary: 'The bytes of a file of a snapshot, whole or a range of them',
    path: '/v1/snapshots/:snapshotId/files/*',
    params: Params,
    query: Query,
    refuses: ['snapshot_not_ready'],
  },
  exporters,
  fileAnswers,
);

type DownloadContext = RouteContext & { storage: Storage; config: { authSecret: string } };

/**
 * GET of a snapshot's file: bytes, with Range to resume and the sha256 as ETag. Engineers of the project read with
 * their session or key, workers with their own scope, and anybody with a signed link.
 */
export function registerDownload(app: FastifyInstance, context: DownloadContext) {
  const linkKey = linkKeyOf(context.config.authSecret);
  const both: Omit<RouteOptions, 'method' | 'schema'> = {
    url: '/v1/snapshots/:snapshotId/files/*',
    // HEAD is a route of its own: made from GET by the framework, it would read the whole file.
    exposeHeadRoute: false,
    preHandler: async (request, reply) => {
      const { signature } = request.query as z.infer<typeof Query>;
      if (signature === undefined) request.caller = await admitReader(context, request, reply);
      else checkLink(linkKey, request, signature);
    },
    handler: async (request, reply) => {
      const { snapshotId, '*': name } = request.params as z.infer<typeof Params>;
      const file = await findFile(context.db, snapshotId, name);
      return sendFile(context.storage, file, request, reply);
    },
  };
  app.route({
    ...both,
    method: 'GET',
    schema: {
      ...described,
      // A signed link needs neither a key nor a session.
      security: [...described.security, {}],
    },
    config: { swaggerTransform: namedInTheDocument },
  });
  app.route({ ...both, method: 'HEAD', schema: { hide: true, params: Params, querystring: Query } });
}

/** An engineer of the project, or an admin's worker key. */
async function admitReader(context: RouteContext, request: FastifyRequest, reply: FastifyReply) {
  try {
    return await admit(context, exporters, request, reply);
  } catch (error) {
    if (!(error instanceof DomainError) || error.code !== 'forbidden') throw error;
    return admit(context, fileReadingWorkers, request, reply);
  }
}

function checkLink(linkKey: Buffer, request: FastifyRequest, signature: string): void {
  const { snapshotId, '*': name } = request.params as z.infer<typeof Params>;
  const { expires = 0 } = request.query as z.infer<typeof Query>;
  if (!isSigned(linkKey, { snapshotId, name, expires }, signature)) {
    throw new DomainError(
      'forbidden',
      'this link was changed or is not whole; ask whoever gave it for another',
    );
  }
  if (expires * 1000 <= Date.now()) {
    throw new DomainError('forbidden', 'this link has expired; ask whoever gave it for another');
  }
}
