import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { Button } from './ui/button.tsx';
import { EmptyState } from './ui/empty-state.tsx';

/** Nothing here, or nothing that the reader may see: both look the same. */
export function NotFoundPage() {
  const t = useTranslations('common');
  return (
    <div className="mx-auto max-w-2xl px-4 py-16">
      <EmptyState
        wholePage
        title={t('notFound.title')}
        action={
          <Button asChild>
            <Link href="/">{t('action.backHome')}</Link>
          </Button>
        }
      >
        {t('notFound.body')}
      </EmptyState>
    </div>
  );
}
