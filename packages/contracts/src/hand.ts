import { z } from 'zod';
import { Assignment, assignmentParams, Codes } from './assignment.ts';
import { Done, Id, Instant, Moment, Place, SafetyLabel } from './common.ts';
import { endpoint } from './endpoint.ts';

/** What an annotator has pressed and typed so far for one comparison. */
export const Draft = z
  .strictObject({
    /** A step of the 8-step scale; null while nothing is chosen. */
    step: z.int().min(1).max(8).nullable(),
    safety: z.strictObject({ first: SafetyLabel.nullable(), second: SafetyLabel.nullable() }),
    categories: Codes.default(() => ({ first: [], second: [] })),
    chips: Codes.default(() => ({ first: [], second: [] })),
    comment: z.string().max(4000),
    /** An improved response, and of which one; null while none is written. */
    edited: z
      .strictObject({ place: Place, text: z.string().max(200_000) })
      .nullable()
      .default(null),
  })
  .meta({ id: 'Draft' });
export type Draft = z.infer<typeof Draft>;

export const HeldAssignment = Assignment.extend({
  /** The newest draft that reached the service. */
  draft: z.object({ body: Draft, savedAt: Instant }).nullable(),
}).meta({ id: 'HeldAssignment' });
export type HeldAssignment = z.infer<typeof HeldAssignment>;

export const fillHand = endpoint({
  name: 'fillHand',
  summary: 'Keep what you hold for another lease, and claim the next comparisons up to as many as you want',
  method: 'POST',
  path: '/v1/projects/:projectId/hand',
  params: z.object({ projectId: Id }),
  /** `known` are assignments that you have already: they are kept but not sent again. */
  body: z.strictObject({
    wanted: z.int().min(1).max(50),
    known: z.array(Id).max(200).default([]),
  }),
  reply: z.object({
    /** Those you do not know yet, in the order to judge them. */
    assignments: z.array(HeldAssignment),
    /** All that you hold now. */
    held: z.array(z.object({ id: Id, leaseExpiresAt: Instant })),
    /** What you held until now of a batch that has been closed: nothing can be submitted there. */
    released: z.array(Id),
  }),
  status: 200,
  refuses: ['guidelines_unread', 'daily_cap_reached', 'qualification_needed'],
});

export const saveDraft = endpoint({
  name: 'saveDraft',
  summary: 'Keep what is pressed and typed of a claimed comparison; the newest one counts',
  method: 'PUT',
  path: '/v1/assignments/:assignmentId/draft',
  params: assignmentParams,
  body: z.strictObject({ body: Draft, savedAt: Moment }),
  reply: Done,
  status: 200,
  refuses: ['assignment_closed'],
});
