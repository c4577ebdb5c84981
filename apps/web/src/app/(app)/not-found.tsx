import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { Button } from '../../components/ui/button.tsx';
import { EmptyState } from '../../components/ui/empty-state.tsx';

export default function NotFound() {
  const t = useTranslations('common');
  return (
    <div className="mx-auto max-w-2xl px-4 py-16">
      <EmptyState
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
