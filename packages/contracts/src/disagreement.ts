import { disagreementResolutions } from '@preferably/domain';
import { z } from 'zod';
import { Done, Id, Instant, Side } from './common.ts';
import { endpoint } from './endpoint.ts';

const Share = z.number().min(0).max(1);
const modelParams = z.object({ modelId: Id });

/** How often two sides agreed, with the 95 % Wilson interval; null where there is nothing to count. */
export const AgreementShare = z
  .object({
    judged: z.int(),
    agreed: z.int(),
    share: Share.nullable(),
    ci95: z.array(Share).length(2).nullable(),
  })
  .meta({ id: 'AgreementShare' });

const Agreements = {
  /** Judgements on comparisons that the model scored and was not fitted on, and those where its side is the judgement's. */
  model: AgreementShare,
  /** Pairs of this and another annotator's judgement of one comparison, and those with the same side. */
  humans: AgreementShare,
};
const OfVersion = z.object({ guidelineVersion: z.int().nullable(), ...Agreements });

export const ModelAgreement = z
  .object({
    modelId: Id,
    /** Comparisons of the project with a score by this model. */
    scored: z.object({ open: z.int(), judged: z.int() }),
    /** Judged and scored, but fitted on: they say nothing about agreement and are left out below. */
    fittedOn: z.int(),
    overall: z.object(Agreements),
    byAnnotator: z.array(
      /** Only admins learn who somebody is; others read a pseudonym that is the same everywhere in the project. */
      z.object({ annotatorId: Id, name: z.string(), ...Agreements, versions: z.array(OfVersion) }),
    ),
    byGuidelineVersion: z.array(OfVersion),
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
    batch: z.int(),
    /** The first 200 characters of the last human turn. */
    excerpt: z.string(),
    votesA: z.int(),
    votesB: z.int(),
    /** The side of most annotators; comparisons without one are not listed. Of a resolved one, as it was then. */
    humanSide: Side,
    /** The model's probability, below 0.5, of that side. */
    probability: Share,
    /** Whether the model was fitted on it: then it disagrees although it was told. */
    fittedOn: z.boolean(),
    resolution: z.enum(disagreementResolutions).nullable(),
    resolvedAt: Instant.nullable(),
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
    state: z.enum(['open', 'resolved']).default('open'),
    after: Id.optional(),
    limit: z.coerce.number().int().min(1).max(200).default(50),
  }),
  reply: z.object({ disagreements: z.array(Disagreement), open: z.int(), next: Id.nullable() }),
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
  body: z.strictObject({ resolution: z.enum(disagreementResolutions) }),
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
