import { disagreementResolutions } from '@preferably/domain';
import { z } from 'zod';
import { Done, Id, Instant, Side } from './common.ts';
import { endpoint } from './endpoint.ts';

const Share = z.number().min(0).max(1);
const modelParams = z.object({ modelId: Id });

/** How often two sides agreed, with the 95 % Wilson interval; null where there is nothing to count. */
export const AgreementShare = z
  .object({
    judged: z.int().describe('What was counted.'),
    agreed: z.int().describe('Those with the same side.'),
    share: Share.nullable().describe('agreed / judged.'),
    ci95: z.array(Share).length(2).nullable().describe('Low and high end of the 95 % Wilson interval.'),
  })
  .meta({ id: 'AgreementShare' });

const Agreements = {
  model: AgreementShare.describe(
    'Judgements on comparisons that the model scored and was not fitted on, beside its side.',
  ),
  humans: AgreementShare.describe("Pairs of this and another annotator's judgement of one comparison."),
};
const OfVersion = z.object({
  guidelineVersion: z.int().nullable().describe('Its number; null of judgements that name none.'),
  ...Agreements,
});

export const ModelAgreement = z
  .object({
    modelId: Id.describe('The model.'),
    scored: z
      .object({ open: z.int(), judged: z.int() })
      .describe('Comparisons of the project with a score by this model, in the work and judged.'),
    fittedOn: z
      .int()
      .describe('Judged and scored, but fitted on: they say nothing about agreement and are left out.'),
    overall: z.object(Agreements).describe('Of all judgements.'),
    byAnnotator: z
      .array(
        z.object({
          pseudonym: z.string().describe('Whose judgements they are: another one in the next project.'),
          name: z.string().nullable().describe('For admins only.'),
          ...Agreements,
          versions: z.array(OfVersion).describe('Of them, by the guidelines they were judged by.'),
        }),
      )
      .describe('Only admins learn who somebody is.'),
    byGuidelineVersion: z.array(OfVersion).describe('By the guidelines that were judged by.'),
  })
  .meta({ id: 'ModelAgreement' });
export type ModelAgreement = z.infer<typeof ModelAgreement>;

export const getModelAgreement = endpoint({
  name: 'getModelAgreement',
  summary:
    "How often a model's side is the annotators', per annotator and guideline version, beside the humans' own agreement",
  method: 'GET',
  path: '/v1/models/:modelId/agreement',
  params: modelParams,
  reply: ModelAgreement,
  status: 200,
});

/** A judged comparison whose side the model holds for the wrong one. */
export const Disagreement = z
  .object({
    comparisonId: Id,
    batch: z.int().describe('The number of its batch.'),
    excerpt: z.string().describe('The first 200 characters of the last human turn.'),
    votesA: z.int().describe('Annotators who prefer A.'),
    votesB: z.int().describe('Annotators who prefer B.'),
    humanSide: Side.describe(
      'The side of most annotators; comparisons without one are not listed. Of a resolved one, as it was then.',
    ),
    probability: Share.describe("The model's probability, below 0.5, of that side."),
    fittedOn: z
      .boolean()
      .describe('Whether the model was fitted on it: then it disagrees although it was told.'),
    resolution: z.enum(disagreementResolutions).nullable().describe('What became of it; null: nothing yet.'),
    resolvedAt: Instant.nullable().describe('When that was decided.'),
  })
  .meta({ id: 'Disagreement' });
export type Disagreement = z.infer<typeof Disagreement>;

export const listDisagreements = endpoint({
  name: 'listDisagreements',
  summary:
    'Judged comparisons where model and humans disagree, the clearest first: those nobody has looked at, or those that are resolved',
  method: 'GET',
  path: '/v1/models/:modelId/disagreements',
  params: modelParams,
  query: z.object({
    state: z.enum(['open', 'resolved']).default('open').describe('Those to look at, or those decided.'),
    after: Id.optional().describe('The last comparison you have; nothing for the first page.'),
    limit: z.coerce.number().int().min(1).max(200).default(50).describe('At most so many.'),
  }),
  reply: z.object({
    disagreements: z.array(Disagreement),
    open: z.int().describe('How many nobody has decided about, on all pages.'),
    next: Id.nullable().describe('The `after` of the next page; null at the end.'),
  }),
  status: 200,
});

const disagreementParams = z.object({ modelId: Id, comparisonId: Id });

export const resolveDisagreement = endpoint({
  name: 'resolveDisagreement',
  summary:
    'Say what becomes of it: the humans are right, one more annotator judges it, or it is withdrawn from the work',
  method: 'POST',
  path: '/v1/models/:modelId/disagreements/:comparisonId/resolve',
  params: disagreementParams,
  body: z.strictObject({
    resolution: z.enum(disagreementResolutions).describe('What becomes of it.'),
  }),
  reply: Done,
  status: 200,
  refuses: ['batch_closed'],
});

export const reopenDisagreement = endpoint({
  name: 'reopenDisagreement',
  summary: 'Undo a resolution, as long as nobody has been given the comparison since',
  method: 'POST',
  path: '/v1/models/:modelId/disagreements/:comparisonId/reopen',
  params: disagreementParams,
  reply: Done,
  status: 200,
  refuses: ['conflict'],
});
