'use client';

import { getMyActivity } from '@preferably/contracts';
import { useQuery } from '@tanstack/react-query';
import { useLocale, useTranslations } from 'next-intl';
import { Button } from '../../components/ui/button.tsx';
import { Notice } from '../../components/ui/notice.tsx';
import { Spinner } from '../../components/ui/spinner.tsx';
import { StatTile } from '../../components/ui/stat-tile.tsx';
import { api } from '../../lib/api.ts';
import { formatCount, formatSpan } from '../../lib/format.ts';
import { useWordsForProblem } from '../../lib/words-for-problem.ts';
import { AgreementCard } from './agreement-card.tsx';
import { DaysCard } from './days-card.tsx';

/** The reader's own day begins where their clock says so. */
const ownTimeZone = () => new Intl.DateTimeFormat().resolvedOptions().timeZone;

/** Today, this week, the last 14 days, and agreement with others where it may be told. */
export function MyActivity({ userId }: { userId: string }) {
  const t = useTranslations();
  const locale = useLocale();
  const words = useWordsForProblem();
  const { data, error, refetch } = useQuery({
    queryKey: ['activity', userId],
    queryFn: ({ signal }) => api(getMyActivity, { query: { timeZone: ownTimeZone() }, signal }),
    staleTime: 0,
  });
  if (error) {
    return (
      <Notice
        tone="error"
        action={
          <Button size="sm" onClick={() => void refetch()}>
            {t('common.action.retry')}
          </Button>
        }
      >
        {words(error)}
      </Notice>
    );
  }
  if (!data) {
    return (
      <p className="flex h-40 items-center justify-center gap-2 text-muted">
        <Spinner /> {t('common.loading')}
      </p>
    );
  }
  return (
    <div className="flex flex-col gap-3">
      <dl className="grid grid-cols-2 gap-3 lg:grid-cols-4">
        {(['today', 'week'] as const).flatMap((span) => [
          <StatTile
            key={`${span}-judged`}
            label={t(`work.${span}.judged`)}
            value={formatCount(locale, data[span].judged)}
            help={t('work.skipped', { count: data[span].skipped })}
          />,
          <StatTile
            key={`${span}-active`}
            label={t(`work.${span}.active`)}
            value={formatSpan(locale, data[span].activeMs)}
            help={t('work.activeHelp')}
          />,
        ])}
      </dl>
      <div className="grid gap-3 lg:grid-cols-2">
        <DaysCard days={data.days} />
        <AgreementCard batches={data.batches} />
      </div>
    </div>
  );
}
