import { qualificationStates } from '@preferably/domain';
import { z } from 'zod';
import { Done, Id, Instant } from './common.ts';
import { endpoint } from './endpoint.ts';

/** The test that a project asks for before its first comparison, in the manner of Llama 2 A.5.4. */
export const QualificationRules = z
  .strictObject({
    /** How many comparisons with known answers one try has. */
    comparisons: z.int().min(1).max(200),
    /** The share of them that has to agree with the known answers, between 0 and 1. */
    passMark: z.number().min(0).max(1),
    /** How often it may be tried, each time with other comparisons. */
    tries: z.int().min(1).max(20),
  })
  .meta({ id: 'QualificationRules' });
export type QualificationRules = z.infer<typeof QualificationRules>;

export const QualificationAttempt = z
  .object({
    number: z.int(),
    comparisons: z.int(),
    /** How many of them have to agree with the known answers. */
    needed: z.int(),
    /** Judged or skipped so far; a skipped one agrees with nothing. */
    answered: z.int(),
    /** Known once the try has ended; which ones agreed is never told. */
    correct: z.int().nullable(),
    passed: z.boolean().nullable(),
    startedAt: Instant,
    endedAt: Instant.nullable(),
  })
  .meta({ id: 'QualificationAttempt' });

export const Qualification = z
  .object({
    /** Null: the project asks for no test. */
    rules: QualificationRules.nullable(),
    state: z.enum(qualificationStates),
    triesLeft: z.int(),
    /** The first one first. */
    attempts: z.array(QualificationAttempt),
    /** An admin let this person in without a passed try. */
    granted: z.boolean(),
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
    /** Comparisons with known answers that are there for the test. */
    available: z.int(),
    people: z.array(
      z.object({
        userId: Id,
        state: z.enum(qualificationStates),
        tries: z.int(),
        /** Of the last ended try. */
        correct: z.int().nullable(),
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
