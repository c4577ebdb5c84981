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
    comparison_id: Id,
    /** Counts from one. A later revision of the same comparison and annotator takes the place of an earlier one. */
    revision: z.int(),
    project: z.string(),
    dimension: Dimension,
    batch: z.int(),
    root_sha256: Sha256,
    prompt: z.array(Turn),
    response_a: z.string(),
    response_b: z.string(),
    models: perSide(z.string().nullable()).nullable(),
    side: Side,
    strength: Strength.nullable(),
    safety: perSide(SafetyLabel).nullable(),
    safety_bin: z.enum(safetyBins).nullable(),
    categories: perSide(z.array(z.string())),
    chips: perSide(z.array(z.string())),
    comment: z.string().nullable(),
    edited: z.string().nullable(),
    /** The same in every page of the feed of this project, and another one in each of its snapshots. */
    annotator: z.string(),
    shown_first: Side,
    guideline_version: z.int().nullable(),
    recorded: z.boolean(),
    source: z.string().nullable(),
    lang: z.string().nullable(),
    submitted_at: Instant,
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
    after: FeedCursor.optional(),
    limit: z.coerce.number().int().min(1).max(1000).default(200),
  }),
  reply: z.object({
    preferences: z.array(FeedPreference),
    /** Where to go on: what is written later lies after it. Null while there was nothing at all. */
    next: FeedCursor.nullable(),
    /** Whether there is more by now. A page may hold fewer than were asked for, or none, and still have more after it. */
    more: z.boolean(),
  }),
  status: 200,
  refuses: ['conflict'],
});
