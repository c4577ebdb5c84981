import {
  aggregations,
  compressions,
  exportFormats,
  flagFilters,
  marginKinds,
  safetyBins,
  snapshotStates,
  tieRules,
} from '@preferably/domain';
import { z } from 'zod';
import { Id, Instant, MAX_COUNT, Moment, Name, once, Sha256, Split, Strength } from './common.ts';
import { endpoint } from './endpoint.ts';

/** Which preferences belong to a snapshot. Empty lists mean all. */
export const SnapshotFilter = z
  .strictObject({
    batchIds: z.array(Id).max(500).default([]),
    /** Submitted at this moment or later; and before this one. */
    submittedFrom: Moment.nullable().default(null),
    submittedBefore: Moment.nullable().default(null),
    /** Languages of the prompts, as the import named them; `und` stands for those without one. */
    languages: z.array(z.string().min(1).max(20)).max(100).default([]),
    /** Numbers of the guideline versions that were shown. */
    guidelineVersions: z.array(z.int().min(1).max(MAX_COUNT)).max(500).default([]),
    annotatorIds: z.array(Id).max(500).default([]),
    /** Comparisons with at least so many judgements that pass the other filters. */
    minVotes: z.int().min(1).max(50).default(1),
    /** The share of those judgements that the preferred side has at least, between 0.5 and 1. */
    minAgreement: z.number().min(0.5).max(1).nullable().default(null),
    /** Bins of Llama 2 §3.2.1; a judgement without labels has none. */
    safetyBins: z.array(z.enum(safetyBins)).default([]),
    flags: z.enum(flagFilters).default('all'),
    /** One model: it gave either response. Two: they gave the pair. */
    models: z.array(z.string().min(1).max(200)).max(2).default([]),
    /** Comparisons with a known answer. */
    includeGold: z.boolean().default(false),
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
  /** Every batch has its own held-out part, as in Llama 2 §3.2.2. */
  byBatch: z.array(z.object({ batch: z.int(), train: z.int(), test: z.int() })).default([]),
});

export const SnapshotFile = z.object({
  name: z.string(),
  format: z.string(),
  /** Null for a file of both splits, or of neither. */
  split: Split.nullable(),
  rows: z.int(),
  bytes: z.int(),
  sha256: Sha256,
});

