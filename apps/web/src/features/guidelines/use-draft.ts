'use client';

import {
  createGuidelineVersion,
  type GuidelineVersion,
  publishGuidelineVersion,
  updateGuidelineVersion,
} from '@preferably/contracts';
import { useEffect, useState } from 'react';
import { api } from '../../lib/api.ts';
import { contentOf, type DraftContent, draftOf } from './draft-content.ts';

/** What would be sent, to be compared: the service trims, and so does this. */
const asSent = (content: DraftContent) => JSON.stringify(contentOf(content));

/** What is being written, and its way to the service. */
export function useDraft(setId: string, version: GuidelineVersion | null) {
  const [saved, setSaved] = useState(version);
  const [content, setContent] = useState(() => draftOf(version));
  const dirty = asSent(content) !== asSent(draftOf(saved));

  useEffect(() => {
    if (!dirty) return;
    const warn = (event: BeforeUnloadEvent) => event.preventDefault();
    addEventListener('beforeunload', warn);
    return () => removeEventListener('beforeunload', warn);
  }, [dirty]);

  async function save(): Promise<GuidelineVersion> {
    const body = contentOf(content);
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

  const change = (part: Partial<DraftContent>) => setContent((all) => ({ ...all, ...part }));
  return { content, change, dirty, save, publish, number: saved?.number ?? 1 };
}
