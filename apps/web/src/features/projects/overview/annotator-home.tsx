import type { Progress, Project } from '@preferably/contracts';
import { PencilLine } from 'lucide-react';
import Link from 'next/link';
import { useLocale, useTranslations } from 'next-intl';
import { Button } from '../../../components/ui/button.tsx';
import { ProgressBar } from '../../../components/ui/progress-bar.tsx';
import { StatTile } from '../../../components/ui/stat-tile.tsx';
import { formatCount } from '../../../lib/format.ts';

/** The short version of a project for those who judge: how far they are, and the way to the next comparison. */
export function AnnotatorHome({ project, progress }: { project: Project; progress: Progress }) {
  const t = useTranslations('projects.mine');
  const locale = useLocale();
  const done = progress.votesWanted - progress.votesLeft;
  return (
    <div className="flex max-w-2xl flex-col gap-4">
      <dl className="grid grid-cols-2 gap-3 sm:grid-cols-3">
        <StatTile label={t('judged')} value={formatCount(locale, progress.mine)} />
        <StatTile label={t('today')} value={formatCount(locale, progress.today)} help={t('utc')} />
        <StatTile label={t('skipped')} value={formatCount(locale, progress.skipped)} />
      </dl>
      {progress.votesWanted === 0 ? (
        <p>{t('noBatch')}</p>
      ) : (
        <div className="flex flex-col gap-2">
          <p className="text-sm text-muted">{t('all')}</p>
          <ProgressBar value={done} max={progress.votesWanted} label={t('all')} />
          <p className="tabular-nums">{t('left', { left: progress.votesLeft })}</p>
        </div>
      )}
      {progress.votesLeft > 0 ? (
        <div>
          <Button asChild variant="primary" size="lg">
            <Link href={`/label/${project.id}`}>
              <PencilLine aria-hidden />
              {t('start')}
            </Link>
          </Button>
        </div>
      ) : null}
    </div>
  );
}
