'use client';

import { ApiError, type Assignment, renewAssignment } from '@preferably/contracts';
import { useEffect, useEffectEvent } from 'react';
import { api } from '../../lib/api.ts';
import type { LeaseState } from './label-session.ts';

/** With less than this left and no answer from the service, the annotator is told. */
const warnMs = 120_000;
const retryMs = 15_000;

/**
 * Keeps the claimed comparison: renews every third of what is left while the tab is visible, and at once when the tab
 * comes back. `clockAhead` is how far the service's clock is ahead of this browser's, in milliseconds.
 */
export function useLease(held: Assignment | null, clockAhead: number, report: (lease: LeaseState) => void) {
  const tell = useEffectEvent(report);

  useEffect(() => {
    if (!held) return;
    let expiresAt = Date.parse(held.leaseExpiresAt) - clockAhead;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const stop = new AbortController();

    function schedule(delay: number) {
      clearTimeout(timer);
      if (document.visibilityState === 'visible') timer = setTimeout(() => void renew(), delay);
    }

    async function renew() {
      if (!held) return;
      try {
        const answer = await api(renewAssignment, { params: { assignmentId: held.id }, signal: stop.signal });
        expiresAt = Date.parse(answer.leaseExpiresAt) - clockAhead;
        tell('held');
        schedule(Math.max(1000, (expiresAt - Date.now()) / 3));
      } catch (error) {
        if (stop.signal.aborted) return;
        const status = error instanceof ApiError ? error.status : 0;
        // The session has ended: that is said when something is sent. Anything else the service decided is final.
        if (status === 401) return;
        if (status >= 400 && status < 500 && status !== 429) return tell('lost');
        if (expiresAt - Date.now() < warnMs) tell('expiring');
        schedule(retryMs);
      }
    }

    const visibility = () => {
      if (document.visibilityState === 'visible') void renew();
      else clearTimeout(timer);
    };
    document.addEventListener('visibilitychange', visibility);
    schedule(Math.max(1000, (expiresAt - Date.now()) / 3));
    return () => {
      stop.abort();
      clearTimeout(timer);
      document.removeEventListener('visibilitychange', visibility);
    };
  }, [held, clockAhead]);
}
