import { flagFilters, safetyBins } from '@preferably/domain';
import { z } from 'zod';
import { Id, MAX_COUNT, Moment, Strength } from './common.ts';

/** Which preferences belong to a snapshot. Empty lists mean all. */
export const SnapshotFilter = z
  .strictObject({
    batchIds: z.array(Id).max(500).default([]).describe('Comparisons of these batches.'),
    submittedFrom: Moment.nullable().default(null).describe('Submitted at this moment or later.'),
    submittedBefore: Moment.nullable().default(null).describe('Submitted before this moment.'),
    languages: z
      .array(z.string().min(1).max(20))
      .max(100)
      .default([])
      .describe('Languages of the prompts, as the import named them; `und` stands for those without one.'),
    guidelineVersions: z
      .array(z.int().min(1).max(MAX_COUNT))
      .max(500)
      .default([])
      .describe('Numbers of the guideline versions that were shown.'),
    annotatorIds: z.array(Id).max(500).default([]).describe('Judgements by these people.'),
    minVotes: z
      .int()
      .min(1)
      .max(50)
      .default(1)
      .describe('Comparisons with at least so many judgements that pass the other filters.'),
    minAgreement: z
      .number()
      .min(0.5)
      .max(1)
      .nullable()
      .default(null)
      .describe('The share of those judgements that the preferred side has at least, between 0.5 and 1.'),
    safetyBins: z
      .array(z.enum(safetyBins))
      .default([])
      .describe('Bins of Llama 2 §3.2.1; a judgement without labels has none.'),
    flags: z.enum(flagFilters).default('all').describe('Whether somebody flagged the comparison.'),
    models: z
      .array(z.string().min(1).max(200))
      .max(2)
      .default([])
      .describe('One model: it gave either response. Two: they gave the pair.'),
    includeGold: z.boolean().default(false).describe('Take in comparisons with a known answer.'),
    strengths: z
      .array(Strength)
      .default([])
      .describe(
        'Only judgements of these strengths. An empty list keeps all of them, and those recorded without one.',
      ),
    includeRecorded: z
      .boolean()
      .default(true)
      .describe('Take in judgements that were recorded elsewhere and imported.'),
    includeChosenUnsafe: z
      .boolean()
      .default(false)
      .describe(
        'Take in pairs whose chosen response is unsafe while the other is safe, which Llama 2 §3.2.1 leaves out.',
      ),
  })
  .meta({ id: 'SnapshotFilter' });
export type SnapshotFilter = z.infer<typeof SnapshotFilter>;
