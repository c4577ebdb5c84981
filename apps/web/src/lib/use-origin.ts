'use client';

import { useSyncExternalStore } from 'react';

const never = () => () => {};

/** Scheme and host under which the reader reached this page; empty until the browser has taken over. */
export function useOrigin(): string {
  return useSyncExternalStore(
    never,
    () => window.location.origin,
    () => '',
  );
}
