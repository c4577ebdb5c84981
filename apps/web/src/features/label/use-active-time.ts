'use client';

import { useCallback, useEffect, useRef } from 'react';
import { type ActiveClock, activeMs, signOfLife, startClock, tabHidden } from './active-clock.ts';

const signs = ['pointermove', 'pointerdown', 'keydown', 'wheel', 'scroll', 'touchmove'] as const;

/** Measures the active time of one comparison; another `assignmentId` starts from zero. */
export function useActiveTime(assignmentId: string | null): () => number {
  const clock = useRef<ActiveClock>({ total: 0, since: null });

  useEffect(() => {
    if (!assignmentId) return;
    clock.current = startClock(Date.now(), document.visibilityState === 'visible');
    const alive = () => {
      if (document.visibilityState === 'visible') clock.current = signOfLife(clock.current, Date.now());
    };
    const visibility = () => {
      const step = document.visibilityState === 'visible' ? signOfLife : tabHidden;
      clock.current = step(clock.current, Date.now());
    };
    for (const sign of signs) addEventListener(sign, alive, { passive: true, capture: true });
    document.addEventListener('visibilitychange', visibility);
    return () => {
      for (const sign of signs) removeEventListener(sign, alive, { capture: true });
      document.removeEventListener('visibilitychange', visibility);
    };
  }, [assignmentId]);

  return useCallback(() => Math.round(activeMs(clock.current, Date.now())), []);
}
