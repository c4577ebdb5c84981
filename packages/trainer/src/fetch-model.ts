import { createHash } from 'node:crypto';
import path from 'node:path';
import { type ScoringOrder, scoringFilePath } from '@preferably/contracts';
import { isScoringFile, MODEL_FOLDER } from '@preferably/domain';
import { downloadFile, partNameOf } from './download-file.ts';
import { dropUnused } from './drop-unused.ts';
import { PATIENT_ATTEMPTS } from './wait.ts';

export interface ModelContext {
  url: string;
  apiKey: string;
  workDir: string;
  worker: string;
  signal: AbortSignal;
  log: (line: string) => void;
}

/**
 * Brings the model of an order to this machine, where it is kept while it is in use: the folder is named after its
 * content, which is checked each time.
 * @returns the folder that opens as a model; its calibration lies beside it
 */
export async function fetchModel(order: ScoringOrder, context: ModelContext): Promise<string> {
  const { files, scoringId, attempt } = order;
  // The names come from another machine: a path in one must not lead out of the folder.
  const strange = files.find(({ name }) => !isScoringFile(name));
  if (strange) {
    throw new Error(
      `the order names ${JSON.stringify(strange.name)}, which is no file of a model; service and worker must be of one version`,
    );
  }
  const models = path.join(context.workDir, 'models');
  const folder = path.join(models, contentOf(files));
  let fetched = 0;
  for (const { name, bytes, sha256 } of files) {
    const how = await downloadFile({
      url: context.url + scoringFilePath(scoringId, name, { worker: context.worker, attempt }),
      headers: { 'x-api-key': context.apiKey },
      to: path.join(folder, name),
      bytes,
      sha256,
      partName: partNameOf(context.worker),
      attempts: PATIENT_ATTEMPTS,
      signal: context.signal,
    });
    if (how === 'fetched') fetched += 1;
  }
  context.log(
    `model ${order.modelId}: ${fetched} files fetched, ${files.length - fetched} kept, sha256 verified`,
  );
  await dropUnused(models, folder);
  return path.join(folder, MODEL_FOLDER);
}

const contentOf = (files: ScoringOrder['files']) =>
  createHash('sha256')
    .update(
      files
        .map(({ name, sha256 }) => `${sha256} ${name}\n`)
        .toSorted()
        .join(''),
    )
    .digest('hex');
