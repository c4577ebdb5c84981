import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Readable } from 'node:stream';
import { DeleteObjectCommand, GetObjectCommand, HeadObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { Upload } from '@aws-sdk/lib-storage';
import type { Storage } from './storage.ts';
import { workFolders } from './work-folders.ts';

export interface S3Place {
  bucket: string;
  /** Stands before every key; empty, or without slashes at its ends. */
  prefix: string;
  /** Of an S3 that is not Amazon's; null for theirs. */
  endpoint: string | null;
  region: string;
}

const SMALLEST_PART = 8 << 20;
/** S3 allows 10,000; some are left for rounding. */
const MOST_PARTS = 9_000;
const PARTS_AT_ONCE = 4;
/** A part that takes longer than this is taken for a connection that died without a word. */
const SILENCE_MS = 120_000;

/**
 * Files in a bucket. The credentials are found by the SDK where it always looks: AWS_ACCESS_KEY_ID and
 * AWS_SECRET_ACCESS_KEY, a profile, or the role of the machine.
 */
export function s3Storage({ bucket, prefix, endpoint, region }: S3Place): Storage {
  const client = new S3Client({
    region,
    ...(endpoint ? { endpoint, forcePathStyle: true } : {}),
    requestHandler: { connectionTimeout: 5_000 },
  });
  const at = (key: string) => ({ Bucket: bucket, Key: prefix ? `${prefix}/${key}` : key });
  // Two services on one machine write into folders of their own, and each finds its own again after a restart.
  const name = createHash('sha256').update(`${endpoint} ${bucket} ${prefix}`).digest('hex').slice(0, 16);

  return {
    ...workFolders(path.join(tmpdir(), `preferably-work-${name}`)),
    async put(key, file) {
      const { size } = await stat(file);
      // In parts, and in constant memory. The file appears when the last part has arrived, and not before.
      const upload = new Upload({
        client,
        params: { ...at(key), Body: createReadStream(file) },
        partSize: Math.max(SMALLEST_PART, Math.ceil(size / MOST_PARTS)),
        queueSize: PARTS_AT_ONCE,
      });
      await endWhenSilent(upload);
      await rm(file);
    },
    async read(key, range) {
      const asked = range ? { Range: `bytes=${range.start}-${range.end}` } : {};
      const { Body } = await client.send(new GetObjectCommand({ ...at(key), ...asked }));
      if (!Body) throw new Error('the storage answered without a file');
      return Body as Readable;
    },
    async size(key) {
      const { ContentLength } = await client.send(new HeadObjectCommand(at(key)));
      if (ContentLength === undefined) throw new Error('the storage did not say how large a file is');
      return ContentLength;
    },
    async remove(key) {
      await client.send(new DeleteObjectCommand(at(key)));
    },
  };
}

async function endWhenSilent(upload: Upload): Promise<void> {
  const end = () => void upload.abort();
  let timer = setTimeout(end, SILENCE_MS);
  upload.on('httpUploadProgress', () => {
    clearTimeout(timer);
    timer = setTimeout(end, SILENCE_MS);
  });
  try {
    await upload.done();
  } finally {
    clearTimeout(timer);
  }
}
