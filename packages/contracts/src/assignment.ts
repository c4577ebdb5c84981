import { skipReasons } from '@preferably/domain';
import { z } from 'zod';
import { Dimension, Done, Id, Instant, Moment, Place, SafetyLabel, Strength, Turn } from './common.ts';
import { endpoint } from './endpoint.ts';
import { Choice, GuidelineTexts } from './guideline.ts';

const labels = z.object({
  first: SafetyLabel.describe('Of the response shown first.'),
  second: SafetyLabel.describe('Of the response shown second.'),
});

/** Codes of the guideline version, for each response. */
export const Codes = z.strictObject({
  first: z.array(z.string().max(40)).max(30).describe('Of the response shown first.'),
  second: z.array(z.string().max(40)).max(30).describe('Of the response shown second.'),
});
const none = () => ({ first: [], second: [] });

/** A judgement in the order of the screen. `id` is made by the client (UUIDv7): sending it again changes nothing. */
export const SubmittedPreference = z
  .strictObject({
    id: Id,
    place: Place.describe('The preferred response, in shown order.'),
    strength: Strength.describe('How much better it is.'),
    safety: labels.nullable().default(null).describe('The label of each response, in a safety project.'),
    categories: Codes.default(none).describe('Why a response is unsafe.'),
    chips: Codes.default(none).describe('The questions that were answered with yes.'),
    comment: z.string().trim().max(4000).nullable().default(null).describe('The reason in words.'),
    edited: z
      .string()
      .trim()
      .min(1)
      .max(200_000)
      .nullable()
      .default(null)
      .describe('The preferred response, improved, where the project asks for it.'),
    firstChoiceMs: z
      .int()
      .min(0)
      .max(86_400_000)
      .nullable()
      .default(null)
      .describe('Milliseconds until the first choice.'),
    activeMs: z
      .int()
      .min(0)
      .max(86_400_000)
      .nullable()
      .default(null)
      .describe('Milliseconds in which something was done.'),
    idleMs: z
      .int()
      .min(0)
      .max(86_400_000)
      .nullable()
      .default(null)
      .describe('Milliseconds on the screen in which nothing was done.'),
    changes: z
      .int()
      .min(0)
      .max(10_000)
      .nullable()
      .default(null)
      .describe('How often the choice was changed.'),
    seen: z
      .object({
        first: z.boolean().describe('The one shown first.'),
        second: z.boolean().describe('The one shown second.'),
      })
      .nullable()
      .default(null)
      .describe('Whether each response was seen to its end.'),
    judgedAt: Moment.nullable()
      .default(null)
      .describe('When it was judged, for one that waited for the network.'),
    extra: z
      .boolean()
      .default(false)
      .describe(
        'For a comparison whose time was up and whose votes others have given: count this one beside theirs.',
      ),
  })
  .meta({ id: 'SubmittedPreference' });
export type SubmittedPreference = z.infer<typeof SubmittedPreference>;

/** What the labeling screen needs, and nothing that tells the model behind a response. */
export const Assignment = z
  .object({
    id: Id,
    comparisonId: Id,
    projectId: Id,
    projectName: z.string(),
    dimension: Dimension,
    batch: z.object({ number: z.int(), name: z.string() }),
    qualification: z.boolean().describe('It belongs to the test that the project asks for first.'),
    lang: z.string().nullable(),
    prompt: z.array(Turn),
    responses: z
      .object({ first: z.string(), second: z.string() })
      .describe('In shown order: `first` is labelled A, `second` is labelled B.'),
    guidelines: z.object({
      versionId: Id,
      number: z.int(),
      texts: GuidelineTexts,
      categories: z.array(Choice).describe('Asked of a response that is unsafe.'),
      chips: z.array(Choice).describe('Asked of each response.'),
    }),
    leaseExpiresAt: Instant,
  })
  .meta({ id: 'Assignment' });
export type Assignment = z.infer<typeof Assignment>;

export const Progress = z
  .object({
    mine: z.int().describe('Comparisons this annotator judged in the project.'),
    today: z.int().describe('Of those, since midnight UTC.'),
    skipped: z.int(),
    votesLeft: z.int().describe('Votes of open batches still to be given by anybody.'),
    votesWanted: z.int(),
  })
  .meta({ id: 'Progress' });
export type Progress = z.infer<typeof Progress>;

export const assignmentParams = z.object({ assignmentId: Id });

export const claimNext = endpoint({
  name: 'claimNext',
  summary:
    'Claim the next comparison, or get back the first you hold; null when there is no work left for you',
  method: 'POST',
  path: '/v1/projects/:projectId/assignments',
  params: z.object({ projectId: Id }),
  body: z.strictObject({
    comparisonId: Id.optional().describe(
      'Claim this comparison, which somebody pointed you to, under the same rules.',
    ),
  }),
  reply: z.object({ assignment: Assignment.nullable() }),
  status: 200,
  refuses: ['guidelines_unread', 'daily_cap_reached', 'qualification_needed'],
});

export const getProgress = endpoint({
  name: 'getProgress',
  summary: 'How far you and the project are',
  method: 'GET',
  path: '/v1/projects/:projectId/progress',
  params: z.object({ projectId: Id }),
  reply: Progress,
  status: 200,
});

export const renewAssignment = endpoint({
  name: 'renewAssignment',
  summary: 'Keep a claimed comparison for another lease',
  method: 'POST',
  path: '/v1/assignments/:assignmentId/renew',
  params: assignmentParams,
  reply: z.object({ leaseExpiresAt: Instant }),
  status: 200,
  refuses: ['assignment_closed'],
});

export const skipAssignment = endpoint({
  name: 'skipAssignment',
  summary: 'Give a comparison back with a reason; it goes to somebody else',
  method: 'POST',
  path: '/v1/assignments/:assignmentId/skip',
  params: assignmentParams,
  body: z.strictObject({ reason: z.enum(skipReasons).describe('Why it is not judged.') }),
  reply: Done,
  status: 200,
  refuses: ['assignment_closed'],
});

export const submitPreference = endpoint({
  name: 'submitPreference',
  summary: 'Submit a preference. A retry with the same id is harmless; another id is a new revision',
  method: 'PUT',
  path: '/v1/assignments/:assignmentId/preference',
  params: assignmentParams,
  body: SubmittedPreference,
  reply: z.object({ preferenceId: Id, revision: z.int(), submittedAt: Instant }),
  status: 200,
  refuses: [
    'assignment_not_yours',
    'assignment_closed',
    'batch_closed',
    'vote_not_wanted',
    'conflict',
    'safety_labels_missing',
    'safety_labels_not_asked',
    'prefers_unsafe',
    'comment_missing',
    'not_asked',
  ],
});
