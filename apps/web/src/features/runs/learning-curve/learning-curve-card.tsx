'use client';

import type { LearningCurve } from '@preferably/contracts';
import { useLocale, useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { Card } from '../../../components/ui/card.tsx';
import { formatCount } from '../../../lib/format.ts';
import { accuracyText, signedPoints } from '../format-measured.ts';
import { PairsChart } from './pairs-chart.tsx';
import { PointsTable } from './points-table.tsx';
import { largestPoint, worthOf } from './worth.ts';

/** What more comparisons are worth: the answer in a sentence, the curve it comes from, and its numbers. */
export function LearningCurveCard({ curve, source }: { curve: LearningCurve; source?: ReactNode }) {
  const t = useTranslations('learningCurve');
  const locale = useLocale();
  const { expected_gain: gain, ci95, pairs: next } = curve.next_thousand;
  const [first, last] = [curve.points[0], curve.points.at(-1)];
  const points = (value: number) => signedPoints(locale, value);
  const said = t(`worth.${worthOf(curve)}`, {
    next,
    pairs: largestPoint(curve).pairs,
    gain: points(gain),
    low: points(ci95?.[0] ?? 0),
    high: points(ci95?.[1] ?? 0),
  });
  const slope = { slope: points(curve.slope_per_doubling), n: curve.points.length };
  const on = { pairs: curve.test_pairs, dialogs: curve.test_dialogs };
  const text = (accuracy: number | undefined) => accuracyText(locale, { accuracy: accuracy ?? null });
  return (
    <Card title={t('title', { next })} description={source}>
      <p className="mb-1 max-w-prose text-lg">{said}</p>
      <p className="mb-4 max-w-prose text-sm text-muted">
        {curve.slope_ci95
          ? t('slope', {
              ...slope,
              ...on,
              low: points(curve.slope_ci95[0]),
              high: points(curve.slope_ci95[1]),
            })
          : t('slopeAlone', { ...slope, ...on })}
      </p>
      <div className="grid gap-x-8 gap-y-5 xl:grid-cols-[5fr_7fr]">
        <PairsChart
          curve={curve}
          summary={t('summary', {
            least: formatCount(locale, first?.pairs ?? 0),
            most: formatCount(locale, last?.pairs ?? 0),
            from: text(first?.accuracy),
            to: text(last?.accuracy),
          })}
        />
        <div className="min-w-0">
          <PointsTable curve={curve} />
          <p className="mt-2 text-xs text-muted">{t('limits')}</p>
        </div>
      </div>
    </Card>
  );
}
