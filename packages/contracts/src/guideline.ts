import { guidelineStates } from '@preferably/domain';
import { z } from 'zod';
import { Dimension, Id, Instant, Name } from './common.ts';
import { endpoint } from './endpoint.ts';

/** Markdown by language. English is always there; it is what other languages fall back to. */
export const GuidelineTexts = z.object({
  en: z.string().trim().min(1).max(100_000).describe('In English; what other languages fall back to.'),
  ko: z.string().trim().min(1).max(100_000).optional().describe('In Korean.'),
});

/** The same words in several languages; English is what the others fall back to. */
export const Words = z.object({
  en: z.string().trim().min(1).max(300).describe('In English; what other languages fall back to.'),
  ko: z.string().trim().min(1).max(300).optional().describe('In Korean.'),
});

/** A risk category or a yes/no chip. The code is what is stored and exported. */
export const Choice = z.object({
  code: z
    .string()
    .regex(/^[a-z][a-z0-9_]{0,39}$/u, 'use small letters, digits and _, a letter first')
    .describe('What is stored and exported.'),
  label: Words.describe('What people read.'),
});

const choices = z
  .array(Choice)
  .max(30)
  .refine((all) => new Set(all.map((c) => c.code)).size === all.length, 'every code must be another one');

export const QuizQuestion = z
  .object({
    question: Words.describe('What is asked.'),
    answers: z.array(Words).min(2).max(5).describe('What can be chosen from.'),
    correct: z.int().min(0).describe('The index of the right answer.'),
  })
  .refine((q) => q.correct < q.answers.length, 'say which of the answers is the right one');

/** What a guideline version says and what it asks beside the scale. */
const content = {
  texts: GuidelineTexts.describe('The guidelines, in Markdown.'),
  categories: choices.describe('What is asked of an unsafe response.'),
  chips: choices.describe('Yes/no questions about each response.'),
  quiz: z.array(QuizQuestion).max(3).describe('Asked before the first comparison.'),
};
export const GuidelineContent = z.strictObject({
  texts: content.texts,
  categories: content.categories.default([]),
  chips: content.chips.default([]),
  quiz: content.quiz.default([]),
});

export const GuidelineVersion = z
  .object({
    id: Id,
    guidelineSetId: Id,
    number: z.int(),
    state: z.enum(guidelineStates),
    ...content,
    quiz: z
      .array(z.object({ ...QuizQuestion.shape, correct: z.int().nullable() }))
      .describe('The right answers are told to those who write guidelines, and to nobody who may be asked.'),
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
    published: z
      .int()
      .nullable()
      .describe('Number of the newest published version; null while there is none.'),
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
  body: GuidelineContent,
  reply: GuidelineVersion,
  status: 201,
  refuses: ['conflict'],
});

export const updateGuidelineVersion = endpoint({
  name: 'updateGuidelineVersion',
  summary: 'Change a draft; a published version never changes',
  method: 'PUT',
  path: '/v1/guideline-versions/:versionId',
  params: versionParams,
  body: GuidelineContent,
  reply: GuidelineVersion,
  status: 200,
  refuses: ['guideline_published'],
});

export const publishGuidelineVersion = endpoint({
  name: 'publishGuidelineVersion',
  summary: 'Publish a draft: from now on it is what annotators see, and it can no longer change',
  method: 'POST',
  path: '/v1/guideline-versions/:versionId/publish',
  params: versionParams,
  reply: GuidelineVersion,
  status: 200,
  refuses: ['guideline_published'],
});
