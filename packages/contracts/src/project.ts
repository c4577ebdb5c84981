import { batchKinds, batchStates } from '@preferably/domain';
import { z } from 'zod';
import { Dimension, Done, Id, Instant, Name, Role, Slug, Strength } from './common.ts';
import { endpoint } from './endpoint.ts';
import { QualificationRules } from './qualification.ts';

/** How a project wants its comparisons judged. What is not named stays as it is. */
const settings = {
  votesWanted: z.int().min(1).max(50).describe('How many people judge each comparison.'),
  leaseSeconds: z
    .int()
    .min(60)
    .max(86_400)
    .describe('How long a claimed comparison stays with an annotator who is not heard of.'),
  lookAhead: z
    .int()
    .min(0)
    .max(49)
    .describe('How many comparisons an annotator may hold beside the one on the screen.'),
  commentRequired: z.boolean().describe('Whether a judgement needs its reason in words.'),
  editStep: z
    .boolean()
    .describe('Whether the preferred response may be improved: kept as edited over chosen over rejected.'),
  blurred: z.boolean().describe('Whether the texts are blurred until the annotator asks to see them.'),
  dailyCap: z
    .int()
    .min(1)
    .max(100_000)
    .nullable()
    .describe('How many comparisons one annotator may judge in a day (UTC); null for no cap.'),
  breakMinutes: z
    .int()
    .min(1)
    .max(480)
    .nullable()
    .describe('After how many minutes of work a break is proposed; null for never.'),
  goldShare: z
    .number()
    .min(0)
    .max(0.5)
    .describe(
      'The share of comparisons with known answers among those handed out, between 0 and 0.5; 0 for none.',
    ),
  qualification: QualificationRules.nullable().describe(
    'The test before the first comparison; null for none.',
  ),
};

export const Project = z
  .object({
    id: Id,
    slug: Slug,
    name: z.string(),
    dimension: Dimension,
    guidelineSetId: Id,
    ...settings,
    createdAt: Instant,
    role: Role.describe("The caller's role here; an instance admin has `admin` everywhere."),
  })
  .meta({ id: 'Project' });
export type Project = z.infer<typeof Project>;

export const Batch = z
  .object({
    id: Id,
    projectId: Id,
    number: z.int(),
    name: z.string(),
    kind: z.enum(batchKinds),
    state: z.enum(batchStates),
    votesWanted: z.int(),
    comparisons: z
      .int()
      .describe('Without those that have a known answer, unless the batch is for the test.'),
    comparisonsDone: z.int(),
    preferences: z.int(),
    known: z.int().describe('Comparisons with a known answer.'),
    createdAt: Instant,
  })
  .meta({ id: 'Batch' });
export type Batch = z.infer<typeof Batch>;

const projectParams = z.object({ projectId: Id });

export const listProjects = endpoint({
  name: 'listProjects',
  summary: 'The projects you belong to (all of them for an admin)',
  method: 'GET',
  path: '/v1/projects',
  reply: z.object({ projects: z.array(Project) }),
  status: 200,
});

export const createProject = endpoint({
  name: 'createProject',
  summary: 'Open a project in one dimension',
  method: 'POST',
  path: '/v1/projects',
  body: z.strictObject({
    name: Name,
    slug: Slug.describe('The short name: in addresses, and in the rows of exports.'),
    dimension: Dimension,
    guidelineSetId: Id.describe('The guidelines that its annotators read; of the same dimension.'),
    votesWanted: settings.votesWanted.default(1),
    leaseSeconds: settings.leaseSeconds.default(1800),
    lookAhead: settings.lookAhead.default(4),
    commentRequired: settings.commentRequired.default(false),
    editStep: settings.editStep.default(false),
    blurred: settings.blurred.default(false),
    dailyCap: settings.dailyCap.default(null),
    goldShare: settings.goldShare.default(0),
    qualification: settings.qualification.default(null),
    breakMinutes: settings.breakMinutes.default(null),
  }),
  reply: Project,
  status: 201,
  refuses: ['name_taken', 'not_found'],
});

export const ProjectChange = z.strictObject({ name: Name, ...settings }).partial();

