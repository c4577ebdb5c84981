'use client';

import type { CurvePoint } from '@preferably/contracts';
import { useLocale, useTranslations } from 'next-intl';
import { useMemo } from 'react';
import { Card } from '../../components/ui/card.tsx';
import { Table, Td, Th } from '../../components/ui/table.tsx';
import { formatDecimal, formatShare } from '../../lib/format.ts';
import { curveRows, drawnCurve } from './curve.ts';
import { CurvePanel } from './curve-chart.tsx';
import { accuracyText } from './format-measured.ts';
import { rateText } from './recipe-texts.ts';

/** Loss and accuracy along the run, live while it goes on, with their numbers in a table. */
export function CurvesCard({ points, steps }: { points: readonly CurvePoint[]; steps: number }) {
  const t = useTranslations('runs.curves');
  const locale = useLocale();
  const curve = useMemo(() => drawnCurve(points), [points]);
  const [first, last] = [curve.points[0], curve.points.at(-1)];
  if (!first || !last) {
    return (
      <Card title={t('title')}>
        <p className="text-muted">{t('empty')}</p>
      </Card>
    );
  }
  const loss = (value: number) => formatDecimal(locale, value, 3);
  const percent = (value: number) => formatShare(locale, value, 0);
  const shared = {
    points: curve.points,
    lastStep: Math.max(steps, last.step),
    names: {
      step: t('step'),
      plain: curve.each === 1 ? t('each') : t('eachOf', { n: curve.each }),
      mean: t('mean', { n: curve.window }),
    },
  };
  const along = { firstStep: first.step, lastStep: last.step, window: curve.window };
  return (
    <Card title={t('title')} description={t('description')}>
      <div className="grid gap-x-6 gap-y-5 lg:grid-cols-2">
        <CurvePanel
          {...shared}
          title={t('loss')}
          note={t('lossNote')}
          plain="loss"
          mean="meanLoss"
          reference={{ value: Math.LN2, label: 'ln 2' }}
          format={(value) => formatDecimal(locale, value, 2)}
          summary={t('lossSummary', { ...along, first: loss(first.meanLoss), last: loss(last.meanLoss) })}
        />
        <CurvePanel
          {...shared}
          title={t('accuracy')}
          note={t('accuracyNote')}
          plain="accuracy"
          mean="meanAccuracy"
          reference={{ value: 0.5, label: t('chance') }}
          format={percent}
          summary={t('accuracySummary', {
            ...along,
            first: percent(first.meanAccuracy),
            last: percent(last.meanAccuracy),
          })}
        />
      </div>
      <details className="mt-3">
        <summary className="text-sm font-medium">{t('table')}</summary>
        <CurveTable points={points} />
      </details>
    </Card>
  );
}

function CurveTable({ points }: { points: readonly CurvePoint[] }) {
  const t = useTranslations('runs.curves');
  const locale = useLocale();
  return (
    <div className="mt-2 max-w-xl">
      <Table caption={t('tableCaption')}>
        <thead>
          <tr>
            <Th>{t('steps')}</Th>
            <Th numeric>{t('loss')}</Th>
            <Th numeric>{t('accuracyShort')}</Th>
            <Th numeric>{t('learningRate')}</Th>
          </tr>
        </thead>
        <tbody>
          {curveRows(points).map((row) => (
            <tr key={row.from}>
              <Td className="tabular-nums">{row.from === row.to ? row.from : `${row.from}–${row.to}`}</Td>
              <Td numeric>{formatDecimal(locale, row.loss, 3)}</Td>
              <Td numeric>{accuracyText(locale, row)}</Td>
              <Td numeric>{rateText(Number(row.learningRate.toPrecision(3)))}</Td>
            </tr>
          ))}
        </tbody>
      </Table>
    </div>
  );
}
