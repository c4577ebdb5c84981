'use client';

import { cancelRun, type Run } from '@preferably/contracts';
import { useQueryClient } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { Button } from '../../components/ui/button.tsx';
import { Dialog } from '../../components/ui/dialog.tsx';
import { Notice } from '../../components/ui/notice.tsx';
import { api } from '../../lib/api.ts';
import { useWordsForProblem } from '../../lib/words-for-problem.ts';

/** "Cancel" would be both the question and the way out of it, so the way out says what it does. */
export function CancelRun({ run }: { run: Run }) {
  const t = useTranslations('runs.run');
  const words = useWordsForProblem();
  const client = useQueryClient();
  const [open, setOpen] = useState(false);
  const [pending, setPending] = useState(false);
  const [failure, setFailure] = useState<unknown>(null);

  function change(next: boolean) {
    setFailure(null);
    setOpen(next);
  }

  async function cancel() {
    setPending(true);
    setFailure(null);
    try {
      client.setQueryData(['run', run.id], await api(cancelRun, { params: { runId: run.id } }));
      setOpen(false);
    } catch (cause) {
      setFailure(cause);
      void client.invalidateQueries({ queryKey: ['run', run.id] });
    } finally {
      setPending(false);
    }
  }

  return (
    <>
      <Button onClick={() => change(true)} disabled={run.cancelRequested}>
        {t('cancel')}
      </Button>
      <Dialog
        open={open}
        onOpenChange={change}
        title={t('cancelTitle')}
        description={t('cancelBody')}
        footer={
          <>
            <Button onClick={() => change(false)}>{t('keep')}</Button>
            <Button variant="danger" pending={pending} onClick={() => void cancel()}>
              {t('cancel')}
            </Button>
          </>
        }
      >
        {failure ? <Notice tone="error">{words(failure)}</Notice> : <p>{run.name}</p>}
      </Dialog>
    </>
  );
}
