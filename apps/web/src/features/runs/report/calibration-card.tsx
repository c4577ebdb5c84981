'use client';

import { type Calibration, MIN_CALIBRATION_PAIRS } from '@preferably/contracts';
import { useLocale, useTranslations } from 'next-intl';
import { Card } from '../../../components/ui/card.tsx';
import { Notice } from '../../../components/ui/notice.tsx';
import { Table, Td, Th } from '../../../components/ui/table.tsx';
import { formatCount, formatDecimal, formatShare } from '../../../lib/format.ts';
import { accuracyText, intervalText } from '../format-measured.ts';
import { caveatOf } from './caveat-of.ts';
import { Numbers } from './chart-look.tsx';
import { ReliabilityChart } from './reliability-chart.tsx';

/** Whether the model's probabilities can be believed, as it came out and after one slope was fitted. */
export function CalibrationCard({ calibration, name }: { calibration: Calibration; name: string }) {
  const t = useTranslations('report.calibration');
  const locale = useLocale();
  const { before, after, slope } = calibration;
  if (!before) return null;
  const best = after ?? before;
  const caveat = caveatOf(calibration);
  const summary = t('summary', {
    name,
    before: formatShare(locale, before.ece),
    after: after ? formatShare(locale, after.ece) : '',
    fitted: String(after !== null),
  });
  return (
    <Card title={t('title')} description={t('hint')}>
      <div className="grid gap-x-8 gap-y-5 lg:grid-cols-2">
        <ReliabilityChart calibration={calibration} summary={summary} />
        <div className="flex min-w-0 flex-col gap-3">
          <MeasuresTable calibration={calibration} name={name} />
          <p className="text-sm">
            {slope === null
              ? t('noSlope', { n: calibration.fitted_on_pairs })
              : t('slope', { slope: formatDecimal(locale, slope, 3), n: calibration.fitted_on_pairs })}
          </p>
          {caveat ? (
            <p className="text-sm text-muted">{t(`caveat.${caveat}`, { least: MIN_CALIBRATION_PAIRS })}</p>
          ) : null}
          <Notice tone={best.ece <= 2 * best.ece_floor ? 'ok' : 'warn'}>
            {t('verdict', {
              verdict:
                best.ece <= best.ece_floor ? 'below' : best.ece <= 2 * best.ece_floor ? 'near' : 'above',
            })}
          </Notice>
        </div>
      </div>
      <Numbers title={t('numbers')}>
        <BinsTable calibration={calibration} name={name} />
      </Numbers>
    </Card>
  );
}

function MeasuresTable({ calibration, name }: { calibration: Calibration; name: string }) {
  const t = useTranslations('report.calibration');
  const locale = useLocale();
  const { before, after } = calibration;
  if (!before) return null;
  const share = (value: number) => formatShare(locale, value, 1);
  const number = (value: number) => formatDecimal(locale, value, 3);
  const rows = [
    { key: 'ece', text: share },
    { key: 'ece_floor', text: share },
    { key: 'nll', text: number },
    { key: 'brier', text: number },
  ] as const;
  return (
    <Table caption={t('measuresOf', { name })}>
      <thead>
        <tr>
          <Th>{t('measure')}</Th>
          <Th numeric>{t('before')}</Th>
          <Th numeric>{t('after')}</Th>
        </tr>
      </thead>
      <tbody>
        {rows.map(({ key, text }) => (
          <tr key={key}>
            <th scope="row" className="border-b border-line px-2.5 py-1.5 text-left font-normal">
              {t(key)}
              <span className="block text-xs text-muted">{t(`${key}Hint`)}</span>
            </th>
            <Td numeric>{text(before[key])}</Td>
            <Td numeric>{after ? text(after[key]) : '–'}</Td>
          </tr>
        ))}
      </tbody>
    </Table>
  );
}

function BinsTable({ calibration, name }: { calibration: Calibration; name: string }) {
  const t = useTranslations('report.calibration');
  const locale = useLocale();
  const series = [
    { when: t('before'), bins: calibration.bins_before },
    { when: t('after'), bins: calibration.bins_after ?? [] },
  ];
  return (
    <Table caption={t('binsOf', { name })}>
      <thead>
        <tr>
          <Th>{t('when')}</Th>
          <Th numeric>{t('pairs')}</Th>
          <Th numeric>{t('said')}</Th>
          <Th numeric>{t('seen')}</Th>
          <Th numeric>{t('interval')}</Th>
        </tr>
      </thead>
      <tbody>
        {series.flatMap(({ when, bins }) =>
          bins.map((bin) => (
            <tr key={`${when} ${bin.confidence}`}>
              <Td>{when}</Td>
              <Td numeric>{formatCount(locale, bin.count)}</Td>
              <Td numeric>{accuracyText(locale, { accuracy: bin.confidence })}</Td>
              <Td numeric>{accuracyText(locale, bin)}</Td>
              <Td numeric>{intervalText(locale, bin)}</Td>
            </tr>
          )),
        )}
      </tbody>
    </Table>
  );
}
