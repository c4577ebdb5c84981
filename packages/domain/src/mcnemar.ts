/** Discordant pairs below which the exact test is used. */
export const EXACT_BELOW = 25;

export interface McNemar {
  test: 'exact' | 'chi_square_corrected';
  /** Chi-square with one degree of freedom; null of the exact test. */
  statistic: number | null;
  p: number;
}

/**
 * For pairs that only one model, and only the other, ranks right (McNemar 1947): the exact two-sided binomial test
 * below 25 of them, else chi-square with the continuity correction of Edwards 1948. p is 1 where there is no such pair.
 */
export function mcnemar(onlyA: number, onlyB: number): McNemar {
  const discordant = onlyA + onlyB;
  if (discordant < EXACT_BELOW) return { test: 'exact', statistic: null, p: exact(onlyA, onlyB) };
  // Where both counts agree the correction would turn a difference of 0 into one of 1.
  const statistic = Math.max(0, Math.abs(onlyA - onlyB) - 1) ** 2 / discordant;
  return { test: 'chi_square_corrected', statistic, p: erfc(Math.sqrt(statistic / 2)) };
}

/** Twice the smaller tail of a fair coin. */
function exact(onlyA: number, onlyB: number): number {
  const n = onlyA + onlyB;
  let ways = 1;
  let tail = 0;
  for (let k = 0; k <= Math.min(onlyA, onlyB); k++) {
    tail += ways;
    ways = (ways * (n - k)) / (k + 1);
  }
  return Math.min(1, (2 * tail) / 2 ** n);
}

/** erfc(x) for x >= 0: its series near 0, else its continued fraction (Abramowitz & Stegun 7.1.6 and 7.1.14). */
export function erfc(x: number): number {
  const scale = Math.exp(-x * x) / Math.sqrt(Math.PI);
  if (x < 2) {
    let term = 2 * x;
    let sum = term;
    for (let n = 1; term > sum * 1e-17; n++) {
      term *= (2 * x * x) / (2 * n + 1);
      sum += term;
    }
    return 1 - scale * sum;
  }
  let fraction = x;
  for (let n = 60; n > 0; n--) fraction = x + n / 2 / fraction;
  return scale / fraction;
}
