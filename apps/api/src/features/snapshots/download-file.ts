import { type Database, snapshots } from '@preferably/db';
import { DomainError } from '@preferably/domain';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { admit, type RouteContext } from '../../plugins/routes.ts';
import { exporters, fileReadingWorkers } from '../../policies.ts';
import type { Storage } from '../../storage/storage.ts';

const Params = z.object({ snapshotId: z.uuid(), name: z.string().regex(/^[\w.-]+$/u) });

/** One `bytes=a-b` range as RFC 9110 §14 has it; null for the whole file, 'unsatisfiable' for one outside of it. */
export function rangeOf(
  header: string | undefined,
  size: number,
): { start: number; end: number } | null | 'unsatisfiable' {
  const match = header?.match(/^bytes=(\d*)-(\d*)$/u);
  if (!match || (match[1] === '' && match[2] === '')) return null;
  const start = match[1] === '' ? Math.max(0, size - Number(match[2])) : Number(match[1]);
  const end = match[1] === '' || match[2] === '' ? size - 1 : Math.min(Number(match[2]), size - 1);
  return start > end || start >= size ? 'unsatisfiable' : { start, end };
}

/** GET of a snapshot's file: bytes, with Range to resume and the sha256 as ETag. Workers read with their own scope. */
export function registerDownload(app: FastifyInstance, context: RouteContext & { storage: Storage }) {
  app.route({
    method: 'GET',
    url: '/v1/snapshots/:snapshotId/files/:name',
    schema: { hide: true, params: Params },
    preHandler: async (request, reply) => {
      request.caller = await admitReader(context, request, reply);
    },
    handler: (request, reply) => send(context, request, reply),
  });
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

async function send(
  { db, storage }: { db: Database; storage: Storage },
  request: FastifyRequest,
  reply: FastifyReply,
) {
  const { snapshotId, name } = request.params as z.infer<typeof Params>;
  const snapshot = await snapshots.findSnapshot(db, snapshotId);
  if (snapshot && snapshot.state !== 'ready') {
    throw new DomainError('snapshot_not_ready', 'the files are still being written; ask again in a moment');
  }
  const file = snapshot?.files.find((f) => f.name === name);
  if (!file) throw new DomainError('not_found', 'this snapshot has no such file');
  const size = Number(file.bytes);
  const etag = `"${file.sha256}"`;
  reply.header('accept-ranges', 'bytes').header('etag', etag).header('cache-control', 'private, immutable');
  if (request.headers['if-none-match'] === etag) return reply.code(304).send();
  reply.header('content-disposition', `attachment; filename="${name}"`);
  reply.type(name.endsWith('.json') ? 'application/json' : 'application/x-ndjson');

  const current = request.headers['if-range'] === undefined || request.headers['if-range'] === etag;
  const range = current ? rangeOf(request.headers.range, size) : null;
  if (range === 'unsatisfiable') return reply.code(416).header('content-range', `bytes */${size}`).send();
  if (!range) return reply.header('content-length', size).send(await storage.read(file.storageKey));
  reply.code(206).header('content-range', `bytes ${range.start}-${range.end}/${size}`);
  return reply
    .header('content-length', range.end - range.start + 1)
    .send(await storage.read(file.storageKey, range));
}
