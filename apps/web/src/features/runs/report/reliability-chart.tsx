'use client';

import type { Calibration, ReliabilityBin } from '@preferably/contracts';
import { useLocale, useTranslations } from 'next-intl';
import {
  CartesianGrid,
  ErrorBar,
  ReferenceLine,
  ResponsiveContainer,
  Scatter,
  ScatterChart,
  Tooltip,
  XAxis,
  YAxis,
} from 'recharts';
import { formatShare } from '../../../lib/format.ts';
import { niceTicks } from '../nice-ticks.ts';
import { axisLook, Figure, Legend, pointOf, tooltipLook, upright } from './chart-look.tsx';

const confidences = [0.5, 0.6, 0.7, 0.8, 0.9, 1];
const [Disc, Square] = [pointOf('disc'), pointOf('square')];

/** How far the interval reaches down and up, as the library wants it. */
const withBars = (bins: readonly ReliabilityBin[]) =>
  bins.map((bin) => ({ ...bin, reach: [bin.accuracy - bin.ci95[0], bin.ci95[1] - bin.accuracy] }));

/** Said against seen: a model that can be believed lies on the diagonal. */
export function ReliabilityChart({ calibration, summary }: { calibration: Calibration; summary: string }) {
  const t = useTranslations('report.calibration');
  const locale = useLocale();
  const before = withBars(calibration.bins_before);
  const after = calibration.bins_after && withBars(calibration.bins_after);
  const low = Math.min(0.5, ...[...before, ...(after ?? [])].map((bin) => bin.ci95[0]));
  const ticks = niceTicks([low, 1]);
  const percent = (share: number) => formatShare(locale, share, 0);
  return (
    <Figure
      summary={summary}
      className="h-72"
      legend={
        <>
          <Legend shape="square">{t('before')}</Legend>
          {after ? <Legend shape="disc">{t('after')}</Legend> : null}
          <span>{t('diagonal')}</span>
        </>
      }
    >
      <ResponsiveContainer width="100%" height="100%" initialDimension={{ width: 460, height: 288 }}>
        <ScatterChart margin={{ top: 8, right: 16, bottom: 20, left: 4 }} accessibilityLayer={false}>
          <CartesianGrid stroke="var(--color-line)" />
          <XAxis
            type="number"
            dataKey="confidence"
            name={t('said')}
            domain={[0.5, 1]}
            ticks={confidences}
            tickFormatter={percent}
            label={{ value: t('said'), position: 'insideBottom', offset: -14, ...axisLook.tick }}
            {...axisLook}
          />
          <YAxis
            type="number"
            dataKey="accuracy"
            name={t('seen')}
            domain={[ticks[0] ?? 0, 1]}
            ticks={ticks.filter((tick) => tick <= 1)}
            tickFormatter={percent}
            width={62}
            label={upright(t('seen'))}
            {...axisLook}
          />
          <ReferenceLine
            segment={[
              { x: 0.5, y: 0.5 },
              { x: 1, y: 1 },
            ]}
            stroke="var(--color-ink)"
            strokeDasharray="6 4"
          />
          <Tooltip
            {...tooltipLook}
            cursor={false}
            formatter={(value) => formatShare(locale, Number(value))}
          />
          <Scatter name={t('before')} data={before} shape={Square} isAnimationActive={false}>
            {after ? null : <Bars />}
          </Scatter>
          {after ? (
            <Scatter name={t('after')} data={after} shape={Disc} isAnimationActive={false}>
              <Bars />
            </Scatter>
          ) : null}
        </ScatterChart>
      </ResponsiveContainer>
    </Figure>
  );
}

const Bars = () => (
  <ErrorBar
    dataKey="reach"
    direction="y"
    width={6}
    strokeWidth={1.25}
    stroke="var(--color-muted)"
    isAnimationActive={false}
  />
);
