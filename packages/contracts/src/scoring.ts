import { disagreementResolutions, scoringScopes, scoringStates } from '@preferably/domain';
import { z } from 'zod';
import { Dimension, Done, Id, Instant, MAX_COUNT, Name, once, Side, Turn } from './common.ts';
import { endpoint } from './endpoint.ts';
import { ModelFile } from './model.ts';
import { Batch } from './project.ts';

const Share = z.number().min(0).max(1);
const projectParams = z.object({ projectId: Id });
const modelParams = z.object({ modelId: Id });
const scoringParams = z.object({ scoringId: Id });

/** One request that a worker gives a model's scores to a project's comparisons. */
export const Scoring = z
  .object({
    id: Id,
    projectId: Id,
    model: z.object({ id: Id, name: z.string() }),
    scope: z.enum(scoringScopes),
    state: z.enum(scoringStates),
    /** Comparisons without a score by this model when it was asked for; those of them that have one now, or that cannot have one. */
    comparisons: z.int(),
    scored: z.int(),
    unscorable: z.int(),
    cancelRequested: z.boolean(),
    error: z.string().nullable(),
    createdAt: Instant,
    startedAt: Instant.nullable(),
    endedAt: Instant.nullable(),
  })
  .meta({ id: 'Scoring' });
export type Scoring = z.infer<typeof Scoring>;

export const startScoring = endpoint({
  name: 'startScoring',
  summary: "Have a worker score the comparisons of the model's project that have no score by it yet",
  method: 'POST',
  path: '/v1/models/:modelId/scorings',
  params: modelParams,
  body: z.strictObject({ scope: z.enum(scoringScopes).default('all') }),
  reply: Scoring,
  status: 202,
  refuses: ['scoring_under_way', 'nothing_to_score', 'model_archived'],
});

export const listScorings = endpoint({
  name: 'listScorings',
  summary: 'The scorings of a project, newest first',
  method: 'GET',
  path: '/v1/projects/:projectId/scorings',
  params: projectParams,
  reply: z.object({ scorings: z.array(Scoring) }),
  status: 200,
});

export const cancelScoring = endpoint({
  name: 'cancelScoring',
  summary: 'Stop a scoring; scores that are there stay',
  method: 'POST',
  path: '/v1/scorings/:scoringId/cancel',
  params: scoringParams,
  reply: Scoring,
  status: 200,
  refuses: ['scoring_finished'],
});

/** How often two sides agreed, with the 95 % Wilson interval; null where there is nothing to count. */
export const AgreementShare = z
  .object({
    judged: z.int(),
    agreed: z.int(),
    share: Share.nullable(),
    ci95: z.array(Share).length(2).nullable(),
  })
  .meta({ id: 'AgreementShare' });

const Agreements = {
  /** Judgements on comparisons that the model scored and was not fitted on, and those where its side is the judgement's. */
  model: AgreementShare,
  /** Pairs of this and another annotator's judgement of one comparison, and those with the same side. */
  humans: AgreementShare,
};
const OfVersion = z.object({ guidelineVersion: z.int().nullable(), ...Agreements });

export const ModelAgreement = z
  .object({
    modelId: Id,
    /** Comparisons of the project with a score by this model. */
    scored: z.object({ open: z.int(), judged: z.int() }),
    /** Judged and scored, but fitted on: they say nothing about agreement and are left out below. */
    fittedOn: z.int(),
    overall: z.object(Agreements),
    byAnnotator: z.array(
      z.object({ annotatorId: Id, name: z.string(), ...Agreements, versions: z.array(OfVersion) }),
    ),
    byGuidelineVersion: z.array(OfVersion),
  })
  .meta({ id: 'ModelAgreement' });
export type ModelAgreement = z.infer<typeof ModelAgreement>;

export const getModelAgreement = endpoint({
  name: 'getModelAgreement',
  summary:
    "How often a model's side is the annotators', per annotator and guideline version, beside the humans' own agreement",
  method: 'GET',
  path: '/v1/models/:modelId/agreement',
  params: modelParams,
  reply: ModelAgreement,
  status: 200,
});

/** A judged comparison whose side the model holds for the wrong one. */
export const Disagreement = z
  .object({
    comparisonId: Id,
    batch: z.int(),
    /** The first 200 characters of the last human turn. */
    excerpt: z.string(),
    votesA: z.int(),
    votesB: z.int(),
    /** The side of most annotators; comparisons without one are not listed. */
    humanSide: Side,
    /** The model's probability, below 0.5, of the humans' side. */
    probability: Share,
    /** Whether the model was fitted on it: then it disagrees although it was told. */
    fittedOn: z.boolean(),
    resolution: z.enum(disagreementResolutions).nullable(),
    resolvedAt: Instant.nullable(),
  })
  .meta({ id: 'Disagreement' });
