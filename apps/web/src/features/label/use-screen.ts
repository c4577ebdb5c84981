'use client';

import { useSyncExternalStore } from 'react';

/** The same width as `--breakpoint-wide`. */
const query = '(min-width: 68.75rem)';

function onWidth(changed: () => void) {
  const list = matchMedia(query);
  list.addEventListener('change', changed);
  return () => list.removeEventListener('change', changed);
}

/** Room for both responses side by side and a panel. */
export const useWide = () =>
  useSyncExternalStore(
    onWidth,
    () => matchMedia(query).matches,
    () => true,
  );

function onConnection(changed: () => void) {
  addEventListener('online', changed);
  addEventListener('offline', changed);
  return () => {
    removeEventListener('online', changed);
    removeEventListener('offline', changed);
  };
}

export const useOnline = () =>
  useSyncExternalStore(
    onConnection,
    () => navigator.onLine,
    () => true,
  );
