import { z } from 'zod';
import { Dimension, Done, Id, Instant, MAX_COUNT, Turn } from './common.ts';
import { endpoint } from './endpoint.ts';
import { filePath, holderQuery, ModelFile, RunHolder } from './model.ts';

const Share = z.number().min(0).max(1);
const scoringParams = z.object({ scoringId: Id });
const holder = {
  worker: z.string().min(1).max(120).describe('Who works on it.'),
  attempt: z.int().min(1).max(MAX_COUNT).describe('Which claim of it this is, as its order says.'),
};
const Kept = z.object({ leaseExpiresAt: Instant, cancelRequested: z.boolean() });

export const ScoringOrder = z
  .object({
    scoringId: Id,
    attempt: z.int(),
    leaseExpiresAt: Instant,
    leaseSeconds: z.int(),
    modelId: Id,
    dimension: Dimension,
    /** The model's folder and its calibration. */
    files: z.array(ModelFile),
  })
  .meta({ id: 'ScoringOrder' });
export type ScoringOrder = z.infer<typeof ScoringOrder>;

export const claimScoring = endpoint({
  name: 'claimScoring',
  summary: 'Worker: claim the oldest queued scoring, or one whose worker went silent',
  method: 'POST',
  path: '/v1/worker/scorings/claim',
  body: z.strictObject({ worker: holder.worker }),
  reply: z.object({ order: ScoringOrder.nullable() }),
  status: 200,
});

/** In the import format's names, so that the trainer reads it as it is. */
export const ToScore = z
  .object({ id: Id, prompt: z.array(Turn), response_a: z.string(), response_b: z.string() })
  .meta({ id: 'ToScore' });
export type ToScore = z.infer<typeof ToScore>;

export const listToScore = endpoint({
  name: 'listToScore',
  summary: 'Worker: the next comparisons without a score, in the order of their ids',
  method: 'GET',
  path: '/v1/worker/scorings/:scoringId/to-score',
  params: scoringParams,
  query: RunHolder.extend({
    after: Id.optional().describe('The last comparison you have; nothing for the first page.'),
    limit: z.coerce.number().int().min(1).max(500).default(200).describe('At most so many.'),
  }),
  reply: z.object({ comparisons: z.array(ToScore), next: Id.nullable() }),
  status: 200,
  refuses: ['scoring_not_yours'],
});

const scoreOf = {
  comparisonId: Id,
  truncated: z.boolean().describe('Whether the dialog lost its oldest turns.'),
};
export const NewScore = z.union([
  z.strictObject({
    ...scoreOf,
    a: z.number().describe('The score of response A.'),
    b: z.number().describe('The score of response B.'),
    probability: Share.describe('That A is better, calibrated where the model is.'),
  }),
  z.strictObject({
    ...scoreOf,
    a: z.null().describe('It cannot be scored.'),
    b: z.null().describe('It cannot be scored.'),
    probability: z.null().describe('It cannot be scored.'),
  }),
]);
export type NewScore = z.infer<typeof NewScore>;

export const putScores = endpoint({
  name: 'putScores',
  summary: 'Worker: hand in scores and keep the lease; a repeated one replaces the former',
  description: 'One of a comparison that is no work of the project (any more) is left out.',
  method: 'PUT',
  path: '/v1/worker/scorings/:scoringId/scores',
  params: scoringParams,
  body: z.strictObject({ ...holder, scores: z.array(NewScore).max(1000).describe('In any order.') }),
  reply: Kept,
  status: 200,
  refuses: ['scoring_not_yours'],
});

export const scoringHeartbeat = endpoint({
  name: 'scoringHeartbeat',
  summary: 'Worker: keep the lease; hear whether to stop',
  method: 'POST',
  path: '/v1/worker/scorings/:scoringId/heartbeat',
  params: scoringParams,
  body: z.strictObject(holder),
  reply: Kept,
  status: 200,
  refuses: ['scoring_not_yours'],
});

export const finishScoring = endpoint({
  name: 'finishScoring',
  summary: 'Worker: end a scoring, or put it back into the queue',
  method: 'POST',
  path: '/v1/worker/scorings/:scoringId/finish',
  params: scoringParams,
  body: z.discriminatedUnion('outcome', [
    z.strictObject({ ...holder, outcome: z.literal('succeeded').describe('All of it is handed in.') }),
    z.strictObject({
      ...holder,
      outcome: z.literal('failed').describe('The rest cannot be scored.'),
      error: z.string().max(4000).describe('Why, for people.'),
    }),
    z.strictObject({
      ...holder,
      outcome: z.literal('cancelled').describe('It stopped because somebody asked for it.'),
    }),
    z.strictObject({
      ...holder,
      outcome: z.literal('released').describe('Stopped before the end: back into the queue.'),
    }),
  ]),
  reply: Done,
  status: 200,
  refuses: ['scoring_not_yours'],
});

/** Where the worker that holds a scoring reads a file of its model: bytes with Range and ETag, so no JSON endpoint. */
export const scoringFilePath = (
  scoringId: string,
  name: string,
  by: { worker: string; attempt: number },
): string => `${filePath(`/v1/worker/scorings/${scoringId}`, name)}?${holderQuery(by)}`;
