import { skipReasons } from '@preferably/domain';
import { z } from 'zod';
import { Dimension, Id, Instant, SafetyLabel, Side, Strength, Turn } from './common.ts';
import { endpoint } from './endpoint.ts';

/** One judgement as it was handed in. It never changes: what comes after it is another revision. */
export const Revision = z
  .object({
    revision: z.int(),
    side: Side,
    strength: Strength.nullable().describe('Null only where it was recorded elsewhere without one.'),
    safety: z.object({ a: SafetyLabel, b: SafetyLabel }).nullable(),
    categories: z
      .object({ a: z.array(z.string()), b: z.array(z.string()) })
      .describe('Codes of the guideline version.'),
    chips: z.object({ a: z.array(z.string()), b: z.array(z.string()) }),
    comment: z.string().nullable(),
    edited: z.string().nullable().describe('The preferred response as the annotator improved it.'),
    shownFirst: Side,
    judgedAt: Instant.nullable(),
    submittedAt: Instant,
    activeMs: z.int().nullable(),
    idleMs: z.int().nullable(),
    firstChoiceMs: z.int().nullable(),
    changes: z.int().nullable(),
    seen: z
      .object({ a: z.boolean(), b: z.boolean() })
      .nullable()
      .describe('Whether each response was seen to its end.'),
    guidelineVersion: z.int().nullable(),
  })
  .meta({ id: 'Revision' });
export type Revision = z.infer<typeof Revision>;

/** What became of a comparison with one annotator. */
export const JudgedBy = z
  .object({
    pseudonym: z
      .string()
      .describe('The same person has the same one everywhere in a project, and another in the next project.'),
    name: z
      .string()
      .nullable()
      .describe("The person's name, for admins only; a rater of an import has none."),
    recorded: z.boolean().describe('Judged elsewhere and imported.'),
    revisions: z.array(Revision).describe('Oldest first: the last one counts.'),
    skipped: z.object({ reason: z.enum(skipReasons), at: Instant }).nullable(),
  })
  .meta({ id: 'JudgedBy' });
export type JudgedBy = z.infer<typeof JudgedBy>;

export const listRevisions = endpoint({
  name: 'listRevisions',
  summary: 'A comparison with everything that annotators have said of it, every revision included',
  method: 'GET',
  path: '/v1/comparisons/:comparisonId/preferences',
  params: z.object({ comparisonId: Id }),
  reply: z.object({
    comparison: z.object({
      id: Id,
      projectId: Id,
      dimension: Dimension,
      batch: z.object({ number: z.int(), name: z.string(), open: z.boolean() }),
      sourceId: z.string().nullable(),
      lang: z.string().nullable(),
      prompt: z.array(Turn),
      responses: z
        .object({ a: z.string(), b: z.string() })
        .describe('In stored order, whatever an annotator saw first.'),
    }),
    annotators: z.array(JudgedBy),
  }),
  status: 200,
});
