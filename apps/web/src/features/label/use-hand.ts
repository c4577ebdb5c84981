'use client';

import { ApiError, fillHand } from '@preferably/contracts';
import { useCallback, useEffect, useEffectEvent, useRef } from 'react';
import { api } from '../../lib/api.ts';
import type { Event, LabelState } from './label-state.ts';
import type { LocalStore } from './local-store.ts';

/** With less than this left and no answer from the service, the annotator is told. */
const warnMs = 120_000;
const retryMs = 15_000;

/**
 * Keeps the hand full and its leases alive: asks for more as soon as something was judged, renews every third of what
 * is left while the tab is visible, and at once when the tab or the network comes back.
 */
export function useHand(options: {
  projectId: string;
  /** How many comparisons to hold. */
  wanted: number;
  /** How far the service's clock is ahead of this browser's, in milliseconds. */
  clockAhead: number;
  store: LocalStore | null;
  state: LabelState;
  /** Assignments that were judged or skipped here: never to be shown again. */
  ended: () => ReadonlySet<string>;
  dispatch: (event: Event) => void;
}): () => void {
  const { store } = options;
  const busy = useRef(false);
  const again = useRef(false);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);

  const ask = useEffectEvent(async (local: LocalStore) => {
    const { projectId, wanted, clockAhead, state, ended, dispatch } = options;
    // Behind a gate everything comes again: after a reading, under the version that was read.
    const shown = state.gate
      ? []
      : [state.work, state.aside].flatMap((work) => (work ? [work.assignment.id] : []));
    // As many as one request may name. What was judged long ago is held no more and may be left out.
    const known = [...new Set([...ended(), ...shown, ...state.hand.map((a) => a.id)])].slice(-200);
    if (!state.work) dispatch({ type: 'filling' });
    let next = retryMs;
    try {
      const hand = await api(fillHand, { params: { projectId }, body: { wanted, known } });
      const drafts = await local.drafts(Date.now());
      dispatch({ type: 'filled', ...hand, drafts, ended: ended(), clockAhead, now: Date.now() });
      const ends = Math.min(...hand.held.map((h) => Date.parse(h.leaseExpiresAt) - clockAhead));
      if (Number.isFinite(ends)) next = Math.max(1000, (ends - Date.now()) / 3);
      else next = 60_000;
    } catch (error) {
      // One that is judged again is nobody else's: only what is judged for the first time has a lease to lose.
      const held = state.revising ? state.aside : state.work;
      const until = held ? Date.parse(held.assignment.leaseExpiresAt) - clockAhead : Number.POSITIVE_INFINITY;
      const code = error instanceof ApiError ? error.problem?.code : undefined;
      if (code === 'guidelines_unread') dispatch({ type: 'gated', gate: 'guidelines' });
      else if (code === 'qualification_needed') dispatch({ type: 'gated', gate: 'test' });
      else if (code === 'daily_cap_reached') {
        dispatch({ type: 'capped' });
        next = 60_000;
      } else dispatch({ type: 'fill_failed', error, expiring: until - Date.now() < warnMs });
    }
    clearTimeout(timer.current);
    if (document.visibilityState === 'visible') timer.current = setTimeout(() => fill(), next);
  });

  const run = useEffectEvent(async () => {
    again.current = true;
    if (busy.current || !store) return;
    busy.current = true;
    try {
      while (again.current) {
        again.current = false;
        await ask(store);
      }
    } finally {
      busy.current = false;
    }
  });
  const fillRef = useRef(() => {});
  const fill = useCallback(() => fillRef.current(), []);

  useEffect(() => {
    if (!store) return;
    fillRef.current = () => void run();
    void run();
    const back = () => {
      if (document.visibilityState === 'visible') void run();
      else clearTimeout(timer.current);
    };
    document.addEventListener('visibilitychange', back);
    addEventListener('online', back);
    return () => {
      fillRef.current = () => {};
      clearTimeout(timer.current);
      document.removeEventListener('visibilitychange', back);
      removeEventListener('online', back);
    };
  }, [store]);

  return fill;
}
