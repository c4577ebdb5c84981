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
import { type Membership, membershipSql } from './freeze-sql.ts';
import { registerLeftRoots } from './roots.ts';

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
  byBatch: { batch: number; train: number; test: number }[];
}

const NEWEST_KEY = 1;

/** How often a freeze begins again because prompts came in between; more, and something else is wrong. */
const MOST_TRIES = 5;

const countsSql = `
  json_build_object(
    'rows', count(*) filter (where left_out is null),
    'train', count(*) filter (where left_out is null and split = 'train'),
    'test', count(*) filter (where left_out is null and split = 'test'),
    'comparisons', count(distinct comparison_id) filter (where left_out is null),
    'annotators', count(distinct annotator_id) filter (where left_out is null),
    'leftOut', coalesce((select json_object_agg(left_out, n order by left_out) from (
      select left_out, count(*) as n from decided where left_out is not null group by left_out) o), '{}'::json),
    'byBatch', coalesce((select json_agg(json_build_object('batch', number, 'train', train, 'test', test) order by number)
      from (select b.number, count(*) filter (where split = 'train') as train, count(*) filter (where split = 'test') as test
            from decided d join batch b on b.id = d.batch_id where left_out is null group by b.number) o), '[]'::json)
  )`;

/* A number that stands for the rows, whatever their order: in constant memory, where one long text would not be. */
const digestSql = `
  sum(('x' || left(md5(preference_id::text || split || weight), 15))::bit(60)::bigint::numeric)
    filter (where left_out is null)`;

/** What a freeze would hold now. Roots that are not known yet are made known first, so that it holds what it says. */
export async function preview(
  db: Database,
  membership: Omit<Membership, 'splitKeyId'>,
): Promise<SnapshotCounts> {
  await registerLeftRoots(db, membership.projectId);
  const { text, values } = membershipSql({ ...membership, splitKeyId: NEWEST_KEY });
  const { rows } = await db.patient.query<{ counts: SnapshotCounts }>(
    `${text} select ${countsSql} as counts from decided`,
    values,
  );
  return (rows[0] as { counts: SnapshotCounts }).counts;
}

/** Freezes membership, order and split in one repeatable-read transaction. The row it leaves is the queue entry. */
export async function freeze(
  db: Database,
  request: FreezeRequest,
): Promise<{ id: string; counts: SnapshotCounts }> {
  for (let tries = 1; ; tries++) {
    await registerLeftRoots(db, request.projectId);
    const frozen = await freezeOnce(db, request);
    if (frozen) return frozen;
    if (tries >= MOST_TRIES)
      throw new DomainError('conflict', 'comparisons are being imported; freeze again when that is done');
  }
}

/** Null when prompts came in since their roots were made known; nothing is left then. */
async function freezeOnce(db: Database, request: FreezeRequest) {
  const id = newId();
  const { text, values } = membershipSql({ ...request, splitKeyId: NEWEST_KEY });
  try {
    return await inTransaction(
      db.patient,
      async (client) => {
        // A few times what a server gives: the judgements of a project are joined and sorted, and nothing else is.
        await client.query(`set local work_mem = '64MB'`);
        await client.query(
          `insert into snapshot (id, project_id, name, filter, margin, test_share, split_key_id, counts, created_by, frozen_at,
                                 notes, parent_id, aggregation, tie_rule, formats, compression)
           values ($1, $2, $3, $4, $5, $6, $7, '{}', $8, now(), $9, $10, $11, $12, $13, $14)`,
          [
            id,
            request.projectId,
            request.name,
            JSON.stringify(request.filter),
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
        const { rows } = await client.query<{ counts: SnapshotCounts; unknown: boolean; digest: string }>(
          `${text}, frozen as (
             insert into snapshot_row (snapshot_id, position, comparison_id, preference_id, split, votes_a, votes_b, weight)
             select $${values.length + 1}, row_number() over (order by comparison_id, preference_id), comparison_id,
                    preference_id, split::"Split", votes_a, votes_b, weight
             from decided where left_out is null
           )
           select ${countsSql} as counts, coalesce(bool_or(unknown_root), false) as unknown, ${digestSql} as digest
           from decided`,
          [...values, id],
        );
        const { counts, unknown, digest } = rows[0] as NonNullable<(typeof rows)[0]>;
        if (unknown) throw new UnknownRoots();
        if (counts.rows === 0) {
          throw new DomainError('snapshot_empty', 'no preference passes this filter; nothing was frozen');
        }
        await client.query(
          `update snapshot set counts = $2, pseudonym_salt = sha256(convert_to($3, 'UTF8')) where id = $1`,
          [id, JSON.stringify(counts), digest],
        );
        return { id, counts };
      },
      'repeatable read',
    );
  } catch (error) {
    if (error instanceof UnknownRoots) return null;
    throw asDomainError(error);
  }
}

class UnknownRoots extends Error {}

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

/** How many rows of each snapshot are by people who are erased by now. It looks from the people, who are few. */
export async function erasedRowsOf(
  db: Database,
  snapshotIds: readonly string[],
): Promise<Map<string, number>> {
  const { rows } = await db.pool.query<{ id: string; rows: number }>(
    `select r.snapshot_id as id, count(*)::int as rows
     from annotator an
     join assignment a on a.annotator_id = an.id
     join preference p on p.assignment_id = a.id
     join snapshot_row r on r.preference_id = p.id
     where an.erased_at is not null and r.snapshot_id = any($1) group by r.snapshot_id`,
    [snapshotIds],
  );
  return new Map(rows.map((row) => [row.id, row.rows]));
}

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
