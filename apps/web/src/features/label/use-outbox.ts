'use client';

import { useCallback, useEffect, useEffectEvent, useRef, useState } from 'react';
import { api } from '../../lib/api.ts';
import { deliver, pauseSeconds } from './deliver.ts';
import { type LocalStore, openLocalStore, type Queued, type Waiting } from './local-store.ts';

export interface Outbox {
  /** Null until the browser's store is open. */
  store: LocalStore | null;
  /** Judged and not acknowledged yet, in order. */
  waiting: readonly Queued[];
  refused: readonly Queued[];
  signedOut: boolean;
  /** The last try ended without an answer that decides; another follows by itself. */
  failure: unknown;
  /** Put in here and not yet in the browser's store. */
  storing: boolean;
  /** The browser refuses to store anything (a private window, a full disk): nothing can be judged safely. */
  broken: unknown;
  /** When the service last acknowledged one. */
  storedAt: number | null;
  put: (entry: Waiting) => void;
  reportBroken: (error: unknown) => void;
  resend: (entry: Queued, asExtra: boolean) => Promise<void>;
  discard: (entry: Queued) => Promise<void>;
}

/**
 * The durable outbox: a judgement goes to the browser's own store, and is sent from there in order, by one tab at a
 * time, until the service acknowledges or refuses it.
 */
export function useOutbox(userId: string, onStored: () => void): Outbox {
  const [store, setStore] = useState<LocalStore | null>(null);
  const [entries, setEntries] = useState<readonly Queued[]>([]);
  const [signedOut, setSignedOut] = useState(false);
  const [failure, setFailure] = useState<unknown>(null);
  const [storing, setStoring] = useState(0);
  const [broken, setBroken] = useState<unknown>(null);
  const [storedAt, setStoredAt] = useState<number | null>(null);
  const stored = useEffectEvent(onStored);
  const tries = useRef(0);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const wake = useRef(() => {});

  useEffect(() => {
    let open: LocalStore | null = null;
    let over = false;
    let running = false;
    let again = false;

    async function send(local: LocalStore) {
      for (;;) {
        const all = await local.queued();
        const next = all.find((entry) => !entry.refused);
        setEntries(all);
        if (!next || over) return;
        const result = await deliver(api, next);
        if (result.outcome === 'later') {
          setFailure(result.error);
          tries.current += 1;
          timer.current = setTimeout(() => wake.current(), pauseSeconds(tries.current) * 1000);
          return;
        }
        setFailure(null);
        tries.current = 0;
        setSignedOut(result.outcome === 'signed_out');
        if (result.outcome === 'signed_out') return;
        if (result.outcome === 'refused') await local.replace({ ...next, refused: { code: result.code } });
        else {
          await local.remove(next.key);
          setStoredAt(Date.now());
        }
        setEntries(await local.queued());
        stored();
      }
    }

    async function run(local: LocalStore) {
      clearTimeout(timer.current);
      again = running;
      if (running) return;
      running = true;
      try {
        do {
          again = false;
          // Two tabs of one person would send the same judgement twice: harmless, but out of order.
          await oneTabAtATime(`preferably-outbox-${userId}`, () => send(local));
        } while (again && !over);
      } catch (error) {
        setBroken(error);
      } finally {
        running = false;
      }
    }

    openLocalStore(userId).then(
      (local) => {
        if (over) return local.close();
        open = local;
        wake.current = () => void run(local);
        setStore(local);
        wake.current();
      },
      (error: unknown) => setBroken(error),
    );
    const back = () => wake.current();
    addEventListener('online', back);
    document.addEventListener('visibilitychange', back);
    return () => {
      over = true;
      removeEventListener('online', back);
      document.removeEventListener('visibilitychange', back);
      clearTimeout(timer.current);
      wake.current = () => {};
      open?.close();
    };
  }, [userId]);

  const opened = () => {
    if (!store) throw new Error('the store is not open yet');
    return store;
  };
  const put = useCallback(
    (entry: Waiting) => {
      if (!store) throw new Error('the store is not open yet');
      setStoring((n) => n + 1);
      store
        .enqueue(entry)
        .then(
          async () => {
            // Known to wait before it is no longer being stored: "saved" is never said in between.
            setEntries(await store.queued());
            wake.current();
          },
          async (error: unknown) => {
            setBroken(error);
            // It cannot wait here: it goes at once, or the notice stands for it.
            if ((await deliver(api, entry)).outcome === 'stored') setStoredAt(Date.now());
          },
        )
        .finally(() => setStoring((n) => n - 1));
    },
    [store],
  );

  return {
    store,
    waiting: entries.filter((entry) => !entry.refused),
    refused: entries.filter((entry) => entry.refused),
    signedOut,
    failure,
    storing: storing > 0,
    broken,
    storedAt,
    put,
    reportBroken: setBroken,
    async resend({ refused: _, ...entry }, asExtra) {
      const body = entry.kind === 'preference' && { body: { ...entry.body, extra: asExtra } };
      await opened().replace({ ...entry, ...body } as Queued);
      wake.current();
    },
    async discard(entry) {
      await opened().remove(entry.key);
      setEntries(await opened().queued());
    },
  };
}

/** Web Locks are missing on plain http; there a second tab at the same time stays harmless, only out of order. */
const oneTabAtATime = (name: string, work: () => Promise<void>): Promise<void> =>
  'locks' in navigator ? navigator.locks.request(name, work).then(() => {}) : work();
