import { skipReasons } from '@preferably/domain';
import { z } from 'zod';
import { Assignment, assignmentParams, Codes } from './assignment.ts';
import { Dimension, Id, Instant, Place, SafetyLabel, Strength } from './common.ts';
import { endpoint } from './endpoint.ts';

const labels = z.object({ first: SafetyLabel, second: SafetyLabel });

/** What every entry of somebody's own work tells. */
const worked = z.object({
  assignmentId: Id,
  projectId: Id,
  projectName: z.string(),
  dimension: Dimension,
  batch: z.object({ number: z.int(), name: z.string(), open: z.boolean() }),
  lang: z.string().nullable(),
  excerpt: z.string().describe('The first 200 characters of the last human turn.'),
});

export const WorkEntry = z
  .discriminatedUnion('state', [
    worked.extend({
      state: z.literal('judged'),
      place: Place.describe('In shown order, as the last revision says.'),
      strength: Strength,
      safety: labels.nullable(),
      comment: z.string().nullable(),
      revisions: z.int(),
      judgedAt: Instant.describe('When it was first judged.'),
      activeMs: z.int().describe('Of all revisions together.'),
      reopenable: z.boolean().describe('Its batch is open: another revision would be taken.'),
    }),
    worked.extend({ state: z.literal('skipped'), reason: z.enum(skipReasons), skippedAt: Instant }),
  ])
  .meta({ id: 'WorkEntry' });
export type WorkEntry = z.infer<typeof WorkEntry>;

export const listMyWork = endpoint({
  name: 'listMyWork',
  summary: 'What you judged and skipped, newest first; ask again after the last one for more',
  method: 'GET',
  path: '/v1/me/work',
  query: z.object({
    project: Id.optional().describe('Only of this project.'),
    state: z.enum(['judged', 'skipped']).optional().describe('Only what was judged, or skipped.'),
    strength: Strength.optional().describe('Only what was judged with this strength.'),
    search: z
      .string()
      .trim()
      .min(1)
      .max(200)
      .optional()
      .describe('Part of the last human turn or of your comment, in small or capital letters.'),
    after: Id.optional().describe(
      'The last one that you have; those after it are answered. None begins at the start.',
    ),
    limit: z.coerce.number().int().min(1).max(200).default(50).describe('How many are answered at most.'),
  }),
  reply: z.object({ entries: z.array(WorkEntry), next: Id.nullable() }),
  status: 200,
});

/** A name of the IANA time zone database; offsets such as +09:00 mean different things to different programs. */
export const TimeZone = z
  .string()
  .max(64)
  .refine((name) => /^[A-Za-z]/u.test(name) && isTimeZone(name), 'is not the name of a time zone');

function isTimeZone(name: string): boolean {
  try {
    return Boolean(new Intl.DateTimeFormat('en', { timeZone: name }));
  } catch {
    return false;
  }
}

const sums = z.object({
  judged: z.int(),
  skipped: z.int(),
  activeMs: z
    .int()
    .describe('Time in which something was done, revisions included; an open page does not count.'),
});

export const Activity = z
  .object({
    today: sums,
    week: sums.describe('Since Monday.'),
    days: z
      .array(sums.extend({ date: z.iso.date() }))
      .describe('The last 14 days, today last. A judgement counts on the day of its first submission.'),
    batches: z
      .array(
        z.object({
          projectId: Id,
          projectName: z.string(),
          batchNumber: z.int(),
          name: z.string(),
          judged: z.int(),
          agreement: z
            .object({ pairs: z.int(), agreeing: z.int(), share: z.number().nullable() })
            .describe(
              "Of all pairs of yours and another annotator's last revision on one comparison, those on one side.",
            ),
          gold: z
            .object({ judged: z.int(), correct: z.int() })
            .describe('Of your judgements of comparisons with a known answer, those on its side.'),
        }),
      )
      .describe('Closed batches only: while one is open, its agreement would tell what to answer.'),
  })
  .meta({ id: 'Activity' });
export type Activity = z.infer<typeof Activity>;

export const getMyActivity = endpoint({
  name: 'getMyActivity',
  summary: 'How much you judged today and this week, and how you agreed with others in closed batches',
  method: 'GET',
  path: '/v1/me/activity',
  query: z.object({
    timeZone: TimeZone.default('UTC').describe(
      'Whose days are counted: a name of the IANA time zone database.',
    ),
  }),
  reply: Activity,
  status: 200,
});

export const OwnAssignment = Assignment.extend({
  number: z.int().describe('The how-many-th comparison of the project that you judged.'),
  preference: z
    .object({
      place: Place,
      strength: Strength,
      safety: labels.nullable(),
      categories: Codes,
      chips: Codes,
      comment: z.string().nullable(),
      edited: z.string().nullable(),
      revision: z.int(),
      submittedAt: Instant,
    })
    .describe('Your last revision, in shown order.'),
  reopenable: z.boolean().describe('Its batch is open: another revision would be taken.'),
}).meta({ id: 'OwnAssignment' });
export type OwnAssignment = z.infer<typeof OwnAssignment>;

export const getOwnAssignment = endpoint({
  name: 'getOwnAssignment',
  summary: 'A comparison that you judged, with your last judgement of it',
  method: 'GET',
  path: '/v1/assignments/:assignmentId',
  params: assignmentParams,
  reply: OwnAssignment,
  status: 200,
  refuses: ['assignment_not_yours'],
});
