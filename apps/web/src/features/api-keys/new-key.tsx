'use client';

import type { Project } from '@preferably/contracts';
import type { Role } from '@preferably/domain';
import { Plus } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { Button } from '../../components/ui/button.tsx';
import { CopyField } from '../../components/ui/copy-field.tsx';
import { Dialog } from '../../components/ui/dialog.tsx';
import { Notice } from '../../components/ui/notice.tsx';
import { KeyForm, type MadeKey } from './key-form.tsx';

/** Makes a key, then shows its secret until the reader has noted it. */
export function NewKey({ role, projects }: { role: Role; projects: readonly Project[] }) {
  const t = useTranslations('apiKeys');
  const router = useRouter();
  const [open, setOpen] = useState(false);
  const [made, setMade] = useState<MadeKey | null>(null);
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
      <KeyForm
        role={role}
        projects={projects}
        open={open && made === null}
        onClose={close}
        onMade={(key) => {
          setMade(key);
          router.refresh();
        }}
      />
      <Dialog
        open={made !== null}
        // Only the button closes it: a stray Esc or click must not take away what is never shown again.
        onOpenChange={() => setHeld(true)}
        title={t('secret.title', { name: made?.name ?? '' })}
        footer={
          <Button variant="primary" onClick={close}>
            {t('secret.done')}
          </Button>
        }
      >
        {made ? (
          <div className="flex flex-col gap-4">
            <Notice tone="warn">{t('secret.once')}</Notice>
            <CopyField label={t('secret.label')} value={made.secret} />
            {held ? <Notice tone="error">{t('secret.hold')}</Notice> : null}
          </div>
        ) : null}
      </Dialog>
    </>
  );
}
