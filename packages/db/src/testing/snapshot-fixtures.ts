// Snapshots for the tests of this package.
import { type Database, newId } from '../database.ts';
import { finishSnapshot } from '../queues/snapshot-queue.ts';
import { type FreezeFilter, type FreezeRequest, freeze } from '../stores/snapshots.ts';

/** The filter that lets everything through which counts at all. */
export const everything: FreezeFilter = {
  batchIds: [],
  submittedFrom: null,
  submittedBefore: null,
  languages: [],
  guidelineVersions: [],
  annotatorIds: [],
  minVotes: 1,
  minAgreement: null,
  safetyBins: [],
  flags: 'all',
  models: [],
  includeGold: false,
  strengths: [],
  includeRecorded: true,
  includeChosenUnsafe: false,
};
/** Freezes everything that counts, unless the filter says otherwise. */
export function freezeAll(db: Database, projectId: string, change: Partial<FreezeRequest> = {}) {
  return freeze(db, {
    projectId,
    name: newId(),
    notes: '',
    parentId: null,
    filter: everything,
    aggregation: 'each',
    tieRule: 'leave_out',
    margin: 'large',
    testShare: 0.2,
    formats: ['trl'],
    compression: 'none',
    createdBy: null,
    ...change,
  });
}

/** Has somebody write a snapshot's files, in name only. */
export async function makeReady(db: Database, snapshotId: string): Promise<void> {
  await db.pool.query(`update snapshot set writer = 'writer' where id = $1`, [snapshotId]);
  const file = {
    name: 'all.jsonl',
    format: 'preferably',
    split: null,
    rows: 1,
    bytes: 1,
    sha256: 'f',
    storageKey: 'k',
  };
  if (!(await finishSnapshot(db, snapshotId, 'writer', [file]))) throw new Error('the snapshot is not ready');
}
