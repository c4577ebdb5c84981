import { comparisonVerdicts, modelStates, runFilePattern } from '@preferably/domain';
import { z } from 'zod';
import { Dimension, Id, Instant, MAX_COUNT, Sha256 } from './common.ts';
import { endpoint } from './endpoint.ts';
import { Recipe } from './recipe.ts';

const Share = z.number().min(0).max(1);
/** Low and high end. An array, because what a tuple becomes in the document (a list as `items`) is none in OpenAPI 3.1. */
const intervalOf = (end: z.ZodNumber) =>
  z.array(end).length(2) as unknown as z.ZodType<[number, number], [number, number]>;

/** What the model's own test split says of it. */
const OwnTest = z.object({
  pairs: z.int().describe('Test pairs.'),
  accuracy: Share.nullable().describe('The share of them that it ranks right; null without pairs.'),
  ci95: intervalOf(Share).nullable().describe('Its 95 % interval.'),
});

/** The id of a reward model is that of its run. */
export const RewardModel = z
  .object({
    id: Id,
    projectId: Id,
    name: z.string(),
    dimension: Dimension,
    state: z.enum(modelStates).describe('Candidate, promoted (the one in use) or archived.'),
    baseModel: z.string().describe('What it was fitted from.'),
    seed: z.int().describe('Of the random numbers.'),
    snapshot: z.object({ id: Id, name: z.string() }).describe('What it was fitted on.'),
    ownTest: OwnTest.nullable().describe(
      'What the test split of its own snapshot says; null where there is none.',
    ),
    createdAt: Instant,
  })
  .meta({ id: 'RewardModel' });
export type RewardModel = z.infer<typeof RewardModel>;

/** A file of a run, by its path in the run's folder. */
export const ModelFile = z
  .object({ name: z.string(), bytes: z.int().describe('Its size.'), sha256: Sha256 })
  .meta({ id: 'ModelFile' });
export type ModelFile = z.infer<typeof ModelFile>;

export const ModelWithLineage = RewardModel.extend({
  recipe: Recipe,
  evaluateSnapshots: z
    .array(z.object({ id: Id, name: z.string().nullable() }))
    .describe(
      "Snapshots that it was evaluated on as well. The name is null of another project's, whose readers are others.",
    ),
  mix: z
    .record(z.string(), z.int())
    .nullable()
    .describe('Pairs drawn from each source, where other sources than the own data were mixed in.'),
  codeVersion: z
    .string()
    .nullable()
    .describe('Of the trainer that fitted it; null where its report does not say.'),
  trainPairs: z.int().describe('Pairs that it was trained on.'),
  parameters: z.int().describe('Numbers that it consists of.'),
  trainedParameters: z.int().describe('Of these, those that were trained.'),
  device: z.string().describe('What it was fitted on.'),
  dtype: z.string().describe('The numbers it was fitted in.'),
  files: z
    .object({ count: z.int(), bytes: z.int() })
    .describe('How many files it has, and their size together.'),
}).meta({ id: 'ModelWithLineage' });
export type ModelWithLineage = z.infer<typeof ModelWithLineage>;

const projectParams = z.object({ projectId: Id });
const modelParams = z.object({ modelId: Id });

export const listModels = endpoint({
  name: 'listModels',
  summary: 'The reward models of a project, newest first',
  method: 'GET',
  path: '/v1/projects/:projectId/models',
  params: projectParams,
  reply: z.object({ models: z.array(RewardModel) }),
  status: 200,
});

export const getModel = endpoint({
  name: 'getModel',
  summary: 'A reward model with its lineage',
  method: 'GET',
  path: '/v1/models/:modelId',
  params: modelParams,
  reply: ModelWithLineage,
  status: 200,
});

export const listModelFiles = endpoint({
  name: 'listModelFiles',
  summary: 'The files of a reward model',
  description: 'The folder `model` opens in transformers; the other files tell about the run.',
  method: 'GET',
  path: '/v1/models/:modelId/files',
  params: modelParams,
  reply: z.object({ files: z.array(ModelFile) }),
  status: 200,
});

export const promoteModel = endpoint({
  name: 'promoteModel',
  summary: 'Make a model the one in use in its project, in place of the one that was',
  method: 'POST',
  path: '/v1/models/:modelId/promote',
  params: modelParams,
  reply: z.object({
    model: RewardModel,
    formerId: Id.nullable().describe('The model whose place it took.'),
  }),
  status: 200,
  refuses: ['model_archived', 'conflict'],
});

export const demoteModel = endpoint({
  name: 'demoteModel',
  summary: 'Have no model in use any more: the promoted one is a candidate again',
  method: 'POST',
  path: '/v1/models/:modelId/demote',
  params: modelParams,
  reply: RewardModel,
  status: 200,
});

