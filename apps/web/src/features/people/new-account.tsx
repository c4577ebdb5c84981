'use client';

import { Plus } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { Button } from '../../components/ui/button.tsx';
import { Dialog } from '../../components/ui/dialog.tsx';
import { AccountForm, type Opened } from './account-form.tsx';
import { OpenedAccount } from './opened-account.tsx';

/** Opens an account, then shows its one-time password until the admin has noted it. */
export function NewAccount() {
  const t = useTranslations('people');
  const router = useRouter();
  const [open, setOpen] = useState(false);
  const [opened, setOpened] = useState<Opened | null>(null);
  const [held, setHeld] = useState(false);

  function close() {
    setOpen(false);
    setOpened(null);
    setHeld(false);
  }

  return (
    <>
      <Button variant="primary" onClick={() => setOpen(true)}>
        <Plus aria-hidden />
        {t('create.open')}
      </Button>
      <AccountForm
        open={open && opened === null}
        onClose={close}
        onOpened={(account) => {
          setOpened(account);
          router.refresh();
        }}
      />
      <Dialog
        open={opened !== null}
        // Only the button closes it: a stray Esc or click must not take away what is never shown again.
        onOpenChange={() => setHeld(true)}
        title={t('created.title', { name: opened?.name ?? '' })}
        footer={
          <Button variant="primary" onClick={close}>
            {t('created.done')}
          </Button>
        }
      >
        {opened ? <OpenedAccount account={opened} held={held} /> : null}
      </Dialog>
    </>
  );
}
