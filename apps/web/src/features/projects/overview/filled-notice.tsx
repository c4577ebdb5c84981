import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { Button } from '../../../components/ui/button.tsx';
import { Notice } from '../../../components/ui/notice.tsx';
import type { Filled } from './use-fill.ts';

/** The batch that a model filled: what is in it, and where to look at it before it is opened. */
export function FilledNotice({ batch, moved }: Filled) {
  const t = useTranslations('projects.fill');
  return (
    <Notice
      tone="ok"
      title={t('filled', { name: batch.name, moved })}
      action={
        <Button asChild size="sm">
          <Link href={`/projects/${batch.projectId}/comparisons?batch=${batch.number}`}>{t('look')}</Link>
        </Button>
      }
    >
      {t('filledHelp')}
    </Notice>
  );
}
