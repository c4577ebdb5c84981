import { cn } from '../lib/cn.ts';
import { type Interval, numberedTicks, placeOn, type Scale, ticksOf } from '../lib/interval-scale.ts';

export type Mark = 'disc' | 'square' | 'diamond' | 'ring';

const marks: Record<Mark, string> = {
  disc: 'rounded-full bg-chart-1 border-chart-1',
  square: 'bg-surface border-chart-2',
  diamond: 'rotate-45 bg-surface border-chart-3',
  ring: 'rounded-full bg-surface border-chart-4',
};
const lines: Record<Mark, string> = {
  disc: 'bg-chart-1',
  square: 'bg-chart-2',
  diamond: 'bg-chart-3',
  ring: 'bg-chart-4',
};

/** The shape that stands for somebody in the bars, for a legend. */
export function MarkSign({ mark }: { mark: Mark }) {
  return <span aria-hidden className={cn('inline-block size-2.5 shrink-0 border-2', marks[mark])} />;
}

/**
 * A value with its interval on a shared scale, and a dashed line at the reference: half, or no difference. Length and
 * place carry it, the shape says whose it is; the numbers stand beside it, so it is not read out.
 */
export function IntervalBar(props: {
  value: number | null;
  interval: Interval | null;
  scale: Scale;
  reference?: number;
  mark?: Mark;
}) {
  const { value, interval, scale, reference = 0.5, mark = 'disc' } = props;
  const at = (share: number) => ({ left: `${placeOn(scale, share)}%` });
  return (
    <div aria-hidden className="relative h-5 w-full min-w-20 sm:min-w-28">
      {ticksOf(scale).map((tick) => (
        <span
          key={tick}
          className={cn(
            'absolute inset-y-0 border-l',
            tick === reference ? 'border-dashed border-line-strong' : 'border-line',
          )}
          style={at(tick)}
        />
      ))}
      {interval ? (
        <span
          className={cn('absolute top-1/2 h-0.5 -translate-y-1/2', lines[mark])}
          style={{ ...at(interval[0]), right: `${100 - placeOn(scale, interval[1])}%` }}
        />
      ) : null}
      {interval?.map((end, index) => (
        <span
          key={index === 0 ? 'low' : 'high'}
          className={cn('absolute top-1/2 h-2.5 w-0.5 -translate-1/2', lines[mark])}
          style={at(end)}
        />
      ))}
      {value === null ? null : (
        <span
          className={cn('absolute top-1/2 size-2.5 -translate-1/2 border-2', marks[mark])}
          style={at(value)}
        />
      )}
    </div>
  );
}

/** The numbers of the scale, for the head of the column of bars or under one; where it is narrow, the reference alone. */
export function ScaleHead(props: {
  scale: Scale;
  reference?: number;
  format: (share: number) => string;
  className?: string;
}) {
  const { scale, reference = 0.5 } = props;
  return (
    <span
      aria-hidden
      className={cn(
        '@container relative block h-4 w-full min-w-20 text-xs font-normal tabular-nums sm:min-w-28',
        props.className,
      )}
    >
      {numberedTicks(scale, reference).map((tick) => {
        const edge = tick === scale.low ? '' : tick === scale.high ? '-translate-x-full' : '-translate-x-1/2';
        return (
          <span
            key={tick}
            className={cn('absolute whitespace-nowrap', edge, tick === reference || '@max-[9rem]:hidden')}
            style={{ left: `${placeOn(scale, tick)}%` }}
          >
            {props.format(tick)}
          </span>
        );
      })}
    </span>
  );
}
