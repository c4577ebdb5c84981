import { guidelineStates } from '@preferably/domain';
import { z } from 'zod';
import { Dimension, Id, Instant, Name } from './common.ts';
import { endpoint } from './endpoint.ts';

/** Markdown by language. English is always there; it is what other languages fall back to. */
export const GuidelineTexts = z.object({
  en: z.string().trim().min(1).max(100_000),
  ko: z.string().trim().min(1).max(100_000).optional(),
});

export const GuidelineVersion = z
  .object({
    id: Id,
    guidelineSetId: Id,
    number: z.int(),
    state: z.enum(guidelineStates),
    texts: GuidelineTexts,
    createdAt: Instant,
    publishedAt: Instant.nullable(),
  })
  .meta({ id: 'GuidelineVersion' });
export type GuidelineVersion = z.infer<typeof GuidelineVersion>;

export const GuidelineSet = z
  .object({
    id: Id,
    name: z.string(),
    dimension: Dimension,
    createdAt: Instant,
    /** Number of the newest published version; null while there is none. */
    published: z.int().nullable(),
  })
  .meta({ id: 'GuidelineSet' });

const setParams = z.object({ setId: Id });
const versionParams = z.object({ versionId: Id });

export const listGuidelineSets = endpoint({
  name: 'listGuidelineSets',
  summary: 'All guideline sets',
  method: 'GET',
  path: '/v1/guideline-sets',
  reply: z.object({ guidelineSets: z.array(GuidelineSet) }),
  status: 200,
});

export const createGuidelineSet = endpoint({
  name: 'createGuidelineSet',
  summary: 'Start a guideline set for a dimension',
  method: 'POST',
  path: '/v1/guideline-sets',
  body: z.strictObject({ name: Name, dimension: Dimension }),
  reply: GuidelineSet,
  status: 201,
});

export const getGuidelineSet = endpoint({
  name: 'getGuidelineSet',
  summary: 'A guideline set with all its versions, newest first',
  method: 'GET',
  path: '/v1/guideline-sets/:setId',
  params: setParams,
  reply: z.object({ guidelineSet: GuidelineSet, versions: z.array(GuidelineVersion) }),
  status: 200,
});

export const createGuidelineVersion = endpoint({
  name: 'createGuidelineVersion',
  summary: 'Draft the next version',
  method: 'POST',
  path: '/v1/guideline-sets/:setId/versions',
  params: setParams,
  body: z.strictObject({ texts: GuidelineTexts }),
  reply: GuidelineVersion,
  status: 201,
});

export const updateGuidelineVersion = endpoint({
  name: 'updateGuidelineVersion',
  summary: 'Change a draft; a published version never changes',
  method: 'PUT',
  path: '/v1/guideline-versions/:versionId',
  params: versionParams,
  body: z.strictObject({ texts: GuidelineTexts }),
  reply: GuidelineVersion,
  status: 200,
});

export const publishGuidelineVersion = endpoint({
  name: 'publishGuidelineVersion',
  summary: 'Publish a draft: from now on it is what annotators see, and it can no longer change',
  method: 'POST',
  path: '/v1/guideline-versions/:versionId/publish',
  params: versionParams,
  reply: GuidelineVersion,
  status: 200,
});
