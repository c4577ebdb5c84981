'use client';

import type { LearningCurve } from '@preferably/contracts';
import { useLocale, useTranslations } from 'next-intl';
import {
  CartesianGrid,
  ErrorBar,
  Line,
  LineChart,
  ReferenceLine,
  ResponsiveContainer,
  Tooltip,
  XAxis,
  YAxis,
} from 'recharts';
import { formatCount, formatShare } from '../../../lib/format.ts';
import { niceTicks } from '../nice-ticks.ts';
import { axisLook, axisText, Figure, tooltipLook, upright } from '../report/chart-look.tsx';
import { dotOf, looks, Sample } from './strength-look.tsx';
import { useStrengthName } from './use-strength-name.ts';
import { accuracyAt, boundsOf, strengthsOf } from './worth.ts';

/** Accuracy by strength against the pairs it was fitted on, on a logarithmic axis (Llama 2, figure 6). */
export function PairsChart({ curve, summary }: { curve: LearningCurve; summary: string }) {
  const t = useTranslations('learningCurve');
  const locale = useLocale();
  const nameOf = useStrengthName();
  const keys = strengthsOf(curve);
  const rows = curve.points.map((point) => {
    const [low, high] = boundsOf(point);
    return {
      pairs: point.pairs,
      all: point.accuracy,
      reach: [Math.max(0, point.accuracy - low), Math.max(0, high - point.accuracy)],
      ...Object.fromEntries(keys.map((key) => [key, accuracyAt(point, key)])),
    };
  });
  const values = curve.points.flatMap((point) => [
    ...boundsOf(point),
    ...keys.flatMap((key) => accuracyAt(point, key) ?? []),
  ]);
  const ticks = niceTicks([0.5, ...values]).filter((tick) => tick >= 0 && tick <= 1);
  const percent = (share: number) => formatShare(locale, share, 0);
  const sizes = [...new Set(rows.map((row) => row.pairs))];
  return (
    <Figure
      summary={summary}
      className="h-72"
      legend={
        <>
          <span className="inline-flex items-center gap-1.5">
            <svg aria-hidden="true" width="34" height="14" className="shrink-0">
              <line x1="1" x2="33" y1="7" y2="7" stroke="var(--color-ink)" strokeWidth={2.5} />
              <circle cx="17" cy="7" r="4.5" fill="var(--color-ink)" />
            </svg>
            {t('allPairs')}
          </span>
          {keys.map((key) => (
            <span key={key} className="inline-flex items-center gap-1.5">
              <Sample of={key} />
              {nameOf(key)}
            </span>
          ))}
        </>
      }
    >
      <ResponsiveContainer width="100%" height="100%" initialDimension={{ width: 460, height: 288 }}>
        <LineChart data={rows} margin={{ top: 8, right: 24, bottom: 20, left: 4 }} accessibilityLayer={false}>
          <CartesianGrid stroke="var(--color-line)" vertical={false} />
          <XAxis
            dataKey="pairs"
            type="number"
            scale="log"
            domain={['dataMin', 'dataMax']}
            ticks={sizes}
            tickFormatter={(pairs: number) => formatCount(locale, pairs)}
            padding={{ left: 16, right: 8 }}
            label={{ value: t('pairsAxis'), position: 'insideBottom', offset: -14, ...axisText }}
            {...axisLook}
          />
          <YAxis
            domain={[ticks[0] ?? 0, ticks.at(-1) ?? 1]}
            ticks={ticks}
            interval={0}
            tickFormatter={percent}
            width={62}
            label={upright(t('accuracy'))}
            {...axisLook}
          />
          <ReferenceLine
            y={0.5}
            stroke="var(--color-line-strong)"
            strokeDasharray="6 4"
            label={{ value: t('chance'), position: 'insideBottomRight', ...axisText }}
          />
          <Tooltip
            {...tooltipLook}
            cursor={{ stroke: 'var(--color-line-strong)' }}
            labelFormatter={(pairs) => t('pairsOf', { n: Number(pairs) })}
            formatter={(value) => formatShare(locale, Number(value))}
          />
          {keys.map((key) => (
            <Line
              key={key}
              dataKey={key}
              name={nameOf(key)}
              stroke={looks[key].colour}
              strokeDasharray={looks[key].dash}
              strokeWidth={1.5}
              dot={dotOf(key)}
              activeDot={false}
              connectNulls
              isAnimationActive={false}
            />
          ))}
          <Line
            dataKey="all"
            name={t('allPairs')}
            stroke="var(--color-ink)"
            strokeWidth={2.5}
            dot={{ r: 4, fill: 'var(--color-ink)' }}
            activeDot={false}
            isAnimationActive={false}
          >
            <ErrorBar
              dataKey="reach"
              direction="y"
              width={8}
              strokeWidth={1.25}
              stroke="var(--color-ink)"
              isAnimationActive={false}
            />
          </Line>
        </LineChart>
      </ResponsiveContainer>
    </Figure>
  );
}
