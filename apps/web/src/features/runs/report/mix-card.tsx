'use client';

import type { Mix } from '@preferably/contracts';
import { useLocale, useTranslations } from 'next-intl';
import { Card } from '../../../components/ui/card.tsx';
import { Notice } from '../../../components/ui/notice.tsx';
import { Table, Td, Th } from '../../../components/ui/table.tsx';
import { formatCount } from '../../../lib/format.ts';
import { accuracyText } from '../format-measured.ts';
import { sumOf } from './bins.ts';

/**
 * What the mix was made of. Nothing to say where the run learnt from its own alone.
 * @param pairs what was trained on and what was held back of it for calibration
 */
export function MixCard({ mix, pairs }: { mix: Mix; pairs: number }) {
  const t = useTranslations('report.mix');
  const locale = useLocale();
  const sources = Object.keys(mix.available);
  if (sources.length === 0) return null;
  const drawn = sumOf(Object.values(mix.drawn));
  // What the tokenizer cannot hold falls out afterwards, of whichever source: it is taken off the run's own here.
  const own = Math.max(0, pairs - drawn);
  const share = (n: number) => accuracyText(locale, { accuracy: pairs > 0 ? Math.min(1, n / pairs) : null });
  return (
    <Card title={t('title')} description={t('hint')}>
      <div className="max-w-3xl">
        <Table caption={t('title')}>
          <thead>
            <tr>
              <Th>{t('source')}</Th>
              <Th numeric>{t('drawn')}</Th>
              <Th numeric>{t('available')}</Th>
              <Th numeric>{t('share')}</Th>
            </tr>
          </thead>
          <tbody>
            <tr>
              <th scope="row" className="border-b border-line px-2.5 py-1.5 text-left font-medium">
                {t('own')}
              </th>
              <Td numeric>{formatCount(locale, own)}</Td>
              <Td numeric>{t('all')}</Td>
              <Td numeric>{share(own)}</Td>
            </tr>
            {sources.map((source) => (
              <tr key={source}>
                <th
                  scope="row"
                  className="border-b border-line px-2.5 py-1.5 text-left font-normal [overflow-wrap:anywhere]"
                >
                  {source}
                </th>
                <Td numeric>{formatCount(locale, mix.drawn[source] ?? 0)}</Td>
                <Td numeric>{formatCount(locale, mix.available[source] ?? 0)}</Td>
                <Td numeric>{share(mix.drawn[source] ?? 0)}</Td>
              </tr>
            ))}
          </tbody>
        </Table>
      </div>
      {mix.short ? (
        <Notice tone="warn" className="mt-3">
          {t('short', { wanted: mix.wanted, drawn })}
        </Notice>
      ) : (
        <p className="mt-2 text-sm text-muted">{t('wanted', { wanted: mix.wanted })}</p>
      )}
    </Card>
  );
}
