/** From so many expected successes on, rejection is quicker than counting them one by one. */
const REJECTION_FROM = 10;

/** How many of `trials` succeed, each with probability `share`, by uniform numbers in [0, 1). */
export function drawBinomial(trials: number, share: number, random: () => number): number {
  if (trials === 0 || share <= 0) return 0;
  if (share >= 1) return trials;
  if (share > 0.5) return trials - drawBinomial(trials, 1 - share, random);
  return trials * share < REJECTION_FROM
    ? byInversion(trials, share, random)
    : byRejection(trials, share, random);
}

/** Adds up the gaps between successes, which are geometric (Devroye 1986, X.4.3). */
function byInversion(trials: number, share: number, random: () => number): number {
  const log = Math.log1p(-share);
  let successes = 0;
  let at = 0;
  for (;;) {
    at += Math.floor(Math.log(1 - random()) / log) + 1;
    if (at > trials) return successes;
    successes += 1;
  }
}

/** BTRS: transformed rejection with squeeze (Hörmann 1993), in a time that does not grow with the trials. */
function byRejection(n: number, p: number, random: () => number): number {
  const spread = Math.sqrt(n * p * (1 - p));
  const b = 1.15 + 2.53 * spread;
  const a = -0.0873 + 0.0248 * b + 0.01 * p;
  const centre = n * p + 0.5;
  const squeeze = 0.92 - 4.2 / b;
  const odds = p / (1 - p);
  const alpha = (2.83 + 5.1 / b) * spread;
  const mode = Math.floor((n + 1) * p);
  for (;;) {
    const u = random() - 0.5;
    const v = random();
    const us = 0.5 - Math.abs(u);
    const k = Math.floor(((2 * a) / us + b) * u + centre);
    if (us >= 0.07 && v <= squeeze) return k;
    if (!(k >= 0 && k <= n)) continue;
    const bound =
      (mode + 0.5) * Math.log((mode + 1) / (odds * (n - mode + 1))) +
      (n + 1) * Math.log((n - mode + 1) / (n - k + 1)) +
      (k + 0.5) * Math.log((odds * (n - k + 1)) / (k + 1)) +
      tail(mode) +
      tail(n - mode) -
      tail(k) -
      tail(n - k);
    if (Math.log((v * alpha) / (a / (us * us) + b)) <= bound) return k;
  }
}

/** What Stirling's formula leaves of log k!, shifted by one as BTRS has it. */
function tail(k: number): number {
  const square = (k + 1) ** 2;
  return (1 / 12 - (1 / 360 - 1 / 1260 / square) / square) / (k + 1);
}
