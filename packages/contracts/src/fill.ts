import { z } from 'zod';
import { Id, Name, once } from './common.ts';
import { endpoint } from './endpoint.ts';
import { Batch } from './project.ts';

const projectParams = z.object({ projectId: Id });
const FillBody = {
  modelId: Id.describe('The model whose doubt decides.'),
  fromBatchIds: once(z.array(Id).min(1).max(50), 'names a batch twice').describe(
    'Draft batches whose comparisons may be taken.',
  ),
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
  description:
    'They move out of the draft batches named; a comparison without a score stays where it is, and one that somebody was given. Each wants as many votes as before.',
  method: 'POST',
  path: '/v1/projects/:projectId/batches/fill',
  params: projectParams,
  body: z.strictObject({
    ...FillBody,
    name: Name,
    count: z.int().min(1).max(100_000).describe('At most so many are taken.'),
  }),
  reply: z.object({ batch: Batch, moved: z.int() }),
  status: 201,
  refuses: ['batch_not_draft', 'nothing_to_fill', 'conflict'],
});
