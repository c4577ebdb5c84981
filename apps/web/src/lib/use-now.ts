'use client';

import { useEffect, useState } from 'react';

/** The time, once a second while somebody wants it; null before the browser has taken over. */
export function useNow(wanted: boolean): number | null {
  const [now, setNow] = useState<number | null>(null);
  useEffect(() => {
    if (!wanted) return;
    setNow(Date.now());
    const timer = setInterval(() => setNow(Date.now()), 1000);
    return () => clearInterval(timer);
  }, [wanted]);
  return now;
}
