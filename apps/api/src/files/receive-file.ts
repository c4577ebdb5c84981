import { createHash } from 'node:crypto';
import { open, rm } from 'node:fs/promises';
import type { Readable } from 'node:stream';
import { DomainError } from '@preferably/domain';
import { orFull } from './storage-full.ts';

export interface Announced {
  sha256: string;
  /** More than this many bytes are not taken. */
  most: number;
}

/**
 * Writes what arrives into a local file, in constant memory, and checks it. When anything is wrong nothing is left.
 * The stream is left open then, so that the sender hears the reason instead of a broken connection.
 *
 * @returns how many bytes it has
 * @throws DomainError payload_too_large, sha256_mismatch, storage_full; invalid_request when the sender broke off
 */
export async function receiveFile(body: Readable, place: string, announced: Announced): Promise<number> {
  try {
    const { bytes, sha256 } = await orFull(writeAll(body, place, announced.most));
    if (sha256 !== announced.sha256) {
      throw new DomainError(
        'sha256_mismatch',
        `what arrived has the sha256 ${sha256}, not the one announced; send the file again`,
      );
    }
    return bytes;
  } catch (error) {
    await rm(place, { force: true });
    throw error;
  }
}

async function writeAll(body: Readable, place: string, most: number) {
  const hash = createHash('sha256');
  let bytes = 0;
  const file = await open(place, 'w', 0o600);
  try {
    for await (const chunk of arriving(body)) {
      bytes += chunk.length;
      if (bytes > most) throw tooLarge(most);
      hash.update(chunk);
      await file.appendFile(chunk);
    }
  } finally {
    await file.close();
  }
  return { bytes, sha256: hash.digest('hex') };
}

export const tooLarge = (most: number) =>
  new DomainError(
    'payload_too_large',
    `this service takes files of up to ${most} bytes; its operator sets MODEL_FILE_BYTES`,
  );

async function* arriving(body: Readable): AsyncGenerator<Buffer> {
  try {
    yield* body.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>;
  } catch {
    throw new DomainError('invalid_request', 'the upload broke off; send the file again');
  }
}
