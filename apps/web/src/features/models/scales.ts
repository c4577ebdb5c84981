import type { RewardModel } from '@preferably/contracts';
import type { Range } from './interval-line.tsx';

/** Tenths around every interval and one half, so that the bars of one table can be compared. */
export function accuracyScale(models: readonly Pick<RewardModel, 'ownTest'>[]): Range {
  const ends = models.flatMap(({ ownTest }) => ownTest?.ci95 ?? []);
  return {
    low: Math.floor(Math.min(0.4, ...ends) * 10 + 1e-9) / 10,
    high: Math.ceil(Math.max(0.6, ...ends) * 10 - 1e-9) / 10,
  };
}

/** As wide to the left as to the right: no difference is in the middle. Whole tenths, and one at least. */
export function differenceScale(difference: number, interval: readonly [number, number] | null): Range {
  const widest = Math.max(0.1, ...[difference, ...(interval ?? [])].map(Math.abs));
  const high = Math.ceil(widest * 10 - 1e-9) / 10;
  return { low: -high, high };
}
