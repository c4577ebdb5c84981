'use client';

import { useLocale } from 'next-intl';
import { useSyncExternalStore } from 'react';

const never = () => () => {};

/** A moment in the reader's language and time zone; the server, which cannot know the zone, writes UTC. */
export function DateTime({ value, dateOnly = false }: { value: string; dateOnly?: boolean }) {
  const locale = useLocale();
  const onServer = useSyncExternalStore(
    never,
    () => false,
    () => true,
  );
  // Node's and a browser's language data differ (PM, 오후), so what is rendered before the browser takes over is ISO.
  const text = onServer
    ? new Date(value)
        .toISOString()
        .slice(0, dateOnly ? 10 : 16)
        .replace('T', ' ')
    : new Intl.DateTimeFormat(locale, {
        dateStyle: 'medium',
        ...(dateOnly ? {} : { timeStyle: 'short' }),
      }).format(new Date(value));
  return <time dateTime={value}>{text}</time>;
}
