'use client';

import { useTranslations } from 'next-intl';
import {
  CartesianGrid,
  Line,
  LineChart,
  ReferenceLine,
  ResponsiveContainer,
  Tooltip,
  XAxis,
  YAxis,
} from 'recharts';
import type { DrawnPoint } from './curve.ts';
import { niceTicks } from './nice-ticks.ts';

const axis = { fontSize: 12, fill: 'var(--color-muted)' } as const;

interface Props {
  points: readonly DrawnPoint[];
  plain: 'loss' | 'accuracy';
  mean: 'meanLoss' | 'meanAccuracy';
  /** The step at which the run will end, so that an empty right half says how much is missing. */
  lastStep: number;
  reference: { value: number; label: string };
  format: (value: number) => string;
  names: { plain: string; mean: string; step: string };
  /** The chart in a sentence, for those who cannot see it; the numbers stand in a table below. */
  summary: string;
}

/** A thin dotted line for each step and a strong one for the running mean: told apart without colour. */
export function CurveChart(props: Props) {
  const { points, names, format } = props;
  const values = points.flatMap((p) => [p[props.plain], p[props.mean]]).concat(props.reference.value);
  const ticks = niceTicks(values);
  const domain = [ticks[0] ?? 0, ticks.at(-1) ?? 1];
  return (
    <figure className="m-0">
      <div role="img" aria-label={props.summary} className="h-56 w-full">
        <ResponsiveContainer width="100%" height="100%" initialDimension={{ width: 500, height: 224 }}>
          <LineChart
            data={[...points]}
            margin={{ top: 8, right: 12, bottom: 0, left: 0 }}
            accessibilityLayer={false}
          >
            <CartesianGrid stroke="var(--color-line)" vertical={false} />
            <XAxis
              dataKey="step"
              type="number"
              domain={[0, props.lastStep]}
              tick={axis}
              tickLine={false}
              stroke="var(--color-line-strong)"
              minTickGap={40}
              allowDecimals={false}
            />
            <YAxis
              domain={domain}
              tick={axis}
              tickLine={false}
              axisLine={false}
              tickFormatter={format}
              width={48}
              ticks={ticks}
              interval={0}
            />
            <ReferenceLine
              y={props.reference.value}
              stroke="var(--color-line-strong)"
              strokeDasharray="6 4"
              label={{ value: props.reference.label, position: 'insideTopRight', ...axis }}
            />
            <Tooltip
              isAnimationActive={false}
              cursor={{ stroke: 'var(--color-line-strong)' }}
              contentStyle={{
                background: 'var(--color-raised)',
                border: '1px solid var(--color-line)',
                borderRadius: 6,
                padding: '4px 8px',
                fontSize: 13,
              }}
              itemStyle={{ color: 'var(--color-ink)', padding: 0 }}
              labelStyle={{ color: 'var(--color-muted)' }}
              labelFormatter={(step) => `${names.step} ${String(step)}`}
              formatter={(value) => format(Number(value))}
            />
            <Line
              dataKey={props.plain}
              name={names.plain}
              stroke="var(--color-chart-2)"
              strokeWidth={1}
              strokeDasharray="1.5 2.5"
              strokeLinecap="round"
              dot={points.length < 3 ? { r: 2 } : false}
              isAnimationActive={false}
            />
            <Line
              dataKey={props.mean}
              name={names.mean}
              stroke="var(--color-chart-1)"
              strokeWidth={2.25}
              dot={false}
              isAnimationActive={false}
            />
          </LineChart>
        </ResponsiveContainer>
      </div>
      <figcaption className="mt-1 flex flex-wrap gap-x-5 gap-y-1 text-xs text-muted">
        <Sample dashed>{names.plain}</Sample>
        <Sample>{names.mean}</Sample>
      </figcaption>
    </figure>
  );
}

function Sample({ dashed, children }: { dashed?: boolean; children: React.ReactNode }) {
  return (
    <span className="inline-flex items-center gap-1.5">
      <svg aria-hidden="true" width="28" height="8">
        <line
          x1="1"
          x2="27"
          y1="4"
          y2="4"
          stroke={dashed ? 'var(--color-chart-2)' : 'var(--color-chart-1)'}
          strokeWidth={dashed ? 1.25 : 2.25}
          strokeLinecap="round"
          strokeDasharray={dashed ? '1.5 2.5' : undefined}
        />
      </svg>
      {children}
    </span>
  );
}

/** Title, chart and a note under one heading. */
export function CurvePanel(props: Props & { title: string; note: string }) {
  const { title, note, ...chart } = props;
  const t = useTranslations('runs.curves');
  return (
    <div className="min-w-0">
      <h3 className="mb-1 text-sm font-medium">
        {title} <span className="font-normal text-muted">· {t('byStep')}</span>
      </h3>
      <CurveChart {...chart} />
      <p className="mt-1 text-xs text-muted">{note}</p>
    </div>
  );
}
