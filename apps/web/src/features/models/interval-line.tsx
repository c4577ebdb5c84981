import { cn } from '../../lib/cn.ts';

export interface Range {
  low: number;
  high: number;
}

const placeOn = ({ low, high }: Range, value: number) =>
  Math.min(100, Math.max(0, ((value - low) / (high - low)) * 100));

/**
 * A value with its interval on a scale, and a dashed line where there would be nothing to see (half, or no difference).
 * Length and place carry it, not colour; the numbers stand beside it, so it is not read out.
 */
export function IntervalLine(props: {
  value: number | null;
  interval: readonly [number, number] | null;
  scale: Range;
  reference: number;
  className?: string;
}) {
  const { value, interval, scale, reference } = props;
  const at = (share: number) => ({ left: `${placeOn(scale, share)}%` });
  return (
    <div aria-hidden className={cn('relative h-5 w-full min-w-28', props.className)}>
      <span className="absolute inset-x-0 top-1/2 border-t border-line" />
      <span className="absolute inset-y-0 border-l border-dashed border-line-strong" style={at(reference)} />
      {interval ? (
        <span
          className="absolute top-1/2 h-0.5 -translate-y-1/2 bg-chart-1"
          style={{ ...at(interval[0]), right: `${100 - placeOn(scale, interval[1])}%` }}
        />
      ) : null}
      {interval?.map((end, index) => (
        <span
          key={index === 0 ? 'low' : 'high'}
          className="absolute top-1/2 h-2.5 w-0.5 -translate-1/2 bg-chart-1"
          style={at(end)}
        />
      ))}
      {value === null ? null : (
        <span
          className="absolute top-1/2 size-2.5 -translate-1/2 rounded-full bg-chart-1"
          style={at(value)}
        />
      )}
    </div>
  );
}

/** The numbers of a scale, above or below its lines: both ends and where there would be nothing to see. */
export function ScaleNumbers(props: {
  scale: Range;
  reference: number;
  format: (value: number) => string;
  className?: string;
}) {
  const { scale, reference, format } = props;
  return (
    <span
      aria-hidden
      className={cn('relative block h-4 w-full min-w-28 text-xs tabular-nums', props.className)}
    >
      <span className="absolute left-0">{format(scale.low)}</span>
      <span className="absolute -translate-x-1/2" style={{ left: `${placeOn(scale, reference)}%` }}>
        {format(reference)}
      </span>
      <span className="absolute right-0">{format(scale.high)}</span>
    </span>
  );
}
