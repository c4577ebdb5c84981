import { wilson } from '@preferably/domain';
import { useLocale, useTranslations } from 'next-intl';
import { Card } from '../../../components/ui/card.tsx';
import { formatShare } from '../../../lib/format.ts';
import type { Statistics } from './statistics-section.tsx';

/** How often people judge as the known answers say, with how far that can be told from so many. */
export function GoldCard({ gold: { judged, correct } }: { gold: Statistics['gold'] }) {
  const t = useTranslations('projects.gold');
  const locale = useLocale();
  const { low, high } = wilson(correct, judged);
  return (
    <Card title={t('title')}>
      <dl>
        <dt className="text-sm text-muted">{t('share')}</dt>
        <dd>
          <span className="text-xl font-semibold tabular-nums">{formatShare(locale, correct / judged)}</span>
          <span className="ml-2 text-sm text-muted tabular-nums">{t('judged', { correct, judged })}</span>
          <p className="text-sm tabular-nums">
            {t('interval', { low: formatShare(locale, low), high: formatShare(locale, high) })}
          </p>
        </dd>
      </dl>
      <p className="mt-1 max-w-prose text-sm text-muted">{t('help')}</p>
    </Card>
  );
}
