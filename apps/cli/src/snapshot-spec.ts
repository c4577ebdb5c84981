import os from 'node:os';
import path from 'node:path';
import {
  type Client,
  getSnapshot,
  listProjects,
  type Snapshot,
  snapshotFilePath,
} from '@preferably/contracts';
import type { RunSnapshotUse } from '@preferably/domain';
import { type FetchedExport, partNameOf, runSpec, writeRunSpec } from '@preferably/trainer';
import { readRemoteConfig } from './config.ts';
import { CliError } from './errors.ts';
import { projectBySlug, readySnapshot } from './projects.ts';
import { readRecipe } from './recipe-file.ts';
import { keySession, type Session } from './session.ts';
import { downloadFiles, placeOf } from './snapshot-files.ts';

/** What a run on snapshots needs to be fitted without the service. */
export interface SnapshotSpec {
  project: string;
  snapshot: string;
  baseModel: string;
  recipe?: string | undefined;
  evaluate: string[];
  mix: string[];
  seed: number;
  /** Folder of the run: data, spec, checkpoints and the model. */
  to: string;
}

/** Downloads the data and writes run.json into the folder; what is there already is kept, so a stopped run goes on. */
export async function writeSnapshotSpec(wanted: SnapshotSpec): Promise<string> {
  const { url, apiKey } = readRemoteConfig();
  const session = keySession(url, apiKey);
  const { client } = session;
  const project = await projectBySlug(client, wanted.project);
  const own = await readySnapshot(client, project, wanted.snapshot);
  const folder = path.resolve(wanted.to);
  const exports = [await fetched(session, url, own, 'train', folder)];
  for (const use of ['evaluate', 'mix'] as const) {
    for (const snapshotId of wanted[use]) {
      const other = await client(getSnapshot, { params: { snapshotId } });
      exports.push(await fetched(session, url, other, use, folder));
    }
  }
  const order = {
    // Alike at each start: a run that was stopped knows its checkpoint by it.
    runId: `${project.slug}/${own.name}`,
    baseModel: wanted.baseModel,
    seed: wanted.seed,
    recipe: readRecipe(wanted.recipe),
  };
  return writeRunSpec(folder, runSpec(order, exports, folder));
}

async function fetched(
  session: Session,
  url: string,
  snapshot: Snapshot,
  use: RunSnapshotUse,
  folder: string,
): Promise<FetchedExport> {
  const project = await projectOf(session.client, snapshot);
  const file = snapshot.files.find(({ format }) => format === 'canonical');
  if (!file) {
    throw new CliError(
      `the snapshot ${snapshot.name} is ${snapshot.state} and has no canonical file to train on`,
    );
  }
  const data = path.join(folder, 'data', snapshot.id);
  const wanted = [{ ...file, url: url + snapshotFilePath(snapshot.id, file.name) }];
  // Nodes that fit together are started alike, and share the folder.
  await downloadFiles(session, wanted, data, undefined, partNameOf(os.hostname()));
  const name = `${project.slug}/${snapshot.name}`;
  return { use, dimension: project.dimension, name, path: placeOf(data, file.name) };
}

async function projectOf(client: Client, { projectId, name }: Snapshot) {
  const project = (await client(listProjects, {})).projects.find(({ id }) => id === projectId);
  if (!project) throw new CliError(`this key sees no project of the snapshot ${name}`);
  return project;
}
