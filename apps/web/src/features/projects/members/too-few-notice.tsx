import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { Button } from '../../../components/ui/button.tsx';
import { Notice } from '../../../components/ui/notice.tsx';
import type { Qualifications } from './member-test.tsx';

/** Each try has other comparisons: whether there are enough for somebody who needs all tries. */
export function TooFewNotice({ projectId, test }: { projectId: string; test: Qualifications }) {
  const t = useTranslations('projects.members.tooFew');
  const needed = test.rules ? test.rules.comparisons * test.rules.tries : 0;
  if (test.available >= needed) return null;
  return (
    <Notice
      tone="warn"
      title={t('title')}
      action={
        <Button asChild size="sm">
          <Link href={`/projects/${projectId}/imports`}>{t('toImports')}</Link>
        </Button>
      }
    >
      {t('body', { available: test.available, needed })}
    </Notice>
  );
}