export type Disagreement = z.infer<typeof Disagreement>;

export const listDisagreements = endpoint({
  name: 'listDisagreements',
  summary:
    'Judged comparisons where model and humans disagree, the clearest first: those nobody has looked at, or those that are resolved',
  method: 'GET',
  path: '/v1/models/:modelId/disagreements',
  params: modelParams,
  query: z.object({
    state: z.enum(['open', 'resolved']).default('open'),
    after: Id.optional(),
    limit: z.coerce.number().int().min(1).max(200).default(50),
  }),
  reply: z.object({ disagreements: z.array(Disagreement), open: z.int(), next: Id.nullable() }),
  status: 200,
});

const disagreementParams = z.object({ modelId: Id, comparisonId: Id });

export const resolveDisagreement = endpoint({
  name: 'resolveDisagreement',
  summary:
    'Say what becomes of it: the humans are right, one more annotator judges it, or it is withdrawn from the work',
  method: 'POST',
  path: '/v1/models/:modelId/disagreements/:comparisonId/resolve',
  params: disagreementParams,
  body: z.strictObject({ resolution: z.enum(disagreementResolutions) }),
  reply: Done,
  status: 200,
});

export const reopenDisagreement = endpoint({
  name: 'reopenDisagreement',
  summary: 'Undo a resolution, as long as nobody has been given the comparison since',
  method: 'POST',
  path: '/v1/models/:modelId/disagreements/:comparisonId/reopen',
  params: disagreementParams,
  reply: Done,
  status: 200,
  refuses: ['conflict'],
});

const FillBody = {
  modelId: Id,
  /** Draft batches whose comparisons may be taken. */
  fromBatchIds: once(z.array(Id).min(1).max(50), 'names a batch twice'),
};

export const previewFill = endpoint({
  name: 'previewFill',
  summary:
    'How many comparisons of these draft batches a new batch could take, and how many of them the model has scored',
  method: 'POST',
  path: '/v1/projects/:projectId/batches/fill/preview',
  params: projectParams,
  body: z.strictObject(FillBody),
  reply: z.object({ available: z.int(), scored: z.int() }),
  status: 200,
  refuses: ['batch_not_draft'],
});

export const fillBatch = endpoint({
  name: 'fillBatch',
  summary: 'Make the next batch of the comparisons that the model is least sure of, those first',
  description: 'They move out of the draft batches named; a comparison without a score stays where it is.',
  method: 'POST',
  path: '/v1/projects/:projectId/batches/fill',
  params: projectParams,
  body: z.strictObject({ ...FillBody, name: Name, count: z.int().min(1).max(100_000) }),
  reply: z.object({ batch: Batch, moved: z.int() }),
  status: 201,
  refuses: ['batch_not_draft', 'nothing_to_fill'],
});

// ── Worker ──────────────────────────────────────────────────────────────────────────────────────────────────

const holder = { worker: z.string().min(1).max(120), attempt: z.int().min(1).max(MAX_COUNT) };
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
  path: '/v1/worker/scorings/:scoringId/comparisons',
  params: scoringParams,
  query: z.object({
    worker: holder.worker,
    attempt: z.coerce.number().int().min(1).max(MAX_COUNT),
    after: Id.optional(),
    limit: z.coerce.number().int().min(1).max(500).default(200),
  }),
  reply: z.object({ comparisons: z.array(ToScore), next: Id.nullable() }),
  status: 200,
  refuses: ['scoring_not_yours'],
});

export const putScores = endpoint({
  name: 'putScores',
  summary: 'Worker: hand in scores and keep the lease; a repeated one replaces the former',
  method: 'PUT',
  path: '/v1/worker/scorings/:scoringId/scores',
  params: scoringParams,
  body: z.strictObject({
    ...holder,
    scores: z
      .array(
        z.strictObject({
          comparisonId: Id,
          /** Scores of response A and B; both null where they could not be had. */
          a: z.number().nullable(),
          b: z.number().nullable(),
          /** That A is better, calibrated where the model is. */
          probability: Share.nullable(),
          /** Whether the dialog lost its oldest turns. */
          truncated: z.boolean(),
        }),
      )
      .max(1000),
  }),
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
    z.strictObject({ ...holder, outcome: z.literal('succeeded') }),
    z.strictObject({ ...holder, outcome: z.literal('failed'), error: z.string().max(4000) }),
    z.strictObject({ ...holder, outcome: z.literal('cancelled') }),
    z.strictObject({ ...holder, outcome: z.literal('released') }),
  ]),
  reply: Done,
  status: 200,
  refuses: ['scoring_not_yours'],
});
