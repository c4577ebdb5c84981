import {
  type Aggregation,
  type Compression,
  DomainError,
  type ExportFormat,
  type FlagFilter,
  type MarginKind,
  type SafetyBin,
  type Strength,
  type TieRule,
} from '@preferably/domain';
import { asDomainError } from '../constraint-errors.ts';
import { type Database, inTransaction, newId } from '../database.ts';

/** Empty lists and nulls let everything through. Instants are ISO 8601. */
export interface FreezeFilter {
  batchIds: string[];
  submittedFrom: string | null;
  submittedBefore: string | null;
  languages: string[];
  guidelineVersions: number[];
  annotatorIds: string[];
  minVotes: number;
  minAgreement: number | null;
  safetyBins: SafetyBin[];
  flags: FlagFilter;
  models: string[];
  includeGold: boolean;
  strengths: Strength[];
  includeRecorded: boolean;
  includeChosenUnsafe: boolean;
}

export interface FreezeRequest {
  projectId: string;
  name: string;
  notes: string;
  parentId: string | null;
  filter: FreezeFilter;
  aggregation: Aggregation;
  tieRule: TieRule;
  formats: ExportFormat[];
  compression: Compression;
  margin: MarginKind;
  /** Share of the dialog roots that go to the test split, between 0 and 0.9. */
  testShare: number;
  createdBy: string | null;
}

export interface SnapshotCounts {
  rows: number;
  train: number;
  test: number;
  comparisons: number;
  annotators: number;
  leftOut: Record<string, number>;
}

/*
 * Every current preference of the project with the reason why the filter leaves it out, or null. The split is decided
 * by a keyed hash of the dialog root, so a root is on the same side in every snapshot with the same share, and nobody
 * who knows the texts can tell which.
 */
const candidates = `
  select c.id as comparison_id, p.id as preference_id, a.annotator_id,
         case when c.kind <> 'work' then 'not_work'
              when c.state = 'withdrawn' then 'withdrawn'
              when cardinality($2::uuid[]) > 0 and not c.batch_id = any($2) then 'other_batch'
              when p.recorded and not $3 then 'recorded'
              when cardinality($4::text[]) > 0 and not coalesce(p.strength::text = any($4), false) then 'other_strength'
              when not $5 and (p.side = 'a' and p.safe_a = 'unsafe' and p.safe_b = 'safe'
                            or p.side = 'b' and p.safe_b = 'unsafe' and p.safe_a = 'safe') then 'chosen_unsafe'
         end as left_out,
         case when ('x' || left(encode(sha256(k.key || decode(pr.root_sha256, 'hex')), 'hex'), 8))::bit(32)::bigint
                   < $6::float8 * 4294967296 then 'test' else 'train' end as split
  from assignment a
  join preference p on p.assignment_id = a.id
  join comparison c on c.id = a.comparison_id
  join prompt pr on pr.id = c.prompt_id
  cross join (select key from split_key where id = $7) k
  where a.project_id = $1
    and not exists (select 1 from preference q where q.assignment_id = p.assignment_id and q.revision > p.revision)`;

const NEWEST_KEY = 1;

