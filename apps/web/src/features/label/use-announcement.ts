'use client';

import type { Progress } from '@preferably/contracts';
import { useTranslations } from 'next-intl';
import { useEffect, useState } from 'react';
import type { LabelState } from './label-state.ts';

/** Tells a screen reader what happened to the last comparison, and keeps the count in the page's title. */
export function useAnnouncement(state: LabelState, progress: Progress | null, projectName: string): string {
  const t = useTranslations();
  const [text, setText] = useState('');
  const { done } = state;

  useEffect(() => {
    if (!done) return;
    setText(t(`label.announce.${done.what}`));
    // Said again after the next one, though the words are the same.
    const timer = setTimeout(() => setText(''), 1500);
    return () => clearTimeout(timer);
  }, [done, t]);

  const judged = progress?.mine ?? null;
  useEffect(() => {
    const count = judged === null ? '' : `(${judged}) `;
    document.title = `${count}${projectName} · ${t('common.product')}`;
  }, [judged, projectName, t]);

  return text;
}
