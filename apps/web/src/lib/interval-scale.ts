export type Interval = readonly [low: number, high: number];

export interface Scale {
  low: number;
  high: number;
}

/** Tenths around every interval and 50 %, shared by the bars that stand in one table so that they can be compared. */
export function scaleAround(intervals: readonly (Interval | null | undefined)[]): Scale {
  const ends = intervals.flatMap((interval) => interval ?? []);
  return {
    low: Math.floor(Math.min(0.4, ...ends) * 10 + 1e-9) / 10,
    high: Math.ceil(Math.max(0.6, ...ends) * 10 - 1e-9) / 10,
  };
}

/** As wide to the left as to the right: no difference is in the middle. Whole tenths, and one at least. */
export function differenceScale(difference: number, interval: Interval | null): Scale {
  const widest = Math.max(0.1, ...[difference, ...(interval ?? [])].map(Math.abs));
  const high = Math.ceil(widest * 10 - 1e-9) / 10;
  return { low: -high, high };
}

/** Where a share stands between the ends of the scale, in percent of its width; what lies outside stands at its end. */
export const placeOn = ({ low, high }: Scale, share: number) =>
  Math.min(100, Math.max(0, ((share - low) / (high - low)) * 100));

export function ticksOf({ low, high }: Scale): number[] {
  const ticks: number[] = [];
  for (let tenth = Math.round(low * 10); tenth <= Math.round(high * 10); tenth += 1) ticks.push(tenth / 10);
  return ticks;
}

/** The ticks with a number: with many tenths only every second one has room, and the reference is one of them. */
export function numberedTicks(scale: Scale, reference: number): number[] {
  const ticks = ticksOf(scale);
  return ticks.length <= 5 ? ticks : ticks.filter((tick) => Math.round((tick - reference) * 10) % 2 === 0);
}
