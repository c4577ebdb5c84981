import type { StrengthKey } from './worth.ts';

type Shape = 'square' | 'disc' | 'triangle' | 'diamond' | 'cross';

/** Told apart by shape, filling and dashes before colour, so that a grey print reads as well. */
export const looks: Record<
  StrengthKey,
  { shape: Shape; filled: boolean; dash: string | undefined; colour: string }
> = {
  significantly_better: { shape: 'square', filled: true, dash: undefined, colour: 'var(--color-chart-1)' },
  better: { shape: 'disc', filled: false, dash: '7 3', colour: 'var(--color-chart-2)' },
  slightly_better: { shape: 'triangle', filled: true, dash: '2 3', colour: 'var(--color-chart-3)' },
  negligibly_better: { shape: 'diamond', filled: false, dash: '7 3 2 3', colour: 'var(--color-chart-4)' },
  unknown: { shape: 'cross', filled: false, dash: '1 4', colour: 'var(--color-muted)' },
};

const paths: Record<Shape, string> = {
  square: 'M-4 -4H4V4H-4Z',
  disc: 'M4.2 0A4.2 4.2 0 1 1 -4.2 0A4.2 4.2 0 1 1 4.2 0Z',
  triangle: 'M0 -5.5L5 4.5H-5Z',
  diamond: 'M0 -5.5L5.5 0L0 5.5L-5.5 0Z',
  cross: 'M-4 -4L4 4M-4 4L4 -4',
};

function Mark({ of, x, y }: { of: StrengthKey; x: number; y: number }) {
  const { shape, filled, colour } = looks[of];
  return (
    <path
      d={paths[shape]}
      transform={`translate(${x} ${y})`}
      fill={filled ? colour : 'var(--color-surface)'}
      stroke={colour}
      strokeWidth={1.5}
    />
  );
}

/** The dot of a line, as the chart library wants it. */
export const dotOf = (of: StrengthKey) =>
  function Dot({ cx, cy, value }: { cx?: number; cy?: number; value?: unknown }) {
    return cx === undefined || cy === undefined || value === null ? <g /> : <Mark of={of} x={cx} y={cy} />;
  };

/** The line and its mark, as the legend shows them. */
export function Sample({ of }: { of: StrengthKey }) {
  const { dash, colour } = looks[of];
  return (
    <svg aria-hidden="true" width="34" height="14" className="shrink-0">
      <line x1="1" x2="33" y1="7" y2="7" stroke={colour} strokeWidth={1.5} strokeDasharray={dash} />
      <Mark of={of} x={17} y={7} />
    </svg>
  );
}
