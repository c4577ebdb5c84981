'use client';

import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { startTransition } from 'react';
import { Button } from './ui/button.tsx';
import { Notice } from './ui/notice.tsx';

/** What a page shows that could not be rendered: no insides, and a way to try again. */
export function ErrorPage({ retry }: { retry: () => void }) {
  const t = useTranslations('common');
  const router = useRouter();
  return (
    <div className="mx-auto max-w-2xl px-4 py-16">
      <Notice
        tone="error"
        title={t('error.title')}
        action={
          <Button
            onClick={() =>
              startTransition(() => {
                router.refresh();
                retry();
              })
            }
          >
            {t('action.retry')}
          </Button>
        }
      >
        {t('error.body')}
      </Notice>
    </div>
  );
}