export const archiveModel = endpoint({
  name: 'archiveModel',
  summary: 'Put a model away; its files stay',
  method: 'POST',
  path: '/v1/models/:modelId/archive',
  params: modelParams,
  reply: RewardModel,
  status: 200,
  refuses: ['model_promoted'],
});

export const restoreModel = endpoint({
  name: 'restoreModel',
  summary: 'Take a model out of the archive: it is a candidate again',
  method: 'POST',
  path: '/v1/models/:modelId/restore',
  params: modelParams,
  reply: RewardModel,
  status: 200,
});

export const ModelComparison = z
  .object({
    a: RewardModel.describe('The first model.'),
    b: RewardModel.describe('The second model.'),
    pairs: z.int().describe('Test pairs that both scored.'),
    onlyScoredByA: z.int().describe('Test pairs that only the first one scored.'),
    onlyScoredByB: z.int().describe('Test pairs that only the second one scored.'),
    dialogs: z.int().describe('Dialogs behind the pairs.'),
    accuracyA: Share.describe('The share that the first one ranks right.'),
    accuracyB: Share.describe('The share that the second one ranks right.'),
    difference: z.number().min(-1).max(1).describe('accuracyB - accuracyA.'),
    differenceCi95: intervalOf(z.number())
      .nullable()
      .describe('Its 95 % interval, by a bootstrap by dialog; null where too few dialogs allow none.'),
    rightOnlyA: z.int().describe('Pairs that only the first one ranks right.'),
    rightOnlyB: z.int().describe('Pairs that only the second one ranks right.'),
    ties: z.int().describe('Pairs to which either gave one score twice: half right.'),
    mcnemar: z
      .object({
        test: z.enum(['exact', 'chi_square_corrected']).describe('Exact where few pairs differ.'),
        statistic: z.number().nullable().describe('Null for the exact test.'),
        p: Share.describe('How likely a difference like this is between equals.'),
      })
      .describe('The test of whether the two are equally often right alone.'),
    discordantShare: Share.describe('The share of pairs that only one model ranks right.'),
    neededPairs: z
      .int()
      .nullable()
      .describe('Pairs that show a true difference of this size with 80 % power; null where there is none.'),
    verdict: z.enum(comparisonVerdicts).describe('What the difference amounts to.'),
  })
  .meta({ id: 'ModelComparison' });
export type ModelComparison = z.infer<typeof ModelComparison>;

export const compareModels = endpoint({
  name: 'compareModels',
  summary: 'Two models of a project on the test pairs that both scored',
  method: 'GET',
  path: '/v1/projects/:projectId/models/compare',
  params: projectParams,
  query: z.object({ a: Id.describe('The first model.'), b: Id.describe('The second model.') }),
  reply: ModelComparison,
  status: 200,
  refuses: ['models_not_comparable'],
});

/** Names of files that a run may leave: weights, config, tokenizer and card of the model, report, scores and figures. */
export const RunFileName = z
  .string()
  .max(300)
  .regex(runFilePattern, 'is no name of a file that a finished run leaves');

/** As a query, because the body is the file. */
export const RunHolder = z.object({
  worker: z.string().min(1).max(120).describe('The name of the worker, as it claimed the run.'),
  attempt: z.coerce
    .number()
    .int()
    .min(1)
    .max(MAX_COUNT)
    .describe('The attempt that the worker was given with the run.'),
});

export const listRunFiles = endpoint({
  name: 'listRunFiles',
  summary: 'Worker: the files of a run that have arrived',
  method: 'GET',
  path: '/v1/worker/runs/:runId/files',
  params: z.object({ runId: Id }),
  query: RunHolder,
  reply: z.object({ files: z.array(ModelFile) }),
  status: 200,
  refuses: ['run_not_yours'],
});

/** Of a file by its path in a folder of files. */
export const filePath = (folder: string, name: string) =>
  `${folder}/files/${name.split('/').map(encodeURIComponent).join('/')}`;

/** The address of a model's file: bytes with Range and ETag, so no JSON endpoint. */
export const modelFilePath = (modelId: string, name: string) => filePath(`/v1/models/${modelId}`, name);

/** Where a worker puts a file of its run, with the hash of its bytes in the header `x-content-sha256`. */
export const runFilePath = (runId: string, name: string, holder: { worker: string; attempt: number }) =>
  `${filePath(`/v1/worker/runs/${runId}`, name)}?${holderQuery(holder)}`;

/** A worker in an address whose body, or answer, is a file. */
export const holderQuery = ({ worker, attempt }: { worker: string; attempt: number }): string =>
  new URLSearchParams({ worker, attempt: String(attempt) }).toString();
export const SHA256_HEADER = 'x-content-sha256';
