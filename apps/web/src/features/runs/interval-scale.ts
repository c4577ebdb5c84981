import type { Measured } from './conclusions.ts';

export interface Scale {
  low: number;
  high: number;
}

/** Tenths around every interval and 50 %, shared by the bars that stand in one table so that they can be compared. */
export function scaleAround(all: readonly Measured[]): Scale {
  const ends = all.flatMap(({ ci95 }) => ci95 ?? []);
  return {
    low: Math.floor(Math.min(0.4, ...ends) * 10 + 1e-9) / 10,
    high: Math.ceil(Math.max(0.6, ...ends) * 10 - 1e-9) / 10,
  };
}

/** Where a share stands between the ends of the scale, in percent of its width. */
export const placeOn = ({ low, high }: Scale, share: number) => ((share - low) / (high - low)) * 100;

export function ticksOf({ low, high }: Scale): number[] {
  const ticks: number[] = [];
  for (let tenth = Math.round(low * 10); tenth <= Math.round(high * 10); tenth += 1) ticks.push(tenth / 10);
  return ticks;
}
