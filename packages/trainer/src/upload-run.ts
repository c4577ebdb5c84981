import fs from 'node:fs/promises';
import path from 'node:path';
import { type Client, listRunFiles, type ModelFile, runFilePath } from '@preferably/contracts';
import { isRunFile, MODEL_FOLDER } from '@preferably/domain';
import { sha256Of } from './download-file.ts';
import { isPassing, isTaken, messageOf } from './lease.ts';
import { type Answer, sendFile } from './send-file.ts';
import { backOff, PATIENT_ATTEMPTS, wait } from './wait.ts';

/** A file that cannot be handed in; the message says why and what to do. */
export class UploadError extends Error {
  override name = 'UploadError';
}

export interface Upload {
  client: Client;
  url: string;
  apiKey: string;
  runId: string;
  holder: { worker: string; attempt: number };
  /** The run's folder. */
  folder: string;
  signal: AbortSignal;
  log: (line: string) => void;
  /** Tries of one file, or of asking what is there, before giving up. */
  attempts?: number;
  backOffMs?: (attempt: number) => number;
}

/**
 * Hands in what a finished run left, file by file. What the service has already, told by its sha256, is not sent again,
 * so whoever goes on with the run begins where the last one ended.
 *
 * @throws UploadError; the reason of the signal when it fires
 */
export async function uploadRun(upload: Upload): Promise<{ sent: number; kept: number }> {
  const there = new Map((await arrived(upload)).map(({ name, sha256 }) => [name, sha256]));
  const done = { sent: 0, kept: 0 };
  for (const name of await filesToSend(upload.folder)) {
    upload.signal.throwIfAborted();
    const file = path.join(upload.folder, name);
    const [{ size: bytes }, sha256] = [await fs.stat(file), await sha256Of(file)];
    if (there.get(name) === sha256) {
      done.kept += 1;
      continue;
    }
    await handIn(upload, { name, bytes, sha256 });
    upload.log(`${name} handed in (${bytes} bytes)`);
    done.sent += 1;
  }
  return done;
}

/** The names that are kept, of files that are there, the model's last: they are large. */
export async function filesToSend(folder: string): Promise<string[]> {
  const names: string[] = [];
  for (const prefix of ['', MODEL_FOLDER]) {
    const entries = await fs.readdir(path.join(folder, prefix), { withFileTypes: true }).catch(nothing);
    const files = entries.filter((entry) => entry.isFile()).map((entry) => prefix + entry.name);
    names.push(...files.filter(isRunFile).toSorted());
  }
  return names;
}

function nothing(error: NodeJS.ErrnoException) {
  if (error.code === 'ENOENT') return [];
  throw error;
}

async function arrived({ client, runId, holder, ...upload }: Upload): Promise<ModelFile[]> {
  return trying('the files of the run', upload, async () => {
    try {
      const { signal } = upload;
      return (await client(listRunFiles, { params: { runId }, query: holder, signal })).files;
    } catch (error) {
      if (isTaken(error) || !isPassing(error)) throw new UploadError(messageOf(error));
      throw error;
    }
  });
}

function handIn(upload: Upload, { name, bytes, sha256 }: ModelFile): Promise<void> {
  return trying(name, upload, async () => {
    const answer = await sendFile({
      url: upload.url + runFilePath(upload.runId, name, upload.holder),
      headers: { 'x-api-key': upload.apiKey },
      path: path.join(upload.folder, name),
      bytes,
      sha256,
      signal: upload.signal,
    });
    if (answer.status < 300) return;
    const words = `${name}: ${answer.problem?.detail ?? `the service answered ${answer.status}`}`;
    throw mayPass(answer) ? new Error(words) : new UploadError(words);
  });
}

/** Worth another try: a busy or a broken service, bytes that were spoilt on the way, and a disk that somebody clears. */
function mayPass({ status, problem }: Answer): boolean {
  return status >= 500 || [401, 408, 429].includes(status) || problem?.code === 'sha256_mismatch';
}

async function trying<T>(
  what: string,
  {
    attempts = PATIENT_ATTEMPTS,
    backOffMs = backOff,
    signal,
    log,
  }: Omit<Upload, 'client' | 'runId' | 'holder'>,
  once: () => Promise<T>,
): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await once();
    } catch (error) {
      signal.throwIfAborted();
      if (error instanceof UploadError) throw error;
      const reason = messageOf(error);
      if (attempt >= attempts)
        throw new UploadError(`${what} could not be handed in after ${attempts} attempts (${reason})`);
      log(`${what} could not be handed in (${reason}), trying again`);
      await wait(backOffMs(attempt), signal);
    }
  }
}
