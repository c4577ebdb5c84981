import type { ProjectStatistics } from '@preferably/contracts';
import { useLocale, useTranslations } from 'next-intl';
import type { z } from 'zod';
import { Notice } from '../../../components/ui/notice.tsx';
import { StatTile } from '../../../components/ui/stat-tile.tsx';
import { cn } from '../../../lib/cn.ts';
import { formatCount } from '../../../lib/format.ts';
import { AgreementCard } from './agreement-card.tsx';
import { FirstPlaceCard } from './first-place-card.tsx';
import { GoldCard } from './gold-card.tsx';
import { StrengthCard } from './strength-card.tsx';

export type Statistics = z.infer<typeof ProjectStatistics>;

/** What the project has collected so far; null when the numbers could not be had. */
export function StatisticsSection({ statistics }: { statistics: Statistics | null }) {
  const t = useTranslations('projects.statistics');
  const locale = useLocale();
  if (!statistics) return <Notice tone="error">{t('failed')}</Notice>;
  const count = (value: number) => formatCount(locale, value);
  const known = statistics.gold.judged > 0;
  return (
    <section aria-labelledby="collected">
      <h2 id="collected" className="mb-2 text-lg font-semibold">
        {t('title')}
      </h2>
      <dl className="mb-4 grid grid-cols-2 gap-3 lg:grid-cols-4">
        <StatTile
          label={t('comparisons')}
          value={count(statistics.comparisonsDone)}
          help={t('comparisonsOf', { all: statistics.comparisons })}
        />
        <StatTile
          label={t('preferences')}
          value={count(statistics.preferences)}
          help={statistics.preferences > 0 ? t('recorded', { recorded: statistics.recorded }) : undefined}
        />
        <StatTile label={t('annotators')} value={count(statistics.annotators)} help={t('annotatorsHelp')} />
        <StatTile label={t('skipped')} value={count(statistics.skipped)} help={t('skippedHelp')} />
      </dl>
      <div className={cn('grid gap-3', known ? 'lg:grid-cols-2' : 'lg:grid-cols-3')}>
        <AgreementCard agreement={statistics.agreement} />
        {known ? <GoldCard gold={statistics.gold} /> : null}
        <StrengthCard byStrength={statistics.byStrength} />
        <FirstPlaceCard firstPlace={statistics.firstPlace} />
      </div>
    </section>
  );
}
