import { ApiError, importComparisons, Problem } from '@preferably/contracts';
import type { ImportFormat } from '@preferably/domain';
import type { z } from 'zod';
import type { Recorded } from './recorded-field.tsx';

export type ImportAnswer = z.output<typeof importComparisons.reply>;

export interface Sending {
  projectId: string;
  batchId: string;
  format: ImportFormat;
  recorded: Recorded;
  name: string;
  lines: Blob;
  onSent: (bytes: number) => void;
  signal: AbortSignal;
}

function problemOf(text: string): Problem | null {
  try {
    return Problem.parse(JSON.parse(text));
  } catch {
    return null;
  }
}

/** The contract's import with XMLHttpRequest, because `fetch` does not tell how much of a body has been sent. */
export function sendLines(sending: Sending): Promise<ImportAnswer> {
  const { projectId, batchId, format, recorded, name, lines, onSent, signal } = sending;
  const path = importComparisons.path.replace(':projectId', projectId).replace(':batchId', batchId);
  const query = new URLSearchParams({
    format,
    name,
    ...(recorded === 'aside' ? {} : { [recorded]: 'true' }),
  });
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open(importComparisons.method, `${path}?${query}`);
    request.setRequestHeader('content-type', 'application/x-ndjson');
    request.upload.onprogress = (event) => onSent(event.loaded);
    request.onload = () => {
      if (request.status !== importComparisons.status) {
        reject(new ApiError(request.status, problemOf(request.responseText), importComparisons.name));
        return;
      }
      try {
        resolve(importComparisons.reply.parse(JSON.parse(request.responseText)));
      } catch (cause) {
        reject(cause);
      }
    };
    request.onerror = () => reject(new ApiError(0, null, importComparisons.name));
    request.onabort = () => reject(new DOMException('stopped', 'AbortError'));
    signal.addEventListener('abort', () => request.abort(), { once: true });
    request.send(lines);
  });
}
