'use client';

import { useTranslations } from 'next-intl';
import { CopyField } from '../../components/ui/copy-field.tsx';
import { Notice } from '../../components/ui/notice.tsx';
import type { Opened } from './account-form.tsx';

/** What to hand over. `held` says why the dialog stayed open. */
export function OpenedAccount({ account, held }: { account: Opened; held: boolean }) {
  const t = useTranslations('people.created');
  return (
    <div className="flex flex-col gap-4">
      <Notice tone="warn">{t('once')}</Notice>
      <CopyField label={t('email')} value={account.email} />
      <CopyField label={t('password')} value={account.password} />
      <p className="text-sm text-muted">{t('next', { name: account.name })}</p>
      {held ? <Notice tone="error">{t('hold')}</Notice> : null}
    </div>
  );
}
