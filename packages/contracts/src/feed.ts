import { safetyBins } from '@preferably/domain';
import { z } from 'zod';
import { Dimension, Id, Instant, SafetyLabel, Sha256, Side, Strength, Turn } from './common.ts';
import { endpoint } from './endpoint.ts';

const perSide = <T extends z.ZodType>(of: T) => z.object({ a: of, b: of });

/**
 * A judgement as the canonical file of a snapshot has it, field by field, without what only a snapshot decides: the
 * split, the votes and the weight. Snake case, as in the file.
 */
export const FeedPreference = z
  .object({
    id: Id,
    comparison_id: Id.describe('The comparison it judges.'),
    revision: z
      .int()
      .describe(
        'Counts from one. A later revision of the same comparison and annotator takes the place of an earlier one.',
      ),
    project: z.string().describe('The short name of the project.'),
    dimension: Dimension,
    batch: z.int().describe('The number of the batch.'),
    root_sha256: Sha256.describe('Of the first human turn, in NFKC, small letters and single spaces.'),
    prompt: z.array(Turn).describe('The dialog so far. It ends with the human.'),
    response_a: z.string().describe('In stored order, whatever order was shown.'),
    response_b: z.string().describe('In stored order, whatever order was shown.'),
    models: perSide(z.string().nullable()).nullable().describe('The models that gave the responses.'),
    side: Side.describe('The preferred response.'),
    strength: Strength.nullable().describe('How much better; null for judgements recorded without it.'),
    safety: perSide(SafetyLabel).nullable().describe('The labels of both responses.'),
    safety_bin: z.enum(safetyBins).nullable().describe('Follows from side and labels (Llama 2 §3.2.1).'),
    categories: perSide(z.array(z.string())).describe('The risk categories of an unsafe response.'),
    chips: perSide(z.array(z.string())).describe('The questions that were answered with yes.'),
    comment: z.string().nullable().describe('The reason in the annotator’s words.'),
    edited: z.string().nullable().describe('The preferred response as the annotator improved it.'),
    annotator: z
      .string()
      .describe(
        'The same in every page of the feed of this project, and another one in each of its snapshots.',
      ),
    shown_first: Side.describe('The response that stood first on the screen.'),
    guideline_version: z.int().nullable().describe('The version that the annotator saw.'),
    recorded: z.boolean().describe('Judged elsewhere and imported.'),
    source: z.string().nullable().describe('Where the comparison came from, as the import named it.'),
    lang: z.string().nullable().describe('The language of the prompt, as the import named it.'),
    submitted_at: Instant.describe('When it was submitted.'),
  })
  .meta({ id: 'FeedPreference' });
export type FeedPreference = z.infer<typeof FeedPreference>;

/** A place in the feed: made by the service, kept by whoever reads, and of no meaning to them. */
export const FeedCursor = z
  .string()
  .regex(
    /^\d{1,19}\.[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/u,
    'is no cursor of this feed: send the last `next`, or none to begin',
  );

export const feedPreferences = endpoint({
  name: 'feedPreferences',
  summary: 'Judgements of a project in the order in which they came to stay, from a cursor on',
  method: 'GET',
  path: '/v1/projects/:projectId/preferences',
  params: z.object({ projectId: Id }),
  query: z.object({
    after: FeedCursor.optional().describe('The `next` of the last page; none begins at the start.'),
    limit: z.coerce
      .number()
      .int()
      .min(1)
      .max(1000)
      .default(200)
      .describe('How many judgements are answered at most.'),
  }),
  reply: z.object({
    preferences: z.array(FeedPreference).describe('In the order in which they came to stay.'),
    next: FeedCursor.nullable().describe(
      'Where to go on: what is written later lies after it. Null while there was nothing at all.',
    ),
    more: z
      .boolean()
      .describe(
        'Whether there is more by now. A page may hold fewer than were asked for, or none, and still have more after it.',
      ),
  }),
  status: 200,
  refuses: ['conflict'],
});
