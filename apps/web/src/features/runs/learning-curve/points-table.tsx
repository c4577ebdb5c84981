'use client';

import type { LearningCurve } from '@preferably/contracts';
import { useLocale, useTranslations } from 'next-intl';
import { Table, Td, Th } from '../../../components/ui/table.tsx';
import { formatCount } from '../../../lib/format.ts';
import { accuracyText, intervalText } from '../format-measured.ts';
import { useStrengthName } from './use-strength-name.ts';
import { boundsOf, strengthsOf } from './worth.ts';

const wraps = 'whitespace-normal [overflow-wrap:normal]';

/** The numbers of the chart: a line a share, a column a strength, each with its interval. */
export function PointsTable({ curve }: { curve: LearningCurve }) {
  const t = useTranslations('learningCurve');
  const locale = useLocale();
  const nameOf = useStrengthName();
  const keys = strengthsOf(curve);
  return (
    <Table caption={t('tableCaption')}>
      <thead>
        <tr className="[&>th]:align-bottom">
          <Th>{t('share')}</Th>
          <Th numeric>{t('pairs')}</Th>
          <Th numeric>{t('all')}</Th>
          {keys.map((key) => (
            <Th key={key} numeric className={wraps}>
              {nameOf(key)}
            </Th>
          ))}
        </tr>
      </thead>
      <tbody>
        {curve.points.map((point) => (
          <tr key={point.share}>
            <th
              scope="row"
              className="border-b border-line px-2.5 py-1.5 text-left font-normal whitespace-nowrap tabular-nums"
            >
              {point.share === '1' ? t('wholeShare') : point.share}
            </th>
            <Td numeric>{formatCount(locale, point.pairs)}</Td>
            <Cell measured={{ accuracy: point.accuracy, ci95: boundsOf(point) }} strong />
            {keys.map((key) => {
              const row = point.by_strength.find((each) => each.strength === key);
              return (
                <Cell
                  key={key}
                  measured={
                    row ? { ...row, ci95: row.ci95_clustered ?? row.ci95 } : { accuracy: null, ci95: null }
                  }
                />
              );
            })}
          </tr>
        ))}
      </tbody>
    </Table>
  );
}

function Cell(props: {
  measured: { accuracy: number | null; ci95: [number, number] | null };
  strong?: boolean;
}) {
  const locale = useLocale();
  return (
    <Td numeric className={props.strong ? 'font-semibold' : undefined}>
      {accuracyText(locale, props.measured)}
      <span className="block text-xs font-normal whitespace-nowrap text-muted">
        {intervalText(locale, props.measured)}
      </span>
    </Td>
  );
}
