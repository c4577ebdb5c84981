import { marginKinds, snapshotStates } from '@preferably/domain';
import { z } from 'zod';
import { Id, Instant, Name, Sha256, Strength } from './common.ts';
import { endpoint } from './endpoint.ts';

/** Which preferences belong to a snapshot. Empty lists mean all. */
export const SnapshotFilter = z
  .strictObject({
    batchIds: z.array(Id).default([]),
    strengths: z.array(Strength).default([]),
    /** Judgements recorded elsewhere and imported. */
    includeRecorded: z.boolean().default(true),
    /** Llama 2 §3.2.1 leaves pairs out whose chosen response is unsafe while the other is safe. */
    includeChosenUnsafe: z.boolean().default(false),
  })
  .meta({ id: 'SnapshotFilter' });
export type SnapshotFilter = z.infer<typeof SnapshotFilter>;

export const SnapshotCounts = z.object({
  rows: z.int(),
  train: z.int(),
  test: z.int(),
  comparisons: z.int(),
  annotators: z.int(),
  /** Preferences that passed no filter or rule, by reason. */
  leftOut: z.record(z.string(), z.int()),
});

export const SnapshotFile = z.object({
  name: z.string(),
  format: z.string(),
  rows: z.int(),
  bytes: z.int(),
  sha256: Sha256,
});

export const Snapshot = z
  .object({
    id: Id,
    projectId: Id,
    name: z.string(),
    state: z.enum(snapshotStates),
    filter: SnapshotFilter,
    margin: z.enum(marginKinds),
    testShare: z.number(),
    counts: SnapshotCounts,
    /** Rows written so far over all files, while it is building. */
    rowsWritten: z.int(),
    rowsToWrite: z.int(),
    error: z.string().nullable(),
    files: z.array(SnapshotFile),
    frozenAt: Instant,
    readyAt: Instant.nullable(),
  })
  .meta({ id: 'Snapshot' });
export type Snapshot = z.infer<typeof Snapshot>;

export const freezeSnapshot = endpoint({
  name: 'freezeSnapshot',
  summary: 'Freeze membership and split now; the files are written in the background',
  method: 'POST',
  path: '/v1/projects/:projectId/snapshots',
  params: z.object({ projectId: Id }),
  body: z.strictObject({
    name: Name,
    filter: SnapshotFilter.prefault({}),
    margin: z.enum(marginKinds).default('small'),
    testShare: z.number().min(0).max(0.9).default(0.1),
  }),
  reply: Snapshot,
  status: 202,
});

export const listSnapshots = endpoint({
  name: 'listSnapshots',
  summary: 'The snapshots of a project, newest first',
  method: 'GET',
  path: '/v1/projects/:projectId/snapshots',
  params: z.object({ projectId: Id }),
  reply: z.object({ snapshots: z.array(Snapshot) }),
  status: 200,
});

export const getSnapshot = endpoint({
  name: 'getSnapshot',
  summary: 'A snapshot with its counts and files',
  method: 'GET',
  path: '/v1/snapshots/:snapshotId',
  params: z.object({ snapshotId: Id }),
  reply: Snapshot,
  status: 200,
});

/** The download itself is bytes with Range and ETag, so it is no JSON endpoint; this is its address. */
export const snapshotFilePath = (snapshotId: string, name: string) =>
  `/v1/snapshots/${snapshotId}/files/${encodeURIComponent(name)}`;

/** manifest.json beside the files. Snake case: it is read by the trainer and by people's Python. */
export const Manifest = z.object({
  schema: z.literal(1),
  snapshot: z.object({
    id: Id,
    name: z.string(),
    project: z.string(),
    dimension: z.string(),
    frozen_at: Instant,
  }),
  filter: SnapshotFilter,
  split: z.object({ key_id: z.int(), test_share: z.number() }),
  margin: z.object({ kind: z.enum(marginKinds), table: z.record(z.string(), z.number()) }),
  counts: SnapshotCounts,
  guideline_versions: z.array(z.object({ number: z.int(), sha256: Sha256, preferences: z.int() })),
  files: z.array(SnapshotFile),
});
export type Manifest = z.infer<typeof Manifest>;
