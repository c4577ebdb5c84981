import fs from 'node:fs';
import path from 'node:path';
import { Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { type Client, createBatch, getProject, importComparisons, updateBatch } from '@preferably/contracts';
import type { ImportFormat } from '@preferably/domain';
import { readRemoteConfig } from '../config.ts';
import { CliError } from '../errors.ts';
import { projectBySlug } from '../projects.ts';
import { complain, say } from '../say.ts';
import { keySession } from '../session.ts';

export interface ImportOptions {
  project: string;
  batch: string;
  format: ImportFormat;
  judged: boolean;
  gold: boolean;
  open: boolean;
}

/** Sends a file to a batch. A line that cannot be used is told and costs the exit code, the others are in. */
export async function importFile(file: string, options: ImportOptions): Promise<number> {
  if (!fs.existsSync(file)) throw new CliError(`there is no file ${file}`);
  const { url, apiKey } = readRemoteConfig();
  const { client } = keySession(url, apiKey);
  const project = await projectBySlug(client, options.project);
  const batch = await batchByName(client, project.id, options.batch);
  const params = { projectId: project.id, batchId: batch.id };
  const { import: summary, errors } = await client(importComparisons, {
    params,
    query: {
      format: options.format,
      judged: options.judged ? 'true' : 'false',
      gold: options.gold ? 'true' : 'false',
      name: path.basename(file).slice(0, 200),
    },
    lines: linesOf(file),
  });
  say(
    `${summary.lines} lines: ${summary.added} new comparisons, ${summary.known} known, ${summary.judgements} judgements, ${summary.rejected} refused`,
  );
  for (const { line, reason } of errors.slice(0, 20)) complain(`  line ${line}: ${reason}`);
  if (errors.length > 20) complain(`  … and ${errors.length - 20} more, on the page of the import`);
  if (options.open && batch.state !== 'open') await client(updateBatch, { params, body: { state: 'open' } });
  else if (batch.state === 'draft' && !options.judged) {
    say(
      `The batch ${batch.name} is a draft: annotators get it once it is open (--open, or on the project's page).`,
    );
  }
  return summary.rejected > 0 ? 1 : 0;
}

async function batchByName(client: Client, projectId: string, name: string) {
  const { batches } = await client(getProject, { params: { projectId } });
  return (
    batches.find((b) => b.name === name) ?? client(createBatch, { params: { projectId }, body: { name } })
  );
}

/** The file as a stream: its size does not matter, here or there. */
function linesOf(file: string): ReadableStream<Uint8Array> {
  const source = fs.createReadStream(file);
  if (!file.endsWith('.gz')) return Readable.toWeb(source) as ReadableStream<Uint8Array>;
  const plain = createGunzip();
  source.once('error', (error) => plain.destroy(error));
  return Readable.toWeb(source.pipe(plain)) as ReadableStream<Uint8Array>;
}
