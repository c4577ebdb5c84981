import {
  listModelFiles,
  listModels,
  modelFilePath,
  type Project,
  type RewardModel,
} from '@preferably/contracts';
import { MODEL_FOLDER } from '@preferably/domain';
import { readRemoteConfig } from '../config.ts';
import { CliError } from '../errors.ts';
import { interval, percent } from '../figures.ts';
import { projectBySlug } from '../projects.ts';
import { say, table } from '../say.ts';
import { keySession, type Session } from '../session.ts';
import { downloadFiles } from '../snapshot-files.ts';

async function modelsOf({ client }: Session, slug: string) {
  const project = await projectBySlug(client, slug);
  return { project, ...(await client(listModels, { params: { projectId: project.id } })) };
}

/** Prints the reward models of a project, newest first. */
export async function list(slug: string): Promise<number> {
  const { url, apiKey } = readRemoteConfig();
  const { project, models } = await modelsOf(keySession(url, apiKey), slug);
  if (models.length === 0) {
    say(`${project.slug} has no reward model yet; a run leaves one when it succeeds (preferably train)`);
    return 0;
  }
  const head = [
    'name',
    'state',
    'accuracy',
    '95 % interval',
    'pairs',
    'base model',
    'snapshot',
    'made',
    'id',
  ];
  const rows = models.map(({ ownTest, ...model }) => [
    model.name,
    model.state,
    percent(ownTest?.accuracy),
    interval(ownTest?.ci95),
    String(ownTest?.pairs ?? '–'),
    model.baseModel,
    model.snapshot.name,
    model.createdAt.slice(0, 10),
    model.id,
  ]);
  say(table(head, rows));
  return 0;
}

/** Downloads a model as a folder that opens in plain transformers. */
export async function download(
  slug: string,
  nameOrId: string | undefined,
  { to, all }: { to: string; all: boolean },
): Promise<number> {
  const { url, apiKey } = readRemoteConfig();
  const session = keySession(url, apiKey);
  const { project, models } = await modelsOf(session, slug);
  const model = chosen(project, models, nameOrId);
  const { files } = await session.client(listModelFiles, { params: { modelId: model.id } });
  const wanted = files.flatMap((file) => {
    const ofModel = file.name.startsWith(MODEL_FOLDER);
    if (!ofModel && !all) return [];
    const name = ofModel ? file.name.slice(MODEL_FOLDER.length) : `run/${file.name}`;
    return [{ ...file, name, url: url + modelFilePath(model.id, file.name) }];
  });
  await downloadFiles(session, wanted, to);
  say(`${model.name} (${model.state}, ${percent(model.ownTest?.accuracy)}): ${wanted.length} files in ${to}`);
  say(`AutoModelForSequenceClassification.from_pretrained("${to}") opens it`);
  return 0;
}

/** The model of that id or, newest first, of that name; the promoted one where none is named. */
function chosen(project: Project, models: readonly RewardModel[], nameOrId: string | undefined): RewardModel {
  const model =
    nameOrId === undefined
      ? models.find(({ state }) => state === 'promoted')
      : (models.find(({ id }) => id === nameOrId) ?? models.find(({ name }) => name === nameOrId));
  if (model) return model;
  const known = models.map(({ name }) => name).join(', ') || 'none';
  throw new CliError(
    nameOrId === undefined
      ? `no model of ${project.slug} is promoted: name one, or promote it on its page (it has: ${known})`
      : `${project.slug} has no model "${nameOrId}" (it has: ${known})`,
  );
}
