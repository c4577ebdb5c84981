import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import fs from 'node:fs/promises';
import path from 'node:path';
import { Readable, Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { backOff, wait } from './wait.ts';

/** A file that cannot be had; the message says why and what to do. */
export class DownloadError extends Error {
  override name = 'DownloadError';
}

export interface Download {
  url: string;
  headers?: Record<string, string>;
  /** Where the file goes; it appears there whole and verified, or not at all. */
  to: string;
  bytes: number;
  sha256: string;
  /** Keeps the parts of two downloaders of one file apart. */
  partName?: string;
  signal?: AbortSignal;
  onProgress?: (bytes: number) => void;
  /** Attempts in a row that brought no new byte before giving up. */
  attempts?: number;
  backOffMs?: (attempt: number) => number;
  /** A connection that is silent for so long is given up and resumed. */
  stallMs?: number;
}

/** A worker's name as part of a file's name. */
export const partNameOf = (worker: string): string => worker.replace(/[^A-Za-z0-9_-]/gu, '_');

/** Fetches a file whose size and sha256 are known, going on from what is already there. */
export async function downloadFile(download: Download): Promise<'kept' | 'fetched'> {
  const { to, sha256 } = download;
  if ((await sizeOf(to)) === download.bytes && (await sha256Of(to)) === sha256) return 'kept';
  await fs.mkdir(path.dirname(to), { recursive: true });
  const part = `${to}${download.partName ? `.${download.partName}` : ''}.part`;
  // The first mismatch may be an old part of another file; after a clean second download it is the server's.
  for (let round = 1; round <= 2; round++) {
    await fetchPart(download, part);
    if ((await sha256Of(part)) === sha256) {
      await fs.rename(part, to);
      return 'fetched';
    }
    await fs.rm(part, { force: true });
  }
  throw new DownloadError(
    `${path.basename(to)} does not match its sha256, also after a second download: what is stored is damaged; freeze the snapshot again, or train again`,
  );
}

async function fetchPart(download: Download, part: string): Promise<void> {
  const { bytes, signal, attempts = 5 } = download;
  let fruitless = 0;
  for (;;) {
    signal?.throwIfAborted();
    const have = (await sizeOf(part)) ?? 0;
    if (have === bytes && have > 0) return;
    if (have > bytes) await fs.rm(part, { force: true });
    let fault: string;
    try {
      await fetchRest(download, part, have > bytes ? 0 : have);
      if (bytes === 0) return;
      fault = 'the answer ended early';
    } catch (error) {
      if (error instanceof DownloadError) throw error;
      signal?.throwIfAborted();
      fault = reasonOf(error);
    }
    const now = (await sizeOf(part)) ?? 0;
    if (now === bytes) return;
    fruitless = now > have ? 0 : fruitless + 1;
    if (fruitless >= attempts) {
      throw new DownloadError(
        `${path.basename(download.to)} could not be downloaded (${fault}; ${attempts} attempts without a new byte): check the way to the service and start again, it goes on at ${now} of ${bytes} bytes`,
      );
    }
    if (fruitless > 0) await wait((download.backOffMs ?? backOff)(fruitless), signal);
  }
}

async function fetchRest(download: Download, part: string, from: number): Promise<void> {
  const { url, headers = {}, signal, onProgress, stallMs = 60_000 } = download;
  const stall = new AbortController();
  const timer = setTimeout(() => stall.abort(new Error(`silent for ${stallMs / 1000} s`)), stallMs);
  try {
    const response = await fetch(url, {
      headers: { ...headers, ...(from > 0 ? { range: `bytes=${from}-` } : {}) },
      signal: signal ? AbortSignal.any([signal, stall.signal]) : stall.signal,
    });
    if (response.status === 416) {
      await response.body?.cancel();
      await fs.rm(part, { force: true });
      throw new Error('the server could not go on from our part, so it was thrown away');
    }
    if (!response.ok) {
      await response.body?.cancel();
      refuse(response.status, path.basename(download.to));
    }
    if (!response.body) throw new Error('an answer without a body');
    // 200 in place of 206: a server (or proxy) without ranges sends all of it again.
    let at = response.status === 206 ? from : 0;
    const meter = new Transform({
      transform(chunk: Buffer, _encoding, done) {
        timer.refresh();
        at += chunk.length;
        onProgress?.(at);
        done(at > download.bytes ? new Error('more bytes than announced') : null, chunk);
      },
    });
    await pipeline(
      Readable.fromWeb(response.body),
      meter,
      createWriteStream(part, { flags: at > 0 ? 'a' : 'w' }),
    );
  } finally {
    clearTimeout(timer);
  }
}

/** What no repetition mends is a DownloadError; the rest is a plain error and tried again. */
function refuse(status: number, name: string): never {
  if (status === 401 || status === 403) {
    throw new DownloadError(
      `${name}: the service refused this key (${status}); use a key that may download it`,
    );
  }
  if (status === 404 || status === 410) {
    throw new DownloadError(
      `${name} is not there for this key (${status}); check its id and the key's owner`,
    );
  }
  if (status < 500 && status !== 408 && status !== 429) {
    throw new DownloadError(`${name}: the service answered ${status}`);
  }
  throw new Error(`the service answered ${status}`);
}

function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error.cause instanceof Error ? `${error.message}: ${error.cause.message}` : error.message;
}

async function sizeOf(file: string): Promise<number | null> {
  try {
    return (await fs.stat(file)).size;
  } catch {
    return null;
  }
}

export async function sha256Of(file: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(file)) hash.update(chunk as Buffer);
  return hash.digest('hex');
}
