/** Two raters' sides of one comparison agree or not: the plain share over all pairs of raters. */
export interface Agreement {
  /** Pairs of preferences on the same comparison by two annotators. */
  pairs: number;
  /** Of those, pairs that preferred the same side. */
  agreeing: number;
  /** agreeing / pairs, between 0 and 1; null when nobody overlapped. */
  share: number | null;
  /** Gwet's AC1 over the two sides; null when nobody overlapped. */
  ac1: number | null;
}

/**
 * Agreement on the side over comparisons judged by two or more people.
 *
 * AC1 is Gwet's chance-corrected coefficient for two categories (Gwet 2008, "Computing inter-rater
 * reliability and its variance in the presence of high agreement", eq. 5-6), which Llama 2 A.3.7 preferred
 * because it stays stable when nearly all answers fall into one category.
 *
 * @param votes one entry a comparison: how many preferred side a and side b
 */
export function agreementOf(votes: Iterable<{ a: number; b: number }>): Agreement {
  let pairs = 0;
  let agreeing = 0;
  let units = 0;
  let observed = 0;
  let shareA = 0;
  for (const { a, b } of votes) {
    const n = a + b;
    if (n < 2) continue;
    const all = (n * (n - 1)) / 2;
    const same = (a * (a - 1)) / 2 + (b * (b - 1)) / 2;
    pairs += all;
    agreeing += same;
    units += 1;
    observed += same / all;
    shareA += a / n;
  }
  if (units === 0) return { pairs: 0, agreeing: 0, share: null, ac1: null };
  const pi = shareA / units;
  const chance = 2 * pi * (1 - pi);
  return { pairs, agreeing, share: agreeing / pairs, ac1: (observed / units - chance) / (1 - chance) };
}
