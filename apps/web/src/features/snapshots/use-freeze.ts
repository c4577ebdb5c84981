'use client';

import { freezeSnapshot } from '@preferably/contracts';
import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { useToast } from '../../components/ui/toast.tsx';
import { api } from '../../lib/api.ts';
import type { FreezeBody } from './read-freeze-form.ts';

/** Freezes and goes on to the page of the new snapshot; a failure is given back and kept for the page. */
export function useFreeze(projectId: string) {
  const t = useTranslations('snapshots.form');
  const router = useRouter();
  const toast = useToast();
  const [pending, setPending] = useState(false);
  const [error, setError] = useState<unknown>(null);

  async function send(body: FreezeBody): Promise<unknown> {
    setPending(true);
    setError(null);
    try {
      const snapshot = await api(freezeSnapshot, { params: { projectId }, body });
      toast(t('done'));
      router.push(`/projects/${projectId}/snapshots/${snapshot.id}`);
      return null;
    } catch (cause) {
      setError(cause);
      setPending(false);
      return cause;
    }
  }
  return { send, pending, error };
}