export const updateProject = endpoint({
  name: 'updateProject',
  summary: 'Rename a project or change how its comparisons are judged from now on',
  method: 'PATCH',
  path: '/v1/projects/:projectId',
  params: projectParams,
  body: ProjectChange,
  reply: Project,
  status: 200,
});

export const getProject = endpoint({
  name: 'getProject',
  summary: 'A project with its batches',
  method: 'GET',
  path: '/v1/projects/:projectId',
  params: projectParams,
  reply: z.object({ project: Project, batches: z.array(Batch) }),
  status: 200,
});

export const ProjectStatistics = z
  .object({
    comparisons: z.int(),
    comparisonsDone: z.int(),
    preferences: z.int(),
    recorded: z.int(),
    skipped: z.int(),
    annotators: z.int(),
    agreement: z.object({
      pairs: z.int(),
      agreeing: z.int(),
      share: z.number().nullable(),
      ac1: z.number().nullable(),
    }),
    gold: z
      .object({ judged: z.int(), correct: z.int() })
      .describe('Judgements of comparisons with a known answer, and those on its side.'),
    byStrength: z.array(z.object({ strength: Strength.nullable(), preferences: z.int() })),
    firstPlace: z
      .object({ preferences: z.int(), chosen: z.int() })
      .describe(
        'Of the preferences with a shown order, how many went to the response shown first (bias check).',
      ),
  })
  .meta({ id: 'ProjectStatistics' });

export const getProjectStatistics = endpoint({
  name: 'getProjectStatistics',
  summary: 'Counts, agreement and strengths of a project',
  method: 'GET',
  path: '/v1/projects/:projectId/statistics',
  params: projectParams,
  reply: ProjectStatistics,
  status: 200,
});

export const Member = z
  .object({ userId: Id, name: z.string(), email: z.string(), role: Role })
  .meta({ id: 'Member' });

export const listMembers = endpoint({
  name: 'listMembers',
  summary: 'Who belongs to a project',
  method: 'GET',
  path: '/v1/projects/:projectId/members',
  params: projectParams,
  reply: z.object({ members: z.array(Member) }),
  status: 200,
});

export const putMember = endpoint({
  name: 'putMember',
  summary: 'Add somebody to a project or change their role in it',
  method: 'PUT',
  path: '/v1/projects/:projectId/members/:userId',
  params: projectParams.extend({ userId: Id }),
  body: z.strictObject({ role: Role.exclude(['admin']).describe('What they may do in this project.') }),
  reply: Done,
  status: 200,
});

export const removeMember = endpoint({
  name: 'removeMember',
  summary: 'Take somebody out of a project; what they judged stays',
  method: 'DELETE',
  path: '/v1/projects/:projectId/members/:userId',
  params: projectParams.extend({ userId: Id }),
  reply: Done,
  status: 200,
});

export const createBatch = endpoint({
  name: 'createBatch',
  summary: 'Start a batch; comparisons are handed out once it is open',
  method: 'POST',
  path: '/v1/projects/:projectId/batches',
  params: projectParams,
  body: z.strictObject({
    name: Name,
    votesWanted: z
      .int()
      .min(1)
      .max(50)
      .optional()
      .describe("How many people judge each of its comparisons; the project's number when missing."),
    kind: z
      .enum(batchKinds)
      .default('work')
      .describe(
        'Work, or the test before the first comparison: every line imported there needs a known answer.',
      ),
  }),
  reply: Batch,
  status: 201,
  refuses: ['conflict'],
});

export const updateBatch = endpoint({
  name: 'updateBatch',
  summary: 'Open or close a batch, or rename it',
  method: 'PATCH',
  path: '/v1/projects/:projectId/batches/:batchId',
  params: projectParams.extend({ batchId: Id }),
  body: z.strictObject({
    name: Name.optional(),
    state: z
      .enum(['open', 'closed'])
      .optional()
      .describe('Comparisons of an open batch are handed out; a closed one takes no judgement.'),
  }),
  reply: Batch,
  status: 200,
  refuses: ['batch_has_no_guidelines'],
});
