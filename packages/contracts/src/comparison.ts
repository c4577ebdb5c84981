import { comparisonStates } from '@preferably/domain';
import { z } from 'zod';
import { Id, MAX_COUNT } from './common.ts';
import { endpoint } from './endpoint.ts';

/** A comparison in a list: enough to find it, without the texts of the responses. */
export const ComparisonListed = z
  .object({
    id: Id,
    batch: z.int(),
    state: z.enum(comparisonStates),
    votesWanted: z.int(),
    votesDone: z.int(),
    claimsOpen: z.int(),
    sourceId: z.string().nullable(),
    lang: z.string().nullable(),
    turns: z.int(),
    excerpt: z.string().describe('The first 200 characters of the last human turn.'),
  })
  .meta({ id: 'ComparisonListed' });

export const listComparisons = endpoint({
  name: 'listComparisons',
  summary: 'The comparisons of a project in the order of their import; ask again after the last one for more',
  method: 'GET',
  path: '/v1/projects/:projectId/comparisons',
  params: z.object({ projectId: Id }),
  query: z.object({
    batch: z.coerce
      .number()
      .int()
      .min(1)
      .max(MAX_COUNT)
      .optional()
      .describe('Only of the batch with this number.'),
    after: Id.optional().describe(
      'The last one that you have; those after it are answered. None begins at the start.',
    ),
    limit: z.coerce.number().int().min(1).max(1000).default(100).describe('How many are answered at most.'),
  }),
  reply: z.object({ comparisons: z.array(ComparisonListed), next: Id.nullable() }),
  status: 200,
});
