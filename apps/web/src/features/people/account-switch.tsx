'use client';

import { updateUser } from '@preferably/contracts';
import { useMutation } from '@tanstack/react-query';
import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { ConfirmDialog } from '../../components/confirm-dialog.tsx';
import { Button } from '../../components/ui/button.tsx';
import { useToast } from '../../components/ui/toast.tsx';
import { api } from '../../lib/api.ts';
import { useWordsForProblem } from '../../lib/words-for-problem.ts';
import type { Person } from './people-table.tsx';

/** Closes an account after asking, or reopens one. */
export function AccountSwitch({ user }: { user: Person }) {
  const t = useTranslations('people');
  const words = useWordsForProblem();
  const router = useRouter();
  const toast = useToast();
  const [asking, setAsking] = useState(false);
  const { id, name, disabled } = user;

  const change = useMutation({
    mutationFn: (next: boolean) => api(updateUser, { params: { userId: id }, body: { disabled: next } }),
    onSuccess: (_, next) => {
      toast(t(next ? 'closedDone' : 'reopenedDone', { name }));
      router.refresh();
    },
  });

  return (
    <>
      {disabled ? (
        <Button
          aria-label={t('reopenOf', { name })}
          pending={change.isPending}
          onClick={() => change.mutate(false)}
        >
          {t('reopen')}
        </Button>
      ) : (
        <Button aria-label={t('closeOf', { name })} onClick={() => setAsking(true)}>
          {t('close')}
        </Button>
      )}
      {change.error && !asking ? (
        <p role="alert" className="mt-1 text-sm text-danger">
          {words(change.error)}
        </p>
      ) : null}
      <ConfirmDialog
        open={asking}
        onOpenChange={setAsking}
        title={t('closeTitle', { name })}
        confirm={t('closeConfirm')}
        danger
        onConfirm={() => change.mutateAsync(true)}
      >
        <p>{t('closeBody')}</p>
      </ConfirmDialog>
    </>
  );
}
