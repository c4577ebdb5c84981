import { formatAccuracy, formatInterval } from '../../lib/format.ts';
import type { Measured } from './conclusions.ts';

export const accuracyText = (locale: string, { accuracy }: Pick<Measured, 'accuracy'>) =>
  formatAccuracy(locale, accuracy);

/** A share as percentage points: 0.0312 → "3.1". */
export const pointsText = (locale: string, share: number) =>
  new Intl.NumberFormat(locale, { minimumFractionDigits: 1, maximumFractionDigits: 1 }).format(share * 100);

/** A difference of two shares with its sign: 0.028 → "+2.8", −0.014 → "−1.4". */
export const signedPoints = (locale: string, difference: number) =>
  new Intl.NumberFormat(locale, {
    minimumFractionDigits: 1,
    maximumFractionDigits: 1,
    signDisplay: 'exceptZero',
  })
    .format(difference * 100)
    .replace('-', '−');

export const intervalText = (locale: string, { ci95 }: Pick<Measured, 'ci95'>) =>
  formatInterval(locale, ci95);

/** A rate with as many digits as say something: 0.42, 7.3, 1,204. */
export const rateOf = (locale: string, value: number) =>
  new Intl.NumberFormat(locale, { maximumFractionDigits: value < 1 ? 2 : value < 100 ? 1 : 0 }).format(value);

/** 134,515,584 → "135M" in the reader's language. */
export const compact = (locale: string, value: number) =>
  new Intl.NumberFormat(locale, { notation: 'compact', maximumSignificantDigits: 3 }).format(value);
