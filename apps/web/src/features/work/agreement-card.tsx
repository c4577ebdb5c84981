import type { Activity } from '@preferably/contracts';
import { useLocale, useTranslations } from 'next-intl';
import { Card } from '../../components/ui/card.tsx';
import { Table, Td, Th } from '../../components/ui/table.tsx';
import { formatCount, formatShare } from '../../lib/format.ts';

/** How often the reader and others chose the same side, batch after batch of each project. */
export function AgreementCard({ batches }: { batches: Activity['batches'] }) {
  const t = useTranslations('work.agreement');
  const locale = useLocale();
  return (
    <Card title={t('title')}>
      {batches.length === 0 ? (
        <p className="text-muted">{t('none')}</p>
      ) : (
        <Table caption={t('caption')}>
          <thead>
            <tr>
              <Th>{t('batch')}</Th>
              <Th numeric>{t('judged')}</Th>
              <Th numeric>{t('share')}</Th>
              <Th className="w-1/4 max-sm:hidden">
                <span className="sr-only">{t('bar')}</span>
              </Th>
            </tr>
          </thead>
          <tbody>
            {batches.map((batch) => (
              <tr key={`${batch.projectId}-${batch.batchNumber}`}>
                <Td>
                  {t('batchOf', { number: batch.batchNumber, name: batch.name })}
                  <span className="block text-xs text-muted">{batch.projectName}</span>
                  {batch.gold.judged > 0 ? (
                    <span className="block text-xs tabular-nums">
                      {t('known', {
                        ...batch.gold,
                        share: formatShare(locale, batch.gold.correct / batch.gold.judged, 0),
                      })}
                    </span>
                  ) : null}
                </Td>
                <Td numeric>{formatCount(locale, batch.judged)}</Td>
                <Td numeric>
                  {formatShare(locale, batch.agreement.share, 0)}
                  <span className="block text-xs text-muted">
                    {batch.agreement.pairs === 0
                      ? t('alone')
                      : t('pairs', { pairs: batch.agreement.pairs, agreeing: batch.agreement.agreeing })}
                  </span>
                </Td>
                <Td className="align-middle max-sm:hidden">
                  {batch.agreement.share === null ? null : <ShareBar share={batch.agreement.share} />}
                </Td>
              </tr>
            ))}
          </tbody>
        </Table>
      )}
      <p className="mt-2 text-xs text-muted">{t('help')}</p>
    </Card>
  );
}

/** The dashed line is one half: where two people who guess would meet. */
function ShareBar({ share }: { share: number }) {
  return (
    <div aria-hidden className="relative h-2.5 rounded-sm bg-sunken">
      <div className="h-full rounded-sm bg-chart-1" style={{ width: `${share * 100}%` }} />
      <div className="absolute -inset-y-1 left-1/2 border-l border-dashed border-ink" />
    </div>
  );
}
