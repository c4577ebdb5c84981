import type { Draft, SubmittedPreference } from '@preferably/contracts';
import type { ErrorCode, FlagReason, SkipReason } from '@preferably/domain';
import { type DBSchema, type IDBPDatabase, openDB } from 'idb';
import type { z } from 'zod';

/** What was judged or skipped here and has not been acknowledged by the service yet. */
export type Waiting = {
  /** Its place in the queue; given by the store. */
  key?: number;
  projectId: string;
  assignmentId: string;
  /** The service's last word, when it will not take this as it is: the annotator decides what becomes of it. */
  refused?: { code: ErrorCode };
} /** `again`: it replaces a judgement that was handed in before. */ & (
  | { kind: 'preference'; again: boolean; body: z.input<typeof SubmittedPreference> }
  | { kind: 'skip'; reason: SkipReason }
  | { kind: 'flag'; reason: FlagReason; note: string | null }
);
export type Queued = Waiting & { key: number };

export interface KeptDraft {
  assignmentId: string;
  draft: Draft;
  savedAt: number;
}

interface Schema extends DBSchema {
  outbox: { key: number; value: Waiting };
  drafts: { key: string; value: KeptDraft; indexes: { savedAt: number } };
}

export type LocalStore = Awaited<ReturnType<typeof openLocalStore>>;

const week = 7 * 24 * 3_600_000;

/** The browser's own store (IndexedDB). One for each person: others may use the same machine. */
export async function openLocalStore(userId: string) {
  const db: IDBPDatabase<Schema> = await openDB<Schema>(`preferably-${userId}`, 1, {
    upgrade(fresh) {
      fresh.createObjectStore('outbox', { keyPath: 'key', autoIncrement: true });
      fresh.createObjectStore('drafts', { keyPath: 'assignmentId' }).createIndex('savedAt', 'savedAt');
    },
  });
  return {
    /** In the order in which they were judged. */
    queued: async () => (await db.getAll('outbox')) as Queued[],
    /** Both or neither: a judgement that waits needs its draft no more. Strict: written before it is said to be. */
    async enqueue(entry: Waiting): Promise<Queued> {
      const tx = db.transaction(['outbox', 'drafts'], 'readwrite', { durability: 'strict' });
      const [key] = await Promise.all([
        tx.objectStore('outbox').add(entry),
        // A flag leaves the comparison to be judged.
        entry.kind === 'flag' ? undefined : tx.objectStore('drafts').delete(entry.assignmentId),
        tx.done,
      ]);
      return { ...entry, key };
    },
    replace: (entry: Queued) => db.put('outbox', entry),
    remove: (key: number) => db.delete('outbox', key),
    keepDraft: (draft: KeptDraft) => db.put('drafts', draft),
    dropDraft: (assignmentId: string) => db.delete('drafts', assignmentId),
    /** All drafts of the last week; older ones are of claims that ended long ago, and go. */
    async drafts(now: number): Promise<Map<string, KeptDraft>> {
      const tx = db.transaction('drafts', 'readwrite');
      const old = await tx.store.index('savedAt').getAllKeys(IDBKeyRange.upperBound(now - week));
      for (const key of old) await tx.store.delete(key);
      const kept = await tx.store.getAll();
      await tx.done;
      return new Map(kept.map((each) => [each.assignmentId, each]));
    },
    close: () => db.close(),
  };
}
