import { createReadStream } from 'node:fs';
import http from 'node:http';
import https from 'node:https';
import { text } from 'node:stream/consumers';
import { pipeline } from 'node:stream/promises';
import { Problem, SHA256_HEADER } from '@preferably/contracts';

export interface SentFile {
  url: string;
  headers: Record<string, string>;
  path: string;
  bytes: number;
  sha256: string;
  signal: AbortSignal;
  /** A connection on which nothing moves for so long is given up; the service may be busy storing what it got. */
  silenceMs?: number;
}

export interface Answer {
  status: number;
  /** What the service says is wrong; null when nothing is, or it did not say. */
  problem: Problem | null;
}

/** Sends a file as the body of a PUT, in constant memory. Not by fetch, which gives up on an answer after 5 minutes. */
export async function sendFile(file: SentFile): Promise<Answer> {
  const url = new URL(file.url);
  const request = (url.protocol === 'https:' ? https : http).request(url, {
    method: 'PUT',
    headers: {
      ...file.headers,
      [SHA256_HEADER]: file.sha256,
      'content-type': 'application/octet-stream',
      'content-length': file.bytes,
    },
    signal: file.signal,
  });
  const silenceMs = file.silenceMs ?? 600_000;
  request.setTimeout(silenceMs, () => request.destroy(new Error(`silent for ${silenceMs / 1000} s`)));
  const answer = new Promise<http.IncomingMessage>((resolve, reject) => {
    request.once('response', resolve);
    request.once('error', reject);
  });
  // A refusal may come before everything is sent, and breaks the sending off: then it is the refusal that counts.
  const sent = pipeline(createReadStream(file.path), request).catch(() => {});
  const response = await answer;
  const body = await text(response);
  await Promise.race([sent, new Promise((resolve) => response.once('close', resolve))]);
  const { statusCode: status = 0 } = response;
  return { status, problem: status >= 400 ? problemIn(body) : null };
}

function problemIn(body: string): Problem | null {
  try {
    return Problem.safeParse(JSON.parse(body)).data ?? null;
  } catch {
    // A proxy's page: the status has to do.
    return null;
  }
}
