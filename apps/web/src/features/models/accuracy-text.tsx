'use client';

import type { RewardModel } from '@preferably/contracts';
import { useLocale, useTranslations } from 'next-intl';
import { formatAccuracy } from '../../lib/format.ts';

/** "63.9% (58.1%–69.3%)", and of how many pairs. */
export function AccuracyText({ ownTest }: Pick<RewardModel, 'ownTest'>) {
  const t = useTranslations('models');
  const locale = useLocale();
  if (!ownTest || ownTest.accuracy === null) return <span className="text-muted">{t('notMeasured')}</span>;
  const ends = ownTest.ci95?.map((end) => formatAccuracy(locale, end)).join('–');
  return (
    <>
      <span className="font-semibold">{formatAccuracy(locale, ownTest.accuracy)}</span>
      <span className="block text-xs text-muted">
        {ends ? <span className="inline-block">{ends}</span> : null}
        {ends ? <span className="max-sm:hidden"> · </span> : null}
        <span className="max-sm:block">{t('pairs', { n: ownTest.pairs })}</span>
      </span>
    </>
  );
}
