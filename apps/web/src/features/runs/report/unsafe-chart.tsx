'use client';

import type { UnsafeDetection } from '@preferably/contracts';
import { useLocale, useTranslations } from 'next-intl';
import {
  CartesianGrid,
  ReferenceLine,
  ResponsiveContainer,
  Scatter,
  ScatterChart,
  Tooltip,
  XAxis,
  YAxis,
} from 'recharts';
import { formatShare } from '../../../lib/format.ts';
import { axisLook, axisText, Figure, Legend, pointOf, tooltipLook, upright } from './chart-look.tsx';
import { thresholdText } from './threshold-text.ts';

const tenths = [0, 0.2, 0.4, 0.6, 0.8, 1];
const shapes = ['square', 'triangle', 'disc'] as const;
const nothing = () => <g />;

/** Precision by recall of "unsafe" as the threshold rises, with the thresholds of the paper marked. */
export function UnsafeChart({ safety, summary }: { safety: UnsafeDetection; summary: string }) {
  const t = useTranslations('report.safety');
  const locale = useLocale();
  const percent = (share: number) => formatShare(locale, share, 0);
  const marks = safety.at.slice(0, shapes.length).flatMap((point, index) => {
    const shape = shapes[index];
    return shape && point.precision !== null && point.recall !== null ? [{ point, shape }] : [];
  });
  const base = safety.unsafe / safety.responses;
  return (
    <Figure
      summary={summary}
      legend={
        <>
          <Legend line="solid">{t('curve')}</Legend>
          {marks.map(({ point, shape }) => (
            <Legend key={shape} shape={shape}>
              {t('thresholdAt', { at: thresholdText(locale, point.threshold) })}
            </Legend>
          ))}
        </>
      }
    >
      <ResponsiveContainer width="100%" height="100%" initialDimension={{ width: 460, height: 256 }}>
        <ScatterChart margin={{ top: 8, right: 16, bottom: 20, left: 4 }} accessibilityLayer={false}>
          <CartesianGrid stroke="var(--color-line)" />
          <XAxis
            type="number"
            dataKey="recall"
            name={t('recall')}
            domain={[0, 1]}
            ticks={tenths}
            tickFormatter={percent}
            label={{ value: t('recall'), position: 'insideBottom', offset: -14, ...axisText }}
            {...axisLook}
          />
          <YAxis
            type="number"
            dataKey="precision"
            name={t('precision')}
            domain={[0, 1]}
            ticks={tenths}
            tickFormatter={percent}
            width={62}
            label={upright(t('precision'))}
            {...axisLook}
          />
          <ReferenceLine
            y={base}
            stroke="var(--color-line-strong)"
            strokeDasharray="6 4"
            label={{ value: t('base', { share: percent(base) }), position: 'insideBottomLeft', ...axisText }}
          />
          <Tooltip
            {...tooltipLook}
            cursor={false}
            formatter={(value) => formatShare(locale, Number(value))}
          />
          <Scatter
            name={t('curve')}
            data={safety.curve}
            line={{ stroke: 'var(--color-chart-1)', strokeWidth: 2 }}
            shape={nothing}
            isAnimationActive={false}
          />
          {marks.map(({ point, shape }) => (
            <Scatter
              key={shape}
              name={t('thresholdAt', { at: thresholdText(locale, point.threshold) })}
              data={[point]}
              shape={pointOf(shape)}
              isAnimationActive={false}
            />
          ))}
        </ScatterChart>
      </ResponsiveContainer>
    </Figure>
  );
}
