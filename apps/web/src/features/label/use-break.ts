'use client';

import { useEffect, useState } from 'react';

const tickMs = 15_000;
/** Hands off for this long is a break already. */
const restMs = 5 * 60_000;

/**
 * Whether it is time for a break: `minutes` of work without a rest of five. Work is pressing, moving or scrolling; with
 * null there is no reminder. `later` asks again after a third of the time.
 */
export function useBreak(minutes: number | null, paused: boolean) {
  const [due, setDue] = useState(false);
  const [postponed, setPostponed] = useState(0);

  useEffect(() => {
    if (minutes === null || paused) return;
    let lastSign = Date.now();
    let worked = postponed === 0 ? 0 : minutes * 60_000 * (2 / 3);
    let lastTick = lastSign;
    const alive = () => {
      lastSign = Date.now();
    };
    const signs = ['pointermove', 'pointerdown', 'keydown', 'wheel', 'touchmove'] as const;
    for (const sign of signs) addEventListener(sign, alive, { passive: true, capture: true });
    const timer = setInterval(() => {
      const now = Date.now();
      if (now - lastSign >= restMs) worked = 0;
      else if (lastSign > lastTick) worked += now - lastTick;
      lastTick = now;
      if (worked >= minutes * 60_000) setDue(true);
    }, tickMs);
    return () => {
      clearInterval(timer);
      for (const sign of signs) removeEventListener(sign, alive, { capture: true });
    };
  }, [minutes, paused, postponed]);

  return {
    due: due && !paused,
    later: () => {
      setDue(false);
      setPostponed((n) => n + 1);
    },
    rested: () => {
      setDue(false);
      setPostponed(0);
    },
  };
}
