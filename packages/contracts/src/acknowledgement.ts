import { z } from 'zod';
import { Id, Instant } from './common.ts';
import { endpoint } from './endpoint.ts';
import { GuidelineTexts, Words } from './guideline.ts';

const params = z.object({ projectId: Id });

/** The guidelines of a project for the one who reads them: the questions come without their right answers. */
export const ProjectGuidelines = z
  .object({
    current: z
      .object({
        versionId: Id,
        number: z.int(),
        texts: GuidelineTexts,
        publishedAt: Instant,
        questions: z.array(z.object({ question: Words, answers: z.array(Words) })),
        acknowledged: z
          .boolean()
          .describe('Whether the caller has acknowledged it; nothing is handed out before.'),
      })
      .nullable()
      .describe('The newest published version; null while nothing is published.'),
    previous: z
      .object({ number: z.int(), texts: GuidelineTexts })
      .nullable()
      .describe('The newest other version that the caller has acknowledged.'),
  })
  .meta({ id: 'ProjectGuidelines' });
export type ProjectGuidelines = z.infer<typeof ProjectGuidelines>;

export const getGuidelines = endpoint({
  name: 'getGuidelines',
  summary: 'The guidelines you work under, and the version that you read before',
  method: 'GET',
  path: '/v1/projects/:projectId/guidelines',
  params,
  reply: ProjectGuidelines,
  status: 200,
});

export const acknowledgeGuidelines = endpoint({
  name: 'acknowledgeGuidelines',
  summary: 'Say that you have read the current guidelines, and answer their questions',
  method: 'PUT',
  path: '/v1/projects/:projectId/acknowledgement',
  params,
  body: z.strictObject({
    versionId: Id,
    answers: z
      .array(z.int().min(0))
      .max(3)
      .default([])
      .describe('The index of the chosen answer of each question, in their order.'),
  }),
  /** `wrong` are the indexes of the questions that were not answered rightly; nothing is acknowledged then. */
  reply: z.discriminatedUnion('passed', [
    z.object({ passed: z.literal(true) }),
    z.object({ passed: z.literal(false), wrong: z.array(z.int()) }),
  ]),
  status: 200,
  refuses: ['conflict'],
});