/** Freezes membership, order and split in one repeatable-read transaction. The row it leaves is the queue entry. */
export async function freeze(
  db: Database,
  request: FreezeRequest,
): Promise<{ id: string; counts: SnapshotCounts }> {
  const id = newId();
  const { filter } = request;
  const values = [
    request.projectId,
    filter.batchIds,
    filter.includeRecorded,
    filter.strengths,
    filter.includeChosenUnsafe,
    request.testShare,
    NEWEST_KEY,
  ];
  try {
    return await inTransaction(
      db.pool,
      async (client) => {
        await client.query(
          `insert into snapshot (id, project_id, name, filter, margin, test_share, split_key_id, counts, created_by, frozen_at,
                                 notes, parent_id, aggregation, tie_rule, formats, compression)
           values ($1, $2, $3, $4, $5, $6, $7, '{}', $8, now(), $9, $10, $11, $12, $13, $14)`,
          [
            id,
            request.projectId,
            request.name,
            JSON.stringify(filter),
            request.margin,
            request.testShare,
            NEWEST_KEY,
            request.createdBy,
            request.notes,
            request.parentId,
            request.aggregation,
            request.tieRule,
            request.formats,
            request.compression,
          ],
        );
        await client.query(
          `insert into snapshot_row (snapshot_id, position, comparison_id, preference_id, split)
           select $8, row_number() over (order by comparison_id, preference_id), comparison_id, preference_id,
                  split::"Split"
           from (${candidates}) c where left_out is null`,
          [...values, id],
        );
        const { rows } = await client.query<{ counts: SnapshotCounts }>(
          `with c as (${candidates})
           select json_build_object(
             'rows', count(*) filter (where left_out is null),
             'train', count(*) filter (where left_out is null and split = 'train'),
             'test', count(*) filter (where left_out is null and split = 'test'),
             'comparisons', count(distinct comparison_id) filter (where left_out is null),
             'annotators', count(distinct annotator_id) filter (where left_out is null),
             'leftOut', coalesce((select json_object_agg(left_out, n order by left_out) from (
               select left_out, count(*) as n from c where left_out is not null group by left_out) o), '{}'::json)
           ) as counts from c`,
          values,
        );
        const counts = (rows[0] as { counts: SnapshotCounts }).counts;
        if (counts.rows === 0) {
          throw new DomainError('snapshot_empty', 'no preference passes this filter; nothing was frozen');
        }
        await client.query('update snapshot set counts = $2 where id = $1', [id, JSON.stringify(counts)]);
        return { id, counts };
      },
      'repeatable read',
    );
  } catch (error) {
    throw asDomainError(error);
  }
}

const withFiles = { files: { orderBy: { name: 'asc' } }, project: true, parent: true } as const;

export const findSnapshot = (db: Database, id: string) =>
  db.prisma.snapshot.findUnique({ where: { id }, include: withFiles });

/** A file of a snapshot beside the snapshot's state; null when there is no such snapshot. */
export async function findFile(db: Database, snapshotId: string, name: string) {
  const { rows } = await db.pool.query<{
    state: 'building' | 'ready' | 'failed';
    bytes: string | null;
    sha256: string;
    storageKey: string;
  }>({
    name: 'find-snapshot-file',
    text: `select s.state, f.bytes, f.sha256, f.storage_key as "storageKey"
           from snapshot s left join snapshot_file f on f.snapshot_id = s.id and f.name = $2
           where s.id = $1`,
    values: [snapshotId, name],
  });
  const found = rows[0];
  if (!found) return null;
  const { state, bytes, sha256, storageKey } = found;
  return { state, file: bytes === null ? null : { name, bytes: Number(bytes), sha256, storageKey } };
}

export const listSnapshots = (db: Database, projectId: string) =>
  db.prisma.snapshot.findMany({ where: { projectId }, include: withFiles, orderBy: { id: 'desc' } });

/** Published guideline versions behind the rows of a snapshot, for its manifest. */
export async function guidelineVersionsOf(db: Database, snapshotId: string) {
  const { rows } = await db.pool.query<{ number: number; sha256: string; preferences: number }>(
    `select v.number, g.preferences,
            (select encode(sha256(convert_to(string_agg(t.locale || E'\\n' || t.body, E'\\n' order by t.locale), 'UTF8')), 'hex')
             from guideline_text t where t.version_id = v.id) as sha256
     from (select p.guideline_version_id, count(*)::int as preferences
           from snapshot_row r join preference p on p.id = r.preference_id
           where r.snapshot_id = $1 group by p.guideline_version_id) g
     join guideline_version v on v.id = g.guideline_version_id
     order by v.number`,
    [snapshotId],
  );
  return rows;
}
