import {
  aggregations,
  compressions,
  exportFormats,
  marginKinds,
  snapshotStates,
  tieRules,
} from '@preferably/domain';
import { z } from 'zod';
import { Id, Instant, Name, once, Sha256, Split, Strength } from './common.ts';
import { endpoint } from './endpoint.ts';
import { SnapshotFilter } from './snapshot-filter.ts';

export const SnapshotCounts = z.object({
  rows: z.int().describe('Rows that it holds.'),
  train: z.int().describe('Of these, on the train side.'),
  test: z.int().describe('Of these, on the test side.'),
  comparisons: z.int().describe('Comparisons behind the rows.'),
  annotators: z.int().describe('People behind the rows.'),
  leftOut: z.record(z.string(), z.int()).describe('Preferences that passed no filter or rule, by reason.'),
  byBatch: z
    .array(
      z.object({
        batch: z.int().describe('The number of the batch.'),
        train: z.int().describe('Rows on the train side.'),
        test: z.int().describe('Rows on the test side.'),
      }),
    )
    .default([])
    .describe('Every batch has its own held-out part, as in Llama 2 §3.2.2.'),
});

export const SnapshotFile = z.object({
  name: z.string(),
  format: z.string().describe('The format, or `manifest`, or `card`.'),
  split: Split.nullable().describe('Null for a file of both splits, or of neither.'),
  rows: z.int().describe('Rows that it holds; 0 where it holds none.'),
  bytes: z.int().describe('Its size.'),
  sha256: Sha256,
});

export const Snapshot = z
  .object({
    id: Id,
    projectId: Id,
    name: z.string(),
    notes: z.string().describe('What people wrote about it, in Markdown.'),
    parent: z
      .object({ id: Id, name: z.string() })
      .nullable()
      .describe('The snapshot that this one goes on from.'),
    state: z
      .enum(snapshotStates)
      .describe(
        '`building` while files are written, `ready` when all of them are whole, `failed` when they were given up.',
      ),
    filter: SnapshotFilter.describe('Which preferences belong to it.'),
    aggregation: z.enum(aggregations).describe('What became of several judgements of one comparison.'),
    tieRule: z.enum(tieRules).describe('What became of even votes.'),
    margin: z.enum(marginKinds).describe('The margins in the TRL files.'),
    testShare: z.number().describe('The share of the dialogs that is on the test side.'),
    formats: z.array(z.enum(exportFormats)).describe('The formats that were asked for.'),
    compression: z.enum(compressions).describe('Of the text files.'),
    erasedRows: z
      .int()
      .describe(
        'Rows by people who were erased after it was frozen: its files still hold them, later snapshots do not.',
      ),
    counts: SnapshotCounts.describe('What it holds and what it left out.'),
    rowsWritten: z.int().describe('Rows written so far over all files, while it is building.'),
    rowsToWrite: z.int().describe('Rows that are to be written over all files.'),
    error: z.string().nullable().describe('Why it failed; null while it has not.'),
    files: z.array(SnapshotFile).describe('Empty until it is ready.'),
    frozenAt: Instant.describe('When membership and split were fixed.'),
    readyAt: Instant.nullable().describe('When its files were whole; null until then.'),
  })
  .meta({ id: 'Snapshot' });
export type Snapshot = z.infer<typeof Snapshot>;

const frozen = z.strictObject({
  name: Name,
  notes: z
    .string()
    .trim()
    .max(4000)
    .default('')
    .describe(
      'Why it exists and what is special about it, in Markdown; stands in the manifest and the card.',
    ),
  parentId: Id.nullable().default(null).describe('The snapshot of this project that it goes on from.'),
  filter: SnapshotFilter.prefault({}).describe('Which preferences belong to it.'),
  aggregation: z
    .enum(aggregations)
    .default('each')
    .describe(
      'What becomes of several judgements of one comparison: each a row, the majority, a verdict of a reviewer first, or each a row that weighs its share.',
    ),
  tieRule: z
    .enum(tieRules)
    .default('leave_out')
    .describe('What becomes of even votes, where votes are counted.'),
  margin: z
    .enum(marginKinds)
    .default('small')
    .describe('The margins in the TRL files: those of Llama 2, table 27, or none.'),
  testShare: z
    .number()
    .min(0)
    .max(0.9)
    .default(0.1)
    .describe('The share of the dialogs that goes to the test side.'),
  formats: once(z.array(z.enum(exportFormats)), 'name each format once')
    .default(['trl'])
    .describe('The files beside the canonical one.'),
  compression: z
    .enum(compressions)
    .default('none')
    .describe('Of the text files; Parquet is compressed by itself.'),
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
  change: z
    .enum(['in', 'out', 'changed'])
    .describe('Came in, went out, or is in both with another judgement or on another side.'),
  comparisonId: Id,
  before: z
    .object({
      preferenceId: Id.describe('The judgement.'),
      split: Split.describe('Its side of the split.'),
      strength: Strength.nullable().describe('How much better the preferred response is.'),
    })
    .nullable()
    .describe('In the earlier snapshot; null where it came in.'),
  after: z
    .object({
      preferenceId: Id.describe('The judgement.'),
      split: Split.describe('Its side of the split.'),
      strength: Strength.nullable().describe('How much better the preferred response is.'),
    })
    .nullable()
    .describe('In the later snapshot; null where it went out.'),
});

export const diffSnapshots = endpoint({
  name: 'diffSnapshots',
  summary: 'Rows that came in, went out or changed since another snapshot of the project',
  method: 'GET',
  path: '/v1/snapshots/:snapshotId/diff',
  params: z.object({ snapshotId: Id }),
  query: z.object({
    against: Id.describe('The other snapshot of the project, the earlier one.'),
    after: Id.optional().describe(
      'The comparison of the last change that you have; those after it are answered.',
    ),
    limit: z.coerce
      .number()
      .int()
      .min(1)
      .max(1000)
      .default(50)
      .describe('How many changes are answered at most.'),
  }),
  reply: z.object({
    counts: z
      .object({ in: z.int(), out: z.int(), changed: z.int(), same: z.int() })
      .describe('Rows that came in, went out, changed and stayed the same.'),
    changes: z.array(SnapshotChange).describe('In a fixed order; ask again after the last one for more.'),
    next: Id.nullable().describe('Send it as `after` for more; null at the end.'),
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
    minutes: z
      .int()
      .min(1)
      .max(7 * 24 * 60)
      .default(60)
      .describe('How long it works; a week at most, since nothing but its end revokes it.'),
  }),
  reply: z.object({
    url: z.url().describe('Opens without a key.'),
    expiresAt: Instant.describe('When the link ends.'),
  }),
  status: 201,
  refuses: ['snapshot_not_ready'],
});

/** The download itself is bytes with Range and ETag, so it is no JSON endpoint; this is its address. */
export const snapshotFilePath = (snapshotId: string, name: string) =>
  `/v1/snapshots/${snapshotId}/files/${name.split('/').map(encodeURIComponent).join('/')}`;
