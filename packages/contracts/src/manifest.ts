import { aggregations, marginKinds, tieRules } from '@preferably/domain';
import { z } from 'zod';
import { Id, Instant, Sha256 } from './common.ts';
import { SnapshotCounts, SnapshotFile } from './snapshot.ts';
import { SnapshotFilter } from './snapshot-filter.ts';

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
