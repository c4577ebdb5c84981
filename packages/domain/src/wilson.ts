/**
 * The Wilson score interval of a share at 95 %: unlike the textbook interval it stays inside 0 and 1 and holds for
 * small counts (Brown, Cai and DasGupta 2001, "Interval Estimation for a Binomial Proportion").
 */
export function wilson(hits: number, count: number): { low: number; high: number } {
  if (count <= 0) return { low: 0, high: 1 };
  const z = 1.959964;
  const share = hits / count;
  const scale = 1 + (z * z) / count;
  const middle = (share + (z * z) / (2 * count)) / scale;
  const half = (z / scale) * Math.sqrt((share * (1 - share)) / count + (z * z) / (4 * count * count));
  return { low: Math.max(0, middle - half), high: Math.min(1, middle + half) };
}
