'use client';

import { Bar, BarChart, Rectangle, ReferenceLine, ResponsiveContainer, XAxis, YAxis } from 'recharts';
import { type DrawnBin, drawnBins } from './bins.ts';
import { axisLook, Figure } from './chart-look.tsx';

/** One strength's differences of scores. Filled bars are ranked as people did, empty ones against them. */
export function StrengthHistogram(props: {
  edges: readonly number[];
  counts: readonly number[];
  /** The highest share of any strength, so that all rows have one height. */
  highest: number;
  /** Ticks stand under the last row alone. */
  ticks: readonly number[] | null;
  summary: string;
}) {
  const { edges, ticks } = props;
  const span = [edges[0] ?? 0, edges.at(-1) ?? 1];
  return (
    <Figure summary={props.summary} className={ticks ? 'h-20' : 'h-14'}>
      <ResponsiveContainer width="100%" height="100%" initialDimension={{ width: 460, height: 56 }}>
        <BarChart
          data={drawnBins(edges, props.counts)}
          margin={{ top: 4, right: 8, bottom: 0, left: 8 }}
          barCategoryGap={0}
          accessibilityLayer={false}
        >
          <XAxis
            dataKey="at"
            type="number"
            domain={span}
            height={ticks ? 24 : 1}
            {...axisLook}
            {...(ticks ? { ticks: [...ticks] } : { tick: false })}
          />
          <YAxis hide domain={[0, props.highest]} />
          <ReferenceLine x={0} stroke="var(--color-ink)" strokeDasharray="3 3" />
          <Bar dataKey="share" isAnimationActive={false} shape={Column} />
        </BarChart>
      </ResponsiveContainer>
    </Figure>
  );
}

interface ColumnProps {
  x?: number | string | undefined;
  y?: number | string | undefined;
  width?: number | string | undefined;
  height?: number | string | undefined;
  payload?: DrawnBin | undefined;
}

function Column({ x = 0, y = 0, width = 0, height = 0, payload }: ColumnProps) {
  const against = (payload?.at ?? 0) < 0;
  return (
    <Rectangle
      x={Number(x)}
      y={Number(y)}
      width={Math.max(1, Number(width) - 0.5)}
      height={Number(height)}
      fill={against ? 'var(--color-surface)' : 'var(--color-chart-1)'}
      stroke={against ? 'var(--color-chart-2)' : 'var(--color-chart-1)'}
      strokeWidth={against ? 1.25 : 0}
    />
  );
}
