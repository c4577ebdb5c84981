import { wilson } from '@preferably/domain';
import { useLocale, useTranslations } from 'next-intl';
import { Card } from '../../../components/ui/card.tsx';
import { formatShare } from '../../../lib/format.ts';
import { leanOf } from './lean.ts';
import type { Statistics } from './statistics-section.tsx';

/** Whether people favour a place on the screen: the share with its interval, against one half. */
export function FirstPlaceCard({ firstPlace }: { firstPlace: Statistics['firstPlace'] }) {
  const t = useTranslations('projects.firstPlace');
  const locale = useLocale();
  const { preferences: count, chosen } = firstPlace;
  if (count === 0) {
    return (
      <Card title={t('title')}>
        <p className="text-muted">{t('none')}</p>
      </Card>
    );
  }
  const { low, high } = wilson(chosen, count);
  const percent = (share: number) => `${share * 100}%`;
  return (
    <Card title={t('title')}>
      <p>
        <span className="text-xl font-semibold tabular-nums">{formatShare(locale, chosen / count)}</span>
        <span className="ml-2 text-sm text-muted">{t('chosen')}</span>
      </p>
      <div aria-hidden className="relative mt-2 mb-5 h-2.5 rounded-sm bg-sunken">
        <div
          className="absolute inset-y-0 rounded-sm bg-accent-soft"
          style={{ left: percent(low), width: percent(high - low) }}
        />
        <div
          className="absolute -inset-y-0.5 -ml-0.5 w-1 bg-chart-1"
          style={{ left: percent(chosen / count) }}
        />
        <div className="absolute -inset-y-1 left-1/2 w-px bg-ink" />
        <span className="absolute top-3.5 left-1/2 -translate-x-1/2 text-xs text-muted">{t('half')}</span>
      </div>
      <p className="text-sm tabular-nums">
        {t('interval', { low: formatShare(locale, low), high: formatShare(locale, high), count })}
      </p>
      <p className="font-medium">{t(leanOf(chosen, count))}</p>
      <p className="mt-1 text-sm text-muted">{t('help')}</p>
    </Card>
  );
}
