import { useLocale, useTranslations } from 'next-intl';
import { Card } from '../../../components/ui/card.tsx';
import { formatDecimal, formatShare } from '../../../lib/format.ts';
import type { Statistics } from './statistics-section.tsx';

/** How far people agree who judged the same comparison, with what the two numbers mean. */
export function AgreementCard({ agreement }: { agreement: Statistics['agreement'] }) {
  const t = useTranslations('projects.agreement');
  const locale = useLocale();
  if (agreement.pairs === 0) {
    return (
      <Card title={t('title')}>
        <p className="text-muted">{t('none')}</p>
      </Card>
    );
  }
  const rows = [
    {
      name: t('share'),
      value: formatShare(locale, agreement.share),
      note: t('pairs', { agreeing: agreement.agreeing, pairs: agreement.pairs }),
      help: t('shareHelp'),
    },
    { name: t('ac1'), value: formatDecimal(locale, agreement.ac1, 2), note: null, help: t('ac1Help') },
  ];
  return (
    <Card title={t('title')}>
      <dl className="flex flex-col gap-4">
        {rows.map((row) => (
          <div key={row.name}>
            <dt className="text-sm text-muted">{row.name}</dt>
            <dd>
              <span className="text-xl font-semibold tabular-nums">{row.value}</span>
              {row.note ? <span className="ml-2 text-sm text-muted tabular-nums">{row.note}</span> : null}
              <p className="max-w-prose text-sm text-muted">{row.help}</p>
            </dd>
          </div>
        ))}
      </dl>
    </Card>
  );
}
