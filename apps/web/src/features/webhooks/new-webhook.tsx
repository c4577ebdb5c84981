'use client';

import { useQueryClient } from '@tanstack/react-query';
import { Plus } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { Button } from '../../components/ui/button.tsx';
import { CopyField } from '../../components/ui/copy-field.tsx';
import { Dialog } from '../../components/ui/dialog.tsx';
import { Notice } from '../../components/ui/notice.tsx';
import { webhooksKey } from './use-webhooks.ts';
import { type MadeWebhook, WebhookForm } from './webhook-form.tsx';

/** Makes a webhook, then shows the secret of its signatures until the reader has noted it. */
export function NewWebhook({ projectId }: { projectId: string }) {
  const t = useTranslations('webhooks');
  const queries = useQueryClient();
  const [open, setOpen] = useState(false);
  const [made, setMade] = useState<MadeWebhook | null>(null);
  const [held, setHeld] = useState(false);

  function close() {
    setOpen(false);
    setMade(null);
    setHeld(false);
  }

  return (
    <>
      <Button variant="primary" onClick={() => setOpen(true)}>
        <Plus aria-hidden />
        {t('create.open')}
      </Button>
      <WebhookForm
        projectId={projectId}
        open={open && made === null}
        onClose={close}
        onMade={(webhook) => {
          setMade(webhook);
          void queries.invalidateQueries({ queryKey: webhooksKey(projectId) });
        }}
      />
      <Dialog
        open={made !== null}
        // Only the button closes it: a stray Esc or click must not take away what is never shown again.
        onOpenChange={() => setHeld(true)}
        title={t('secret.title')}
        description={made?.url}
        footer={
          <Button variant="primary" onClick={close}>
            {t('secret.done')}
          </Button>
        }
      >
        {made ? (
          <div className="flex flex-col gap-4">
            <Notice tone="warn">{t('secret.once')}</Notice>
            <CopyField label={t('secret.label')} value={made.secret} hint={t('secret.hint')} />
            {held ? <Notice tone="error">{t('secret.hold')}</Notice> : null}
          </div>
        ) : null}
      </Dialog>
    </>
  );
}
