'use client';

import {
  createGuidelineVersion,
  type GuidelineVersion,
  publishGuidelineVersion,
  updateGuidelineVersion,
} from '@preferably/contracts';
import type { Locale } from '@preferably/domain';
import { useEffect, useState } from 'react';
import { api } from '../../lib/api.ts';

export type Texts = Record<Locale, string>;

/** What is being written, and its way to the service. The service trims; so does the comparison with what is saved. */
export function useDraft(setId: string, version: GuidelineVersion | null) {
  const [saved, setSaved] = useState(version);
  const [texts, setTexts] = useState<Texts>({ en: version?.texts.en ?? '', ko: version?.texts.ko ?? '' });
  const dirty =
    texts.en.trim() !== (saved?.texts.en ?? '').trim() || texts.ko.trim() !== (saved?.texts.ko ?? '').trim();

  useEffect(() => {
    if (!dirty) return;
    const warn = (event: BeforeUnloadEvent) => event.preventDefault();
    addEventListener('beforeunload', warn);
    return () => removeEventListener('beforeunload', warn);
  }, [dirty]);

  async function save(): Promise<GuidelineVersion> {
    const body = { texts: { en: texts.en, ...(texts.ko.trim() ? { ko: texts.ko } : {}) } };
    const stored = saved
      ? await api(updateGuidelineVersion, { params: { versionId: saved.id }, body })
      : await api(createGuidelineVersion, { params: { setId }, body });
    setSaved(stored);
    return stored;
  }

  async function publish(): Promise<GuidelineVersion> {
    const stored = dirty || !saved ? await save() : saved;
    return api(publishGuidelineVersion, { params: { versionId: stored.id } });
  }

  const write = (locale: Locale, text: string) => setTexts((all) => ({ ...all, [locale]: text }));
  return { texts, write, dirty, save, publish, number: saved?.number ?? 1 };
}
