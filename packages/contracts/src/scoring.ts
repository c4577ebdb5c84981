import { scoringScopes, scoringStates } from '@preferably/domain';
import { z } from 'zod';
import { Id, Instant } from './common.ts';
import { endpoint } from './endpoint.ts';

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
