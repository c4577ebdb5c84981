import { scoringScopes, scoringStates } from '@preferably/domain';
import { z } from 'zod';
import { Id, Instant } from './common.ts';
import { endpoint } from './endpoint.ts';

const projectParams = z.object({ projectId: Id });
const modelParams = z.object({ modelId: Id });
const scoringParams = z.object({ scoringId: Id });
const Scope = z
  .enum(scoringScopes)
  .describe('Which comparisons: those still in the work, those judged, or both.');

/** One request that a worker gives a model's scores to a project's comparisons. */
export const Scoring = z
  .object({
    id: Id,
    projectId: Id,
    model: z.object({ id: Id, name: z.string() }).describe('Whose scores they are.'),
    scope: Scope,
    state: z.enum(scoringStates).describe('Where it stands.'),
    comparisons: z.int().describe('Those without a score by this model when it was asked for.'),
    scored: z.int().describe('Those of them that have one now.'),
    unscorable: z.int().describe('Those of them that cannot have one.'),
    cancelRequested: z
      .boolean()
      .describe('Somebody asked for its end; its worker hears of it with the next report.'),
    error: z.string().nullable().describe('Why it failed; null while it has not.'),
    createdAt: Instant,
    startedAt: Instant.nullable().describe('When a worker first claimed it.'),
    endedAt: Instant.nullable().describe('When it ended, however it did.'),
  })
  .meta({ id: 'Scoring' });
export type Scoring = z.infer<typeof Scoring>;

export const startScoring = endpoint({
  name: 'startScoring',
  summary: "Have a worker score the comparisons of the model's project that have no score by it yet",
  method: 'POST',
  path: '/v1/models/:modelId/scorings',
  params: modelParams,
  body: z.strictObject({ scope: Scope.default('all') }),
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
