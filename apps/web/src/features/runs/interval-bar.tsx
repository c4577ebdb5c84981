import { cn } from '../../lib/cn.ts';
import type { Measured } from './conclusions.ts';
import { placeOn, type Scale, ticksOf } from './interval-scale.ts';

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

/** An accuracy with its interval on a shared scale. The shape says whose it is; the numbers stand beside it. */
export function IntervalBar({ measured, scale, mark }: { measured: Measured; scale: Scale; mark: Mark }) {
  const { accuracy, ci95 } = measured;
  return (
    <div aria-hidden className="relative h-5 w-full min-w-20 sm:min-w-28">
      {ticksOf(scale).map((tick) => (
        <span
          key={tick}
          className={cn(
            'absolute inset-y-0 border-l',
            tick === 0.5 ? 'border-dashed border-line-strong' : 'border-line',
          )}
          style={{ left: `${placeOn(scale, tick)}%` }}
        />
      ))}
      {accuracy === null || ci95 === null ? null : (
        <>
          <span
            className={cn('absolute top-1/2 h-0.5 -translate-y-1/2', lines[mark])}
            style={{ left: `${placeOn(scale, ci95[0])}%`, right: `${100 - placeOn(scale, ci95[1])}%` }}
          />
          {ci95.map((end, index) => (
            <span
              key={index === 0 ? 'low' : 'high'}
              className={cn('absolute top-1/2 h-2.5 w-0.5 -translate-1/2', lines[mark])}
              style={{ left: `${placeOn(scale, end)}%` }}
            />
          ))}
          <span
            className={cn('absolute top-1/2 size-2.5 -translate-1/2 border-2', marks[mark])}
            style={{ left: `${placeOn(scale, accuracy)}%` }}
          />
        </>
      )}
    </div>
  );
}

/** The numbers of the scale, for the head of the column of bars. */
export function ScaleHead({ scale, format }: { scale: Scale; format: (share: number) => string }) {
  const ticks = ticksOf(scale);
  return (
    <span aria-hidden className="relative block h-4 w-full min-w-20 sm:min-w-28 font-normal tabular-nums">
      {ticks.map((tick, index) => {
        // With many tenths only every second number has room, on a phone only 50 %.
        const shown = ticks.length <= 5 || Math.round(tick * 10) % 2 === 1;
        if (!shown) return null;
        const edge = index === 0 ? '' : index === ticks.length - 1 ? '-translate-x-full' : '-translate-x-1/2';
        return (
          <span
            key={tick}
            className={cn('absolute', edge, tick === 0.5 || 'max-sm:hidden')}
            style={{ left: `${placeOn(scale, tick)}%` }}
          >
            {format(tick)}
          </span>
        );
      })}
    </span>
  );
}
