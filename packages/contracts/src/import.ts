import { importFormats } from '@preferably/domain';
import { z } from 'zod';
import { Id, Instant, Side, Strength, Turn } from './common.ts';
import { endpoint } from './endpoint.ts';

const Judged = z.enum(['a', 'b', 'tie']);

/** One line of our own import format. Unknown keys are allowed: sources carry more than we need. */
export const ImportRow = z.object({
  id: z.string().min(1).max(200),
  source: z.string().max(200).optional(),
  domain: z.enum(['helpfulness', 'safety']).optional(),
  prompt: z.array(Turn).min(1),
  response_a: z.string().min(1),
  response_b: z.string().min(1),
  preferred: Judged.optional(),
  strength: z
    .union([Strength, z.number()])
    .nullish()
    .describe(
      "A word of our scale; anything else a source calls strength is left for the importer's own mapping.",
    ),
  safety: z.object({ a: z.boolean(), b: z.boolean() }).nullish(),
  annotators: z
    .array(
      z.object({
        id: z.string().min(1).max(200),
        preferred: Judged,
        strength: Strength.optional(),
        shown_first: Side.optional(),
      }),
    )
    .optional(),
  votes_wanted: z
    .int()
    .min(1)
    .max(50)
    .optional()
    .describe("How many people shall judge this comparison; the batch's number when missing."),
  lang: z.string().max(20).optional(),
  models: z.object({ a: z.string(), b: z.string() }).optional(),
});
export type ImportRow = z.infer<typeof ImportRow>;

/** One line of Anthropic's HH-RLHF files: two whole transcripts. */
export const HhRow = z.object({ chosen: z.string().min(1), rejected: z.string().min(1) });

export const ImportSummary = z
  .object({
    id: Id,
    projectId: Id,
    batchId: Id,
    format: z.enum(importFormats).describe('The shape of the lines.'),
    name: z.string(),
    judged: z.boolean().describe('Whether recorded judgements were taken over.'),
    lines: z.int().describe('Lines that were read.'),
    added: z.int().describe('Comparisons that are new.'),
    known: z.int().describe('Comparisons that stood here before: importing a file twice changes nothing.'),
    rejected: z.int().describe('Lines that could not be used.'),
    judgements: z.int().describe('Recorded judgements that are new.'),
    createdAt: Instant,
  })
  .meta({ id: 'ImportSummary' });
export type ImportSummary = z.infer<typeof ImportSummary>;

export const ImportError = z.object({
  line: z.int().describe('Its number, counted from one.'),
  reason: z.string().describe('What is wrong with it.'),
});

export const importComparisons = endpoint({
  name: 'importComparisons',
  summary: 'Import comparisons from JSON lines; a bad line is reported and never stops the good ones',
  method: 'POST',
  path: '/v1/projects/:projectId/batches/:batchId/imports',
  params: z.object({ projectId: Id, batchId: Id }),
  query: z.object({
    format: z
      .enum(importFormats)
      .default('preferably')
      .describe('The shape of the lines: our own, or the files of HH-RLHF.'),
    judged: z
      .enum(['true', 'false'])
      .default('false')
      .transform((word) => word === 'true')
      .describe('true: also take over the recorded judgements, and hand nothing out.'),
    gold: z
      .enum(['true', 'false'])
      .default('false')
      .transform((word) => word === 'true')
      .describe(
        'true: the recorded judgements are known answers, mixed among the work to see how well people judge.',
      ),
    name: z
      .string()
      .min(1)
      .max(200)
      .describe('What the import is called in lists: the name of the file, say.'),
  }),
  streams: true,
  reply: z.object({
    import: ImportSummary,
    errors: z.array(ImportError).describe('The lines that could not be used.'),
  }),
  status: 201,
  refuses: ['batch_closed', 'conflict'],
});

export const listImports = endpoint({
  name: 'listImports',
  summary: 'What was imported into a project, newest first',
  method: 'GET',
  path: '/v1/projects/:projectId/imports',
  params: z.object({ projectId: Id }),
  reply: z.object({ imports: z.array(ImportSummary) }),
  status: 200,
});

export const listImportErrors = endpoint({
  name: 'listImportErrors',
  summary: 'The lines of an import that could not be used, with their reasons',
  method: 'GET',
  path: '/v1/projects/:projectId/imports/:importId/errors',
  params: z.object({ projectId: Id, importId: Id }),
  reply: z.object({ errors: z.array(ImportError).describe('In the order of the lines.') }),
  status: 200,
});
