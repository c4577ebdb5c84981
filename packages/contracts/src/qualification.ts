import { qualificationStates } from '@preferably/domain';
import { z } from 'zod';
import { Done, Id, Instant } from './common.ts';
import { endpoint } from './endpoint.ts';

/** The test that a project asks for before its first comparison, in the manner of Llama 2 A.5.4. */
export const QualificationRules = z
  .strictObject({
    comparisons: z.int().min(1).max(200).describe('How many comparisons with known answers one try has.'),
    passMark: z
      .number()
      .min(0)
      .max(1)
      .describe('The share of them that has to agree with the known answers, between 0 and 1.'),
    tries: z.int().min(1).max(20).describe('How often it may be tried, each time with other comparisons.'),
  })
  .meta({ id: 'QualificationRules' });
export type QualificationRules = z.infer<typeof QualificationRules>;

export const QualificationAttempt = z
  .object({
    number: z.int(),
    comparisons: z.int(),
    needed: z.int().describe('How many of them have to agree with the known answers.'),
    answered: z.int().describe('Judged or skipped so far; a skipped one agrees with nothing.'),
    correct: z.int().nullable().describe('Known once the try has ended; which ones agreed is never told.'),
    passed: z.boolean().nullable(),
    startedAt: Instant,
    endedAt: Instant.nullable(),
  })
  .meta({ id: 'QualificationAttempt' });

export const Qualification = z
  .object({
    rules: QualificationRules.nullable().describe('Null: the project asks for no test.'),
    state: z.enum(qualificationStates),
    triesLeft: z.int(),
    attempts: z.array(QualificationAttempt).describe('The first one first.'),
    granted: z.boolean().describe('An admin let this person in without a passed try.'),
  })
  .meta({ id: 'Qualification' });
export type Qualification = z.infer<typeof Qualification>;

const params = z.object({ projectId: Id });

export const getQualification = endpoint({
  name: 'getQualification',
  summary: 'Whether a project asks you for a test, and how your tries went',
  method: 'GET',
  path: '/v1/projects/:projectId/qualification',
  params,
  reply: Qualification,
  status: 200,
});

export const beginQualification = endpoint({
  name: 'beginQualification',
  summary: 'Begin a try of the test: its comparisons are handed out from now on. Again changes nothing',
  method: 'POST',
  path: '/v1/projects/:projectId/qualification',
  params,
  reply: Qualification,
  status: 200,
  refuses: ['conflict', 'qualification_unavailable'],
});

export const listQualifications = endpoint({
  name: 'listQualifications',
  summary: 'How the people of a project stand with its test',
  method: 'GET',
  path: '/v1/projects/:projectId/qualifications',
  params,
  reply: z.object({
    rules: QualificationRules.nullable(),
    available: z.int().describe('Comparisons with known answers that are there for the test.'),
    people: z.array(
      z.object({
        userId: Id,
        state: z.enum(qualificationStates),
        tries: z.int(),
        correct: z.int().nullable().describe('Of the last ended try.'),
        comparisons: z.int().nullable(),
        granted: z.boolean(),
      }),
    ),
  }),
  status: 200,
});

export const grantQualification = endpoint({
  name: 'grantQualification',
  summary: 'Let somebody in without a passed test',
  method: 'PUT',
  path: '/v1/projects/:projectId/qualifications/:userId',
  params: params.extend({ userId: Id }),
  reply: Done,
  status: 200,
});
