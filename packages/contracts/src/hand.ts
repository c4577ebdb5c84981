import { z } from 'zod';
import { Assignment, assignmentParams, Codes } from './assignment.ts';
import { Done, Id, Instant, Moment, Place, SafetyLabel } from './common.ts';
import { endpoint } from './endpoint.ts';

/** What an annotator has pressed and typed so far for one comparison. */
export const Draft = z
  .strictObject({
    step: z
      .int()
      .min(1)
      .max(8)
      .nullable()
      .describe('A step of the 8-step scale; null while nothing is chosen.'),
    safety: z
      .strictObject({
        first: SafetyLabel.nullable().describe('Of the response shown first.'),
        second: SafetyLabel.nullable().describe('Of the response shown second.'),
      })
      .describe('The labels so far; null for what is not labelled yet.'),
    categories: Codes.default(() => ({ first: [], second: [] })).describe('The risk categories so far.'),
    chips: Codes.default(() => ({ first: [], second: [] })).describe(
      'The questions answered with yes so far.',
    ),
    comment: z.string().max(4000).describe('The reason so far.'),
    edited: z
      .strictObject({
        place: Place.describe('Which response it improves.'),
        text: z.string().max(200_000).describe('The improved text.'),
      })
      .nullable()
      .default(null)
      .describe('An improved response, and of which one; null while none is written.'),
  })
  .meta({ id: 'Draft' });
export type Draft = z.infer<typeof Draft>;

export const HeldAssignment = Assignment.extend({
  draft: z
    .object({ body: Draft, savedAt: Instant })
    .nullable()
    .describe('The newest draft that reached the service.'),
}).meta({ id: 'HeldAssignment' });
export type HeldAssignment = z.infer<typeof HeldAssignment>;

export const fillHand = endpoint({
  name: 'fillHand',
  summary: 'Keep what you hold for another lease, and claim the next comparisons up to as many as you want',
  method: 'POST',
  path: '/v1/projects/:projectId/hand',
  params: z.object({ projectId: Id }),
  body: z.strictObject({
    wanted: z.int().min(1).max(50).describe('How many comparisons you want to hold.'),
    known: z
      .array(Id)
      .max(200)
      .default([])
      .describe('Assignments that you have already: they are kept but not sent again.'),
  }),
  reply: z.object({
    assignments: z.array(HeldAssignment).describe('Those you do not know yet, in the order to judge them.'),
    held: z.array(z.object({ id: Id, leaseExpiresAt: Instant })).describe('All that you hold now.'),
    released: z
      .array(Id)
      .describe('What you held until now of a batch that has been closed: nothing can be submitted there.'),
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
  body: z.strictObject({
    body: Draft.describe('What is pressed and typed.'),
    savedAt: Moment.describe('When it was written; of two drafts the newer one counts.'),
  }),
  reply: Done,
  status: 200,
  refuses: ['assignment_closed'],
});
