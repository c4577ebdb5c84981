import { flagReasons, flagResolutions } from '@preferably/domain';
import { z } from 'zod';
import { assignmentParams } from './assignment.ts';
import { Done, Id, Instant } from './common.ts';
import { endpoint } from './endpoint.ts';

export const FlagReason = z.enum(flagReasons);
export const FlagResolution = z.enum(flagResolutions);

/** A comparison that an annotator showed to an admin. */
export const Flag = z
  .object({
    assignmentId: Id,
    comparisonId: Id,
    batch: z.int(),
    excerpt: z.string().describe('The first 200 characters of the last human turn.'),
    annotator: z.string(),
    reason: FlagReason,
    note: z.string().nullable(),
    flaggedAt: Instant,
    resolution: FlagResolution.nullable(),
    resolvedAt: Instant.nullable(),
  })
  .meta({ id: 'Flag' });
export type Flag = z.infer<typeof Flag>;

export const flagAssignment = endpoint({
  name: 'flagAssignment',
  summary:
    'Show a comparison to the admins with a reason; you keep it. Flagging it again replaces the reason',
  method: 'PUT',
  path: '/v1/assignments/:assignmentId/flag',
  params: assignmentParams,
  body: z.strictObject({
    reason: FlagReason.describe('What is wrong with it.'),
    note: z.string().trim().max(1000).nullable().default(null).describe('More about it, for the admins.'),
  }),
  reply: Done,
  status: 200,
  refuses: ['assignment_not_yours'],
});

export const listFlags = endpoint({
  name: 'listFlags',
  summary: 'The flags of a project, oldest first: those nobody has looked at, or those that are resolved',
  method: 'GET',
  path: '/v1/projects/:projectId/flags',
  params: z.object({ projectId: Id }),
  query: z.object({
    state: z
      .enum(['open', 'resolved'])
      .default('open')
      .describe('Those that nobody has looked at, or those that are resolved.'),
    after: Id.optional().describe(
      'The last one that you have; those after it are answered. None begins at the start.',
    ),
    limit: z.coerce.number().int().min(1).max(500).default(100).describe('How many are answered at most.'),
  }),
  reply: z.object({ flags: z.array(Flag), next: Id.nullable() }),
  status: 200,
});

export const resolveFlag = endpoint({
  name: 'resolveFlag',
  summary: 'Say what becomes of a flagged comparison: it is judged on, or withdrawn from the work',
  method: 'POST',
  path: '/v1/projects/:projectId/flags/:assignmentId/resolve',
  params: z.object({ projectId: Id, assignmentId: Id }),
  body: z.strictObject({ resolution: FlagResolution.describe('What becomes of the comparison.') }),
  reply: Done,
  status: 200,
});
