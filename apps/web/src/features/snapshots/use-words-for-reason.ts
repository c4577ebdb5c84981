'use client';

import { useTranslations } from 'next-intl';
import type en from '../../messages/en/snapshots.json';

type ReasonKey = keyof (typeof en)['reasons'];

/** Why a preference is left out. A reason that a newer service knows and this page does not has its own name. */
export function useWordsForReason(): (reason: string) => string {
  const t = useTranslations('snapshots.reasons');
  return (reason) => (t.has(reason as ReasonKey) ? t(reason as ReasonKey) : reason);
}

/** The reasons that left something out, the most frequent first. */
export const reasonsOf = (leftOut: Record<string, number>) =>
  Object.entries(leftOut)
    .filter(([, n]) => n > 0)
    .toSorted(([, a], [, b]) => b - a);
