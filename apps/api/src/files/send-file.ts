import path from 'node:path';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Storage } from '../storage/storage.ts';
import { isKnown, rangeOf, typeOf } from './file-headers.ts';

export interface SentFile {
  name: string;
  bytes: number;
  sha256: string;
  storageKey: string;
}

/** Answers with a file, or a part of it, or that the caller has it already. HEAD is answered without opening it. */
export async function sendFile(
  storage: Storage,
  file: SentFile,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const { headers } = request;
  const { bytes: size } = file;
  // The sha256 of what was frozen: the same tag whoever serves it, and whichever storage it lies in.
  const etag = `"${file.sha256}"`;
  reply.header('accept-ranges', 'bytes').header('etag', etag).header('cache-control', 'private, immutable');
  if (isKnown(headers['if-none-match'], etag)) return reply.code(304).send();
  reply.header('content-disposition', `attachment; filename="${path.basename(file.name)}"`);

  const current = headers['if-range'] === undefined || headers['if-range'] === etag;
  const range = current ? rangeOf(headers.range, size) : null;
  if (range === 'unsatisfiable') return reply.code(416).header('content-range', `bytes */${size}`).send();
  reply.type(typeOf(file.name));
  if (range) reply.code(206).header('content-range', `bytes ${range.start}-${range.end}/${size}`);
  reply.header('content-length', range ? range.end - range.start + 1 : size);
  if (request.method === 'HEAD') return reply.send();
  return reply.send(await storage.read(file.storageKey, range ?? undefined));
}
