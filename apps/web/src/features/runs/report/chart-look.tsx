'use client';

import type { ReactNode } from 'react';
import { cn } from '../../../lib/cn.ts';

/** What the charts of a report share. */
export const axisText = { fontSize: 12, fill: 'var(--color-muted)' } as const;

export const axisLook = {
  tick: axisText,
  tickLine: false,
  stroke: 'var(--color-line-strong)',
} as const;

/** What a vertical axis measures, read from below. */
export const upright = (value: string) => ({
  value,
  angle: -90,
  position: 'insideLeft' as const,
  style: { textAnchor: 'middle' as const },
  ...axisText,
});

export const tooltipLook = {
  isAnimationActive: false,
  contentStyle: {
    background: 'var(--color-raised)',
    border: '1px solid var(--color-line)',
    borderRadius: 6,
    padding: '4px 8px',
    fontSize: 13,
  },
  itemStyle: { color: 'var(--color-ink)', padding: 0 },
  labelStyle: { color: 'var(--color-muted)' },
} as const;

type Shape = 'disc' | 'square' | 'diamond' | 'triangle';
interface At {
  cx?: number | undefined;
  cy?: number | undefined;
}

/** Told apart by shape and filling before colour: a filled disc, an empty square, a filled diamond, an empty triangle. */
const shapes: Record<Shape, (x: number, y: number) => ReactNode> = {
  disc: (x, y) => <circle cx={x} cy={y} r={4.5} fill="var(--color-chart-1)" />,
  square: (x, y) => (
    <rect
      x={x - 4}
      y={y - 4}
      width={8}
      height={8}
      fill="var(--color-surface)"
      stroke="var(--color-chart-2)"
      strokeWidth={1.75}
    />
  ),
  diamond: (x, y) => (
    <path d={`M${x} ${y - 6}L${x + 6} ${y}L${x} ${y + 6}L${x - 6} ${y}Z`} fill="var(--color-chart-3)" />
  ),
  triangle: (x, y) => (
    <path
      d={`M${x} ${y - 6}L${x + 6} ${y + 5}L${x - 6} ${y + 5}Z`}
      fill="var(--color-surface)"
      stroke="var(--color-chart-4)"
      strokeWidth={1.75}
    />
  ),
};

export const pointOf = (shape: Shape) =>
  function Point({ cx, cy }: At) {
    return cx === undefined || cy === undefined ? <g /> : <g>{shapes[shape](cx, cy)}</g>;
  };

/** A line of the legend: the mark as it is drawn, and its words. */
export function Legend({
  shape,
  line,
  children,
}: {
  shape?: Shape;
  line?: 'solid' | 'dashed';
  children: ReactNode;
}) {
  return (
    <span className="inline-flex items-center gap-1.5">
      <svg aria-hidden="true" width="28" height="14">
        {line ? (
          <line
            x1="1"
            x2="27"
            y1="7"
            y2="7"
            stroke={line === 'dashed' ? 'var(--color-chart-2)' : 'var(--color-chart-1)'}
            strokeWidth={2}
            strokeDasharray={line === 'dashed' ? '5 3' : undefined}
          />
        ) : null}
        {shape ? shapes[shape](14, 7) : null}
      </svg>
      {children}
    </span>
  );
}

/** A chart that says in a sentence what it shows; its numbers stand in a table beside it. */
export function Figure(props: {
  summary: string;
  className?: string;
  legend?: ReactNode;
  children: ReactNode;
}) {
  return (
    <figure className="m-0 min-w-0">
      <div role="img" aria-label={props.summary} className={cn('h-64 w-full', props.className)}>
        {props.children}
      </div>
      {props.legend ? (
        <figcaption className="mt-1 flex flex-wrap gap-x-5 gap-y-1 text-xs text-muted">
          {props.legend}
        </figcaption>
      ) : null}
    </figure>
  );
}

/** The numbers of a chart, folded away. */
export function Numbers({ title, children }: { title: string; children: ReactNode }) {
  return (
    <details className="mt-3">
      <summary className="text-sm font-medium">{title}</summary>
      <div className="mt-2">{children}</div>
    </details>
  );
}