export const Snapshot = z
  .object({
    id: Id,
    projectId: Id,
    name: z.string(),
    notes: z.string(),
    /** The snapshot that this one goes on from. */
    parent: z.object({ id: Id, name: z.string() }).nullable(),
    state: z.enum(snapshotStates),
    filter: SnapshotFilter,
    aggregation: z.enum(aggregations),
    tieRule: z.enum(tieRules),
    margin: z.enum(marginKinds),
    testShare: z.number(),
    formats: z.array(z.enum(exportFormats)),
    compression: z.enum(compressions),
    /** Rows by people who were erased after it was frozen: its files still hold them, later snapshots do not. */
    erasedRows: z.int(),
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

const frozen = z.strictObject({
  name: Name,
  notes: z.string().trim().max(4000).default(''),
  parentId: Id.nullable().default(null),
  filter: SnapshotFilter.prefault({}),
  aggregation: z.enum(aggregations).default('each'),
  tieRule: z.enum(tieRules).default('leave_out'),
  margin: z.enum(marginKinds).default('small'),
  testShare: z.number().min(0).max(0.9).default(0.1),
  /** The files beside the canonical one. */
  formats: once(z.array(z.enum(exportFormats)), 'name each format once').default(['trl']),
  compression: z.enum(compressions).default('none'),
});

export const freezeSnapshot = endpoint({
  name: 'freezeSnapshot',
  summary: 'Freeze membership and split now; the files are written in the background',
  method: 'POST',
  path: '/v1/projects/:projectId/snapshots',
  params: z.object({ projectId: Id }),
  body: frozen,
  reply: Snapshot,
  status: 202,
  refuses: ['snapshot_empty', 'name_taken', 'conflict', 'not_found'],
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

export const previewSnapshot = endpoint({
  name: 'previewSnapshot',
  summary: 'What a snapshot with this filter would hold if it were frozen now; nothing is kept',
  method: 'POST',
  path: '/v1/projects/:projectId/snapshot-preview',
  params: z.object({ projectId: Id }),
  body: frozen.pick({ filter: true, aggregation: true, tieRule: true, testShare: true }),
  reply: SnapshotCounts,
  status: 200,
});

/** One row of the comparison of two snapshots. A row is somebody's judgement of a comparison, whatever its revision. */
export const SnapshotChange = z.object({
  change: z.enum(['in', 'out', 'changed']),
  comparisonId: Id,
  /** Of the earlier snapshot, and of the later one. */
  before: z.object({ preferenceId: Id, split: Split, strength: Strength.nullable() }).nullable(),
  after: z.object({ preferenceId: Id, split: Split, strength: Strength.nullable() }).nullable(),
});

export const diffSnapshots = endpoint({
  name: 'diffSnapshots',
  summary: 'Rows that came in, went out or changed since another snapshot of the project',
  method: 'GET',
  path: '/v1/snapshots/:snapshotId/diff',
  params: z.object({ snapshotId: Id }),
  query: z.object({
    against: Id,
    after: Id.optional(),
    limit: z.coerce.number().int().min(1).max(1000).default(50),
  }),
  reply: z.object({
    counts: z.object({ in: z.int(), out: z.int(), changed: z.int(), same: z.int() }),
    /** In a fixed order; ask again after the last one for more. */
    changes: z.array(SnapshotChange),
    next: Id.nullable(),
  }),
  status: 200,
});

/** The name of a file, which may lead through folders; no part of it is empty or leads upwards. */
export const SnapshotFileName = z
  .string()
  .max(300)
  // Letters are written out: to other readers of the document \w is a letter of any script.
  .regex(/^(?:(?!\.\.?(?:\/|$))[A-Za-z0-9_.-]+\/)*(?!\.\.?$)[A-Za-z0-9_.-]+$/u, 'is no name of a file');

export const createFileLink = endpoint({
  name: 'createFileLink',
  summary: 'A link by which anybody may download one file, without a key, until it expires',
  method: 'POST',
  path: '/v1/snapshots/:snapshotId/links',
  params: z.object({ snapshotId: Id }),
  body: z.strictObject({
    name: SnapshotFileName,
    /** A week at most: only the hour ends a link, nothing revokes it. */
    minutes: z
      .int()
      .min(1)
      .max(7 * 24 * 60)
      .default(60),
  }),
  reply: z.object({ url: z.url(), expiresAt: Instant }),
  status: 201,
  refuses: ['snapshot_not_ready'],
});

/** The download itself is bytes with Range and ETag, so it is no JSON endpoint; this is its address. */
export const snapshotFilePath = (snapshotId: string, name: string) =>
  `/v1/snapshots/${snapshotId}/files/${name.split('/').map(encodeURIComponent).join('/')}`;

/** manifest.json beside the files. Snake case: it is read by the trainer and by people's Python. */
export const Manifest = z.object({
  schema: z.literal(1),
  snapshot: z.object({
    id: Id,
    name: z.string(),
    project: z.string(),
    dimension: z.string(),
    notes: z.string(),
    parent: Id.nullable(),
    frozen_at: Instant,
  }),
  filter: SnapshotFilter,
  aggregation: z.object({ kind: z.enum(aggregations), tie_rule: z.enum(tieRules) }),
  split: z.object({ key_id: z.int(), test_share: z.number() }),
  margin: z.object({ kind: z.enum(marginKinds), table: z.record(z.string(), z.number()) }),
  counts: SnapshotCounts,
  guideline_versions: z.array(z.object({ number: z.int(), sha256: Sha256, preferences: z.int() })),
  files: z.array(SnapshotFile),
});
export type Manifest = z.infer<typeof Manifest>;
