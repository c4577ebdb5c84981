import { z } from 'zod';
import { Id } from './common.ts';
import { endpoint } from './endpoint.ts';

const preferences = z
  .int()
  .describe('How many preferences it would let through if nothing else were asked for.');

export const SnapshotChoices = z
  .object({
    languages: z
      .array(z.object({ language: z.string(), preferences }))
      .describe(
        'Languages of the prompts as the import named them, `und` for those without one; most first.',
      ),
    models: z
      .array(z.object({ model: z.string(), preferences }))
      .describe('Models that gave either response; most first.'),
    modelPairs: z
      .array(z.object({ models: z.array(z.string()).length(2), preferences }))
      .describe('Models that gave the two responses of one comparison, in whichever order; most first.'),
    guidelineVersions: z
      .array(z.object({ number: z.int(), preferences }))
      .describe('Guideline versions that were shown; newest first.'),
  })
  .meta({ id: 'SnapshotChoices' });
export type SnapshotChoices = z.infer<typeof SnapshotChoices>;

export const getSnapshotChoices = endpoint({
  name: 'getSnapshotChoices',
  summary: 'What the filter of a snapshot can choose from in this project, with counts of preferences',
  method: 'GET',
  path: '/v1/projects/:projectId/snapshot-choices',
  params: z.object({ projectId: Id }),
  reply: SnapshotChoices,
  status: 200,
});
