'use client';

import { useTranslations } from 'next-intl';
import { type ReactNode, useState } from 'react';
import { useWordsForProblem } from '../lib/words-for-problem.ts';
import { Button } from './ui/button.tsx';
import { Dialog } from './ui/dialog.tsx';
import { Notice } from './ui/notice.tsx';

/** Asks before something that cannot be taken back. It stays open, with the reason, when that fails. */
export function ConfirmDialog(props: {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  title: ReactNode;
  confirm: ReactNode;
  danger?: boolean;
  onConfirm: () => Promise<unknown>;
  children: ReactNode;
}) {
  const t = useTranslations('common.action');
  const words = useWordsForProblem();
  const [pending, setPending] = useState(false);
  const [error, setError] = useState<unknown>(null);

  function change(open: boolean) {
    if (pending) return;
    setError(null);
    props.onOpenChange(open);
  }

  async function confirm() {
    setPending(true);
    setError(null);
    try {
      await props.onConfirm();
      props.onOpenChange(false);
    } catch (cause) {
      setError(cause);
    } finally {
      setPending(false);
    }
  }

  return (
    <Dialog
      open={props.open}
      onOpenChange={change}
      title={props.title}
      footer={
        <>
          <Button onClick={() => change(false)}>{t('cancel')}</Button>
          <Button
            variant={props.danger ? 'danger' : 'primary'}
            pending={pending}
            onClick={() => void confirm()}
          >
            {props.confirm}
          </Button>
        </>
      }
    >
      <div className="flex flex-col gap-3">
        {props.children}
        {error ? <Notice tone="error">{words(error)}</Notice> : null}
      </div>
    </Dialog>
  );
}
