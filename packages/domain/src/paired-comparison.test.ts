// The expected figures are those of the trainer's own comparison in Python (NumPy and SciPy) on the same made-up pairs.
import { erfc, mcnemar } from './mcnemar.ts';
import { comparePaired, neededPairs, type PairScores } from './paired-comparison.ts';

test.each([
  [0, 0, 'exact', null, 1],
  [1, 0, 'exact', null, 1],
  [5, 5, 'exact', null, 1],
  [7, 2, 'exact', null, 0.1796875],
  [12, 12, 'exact', null, 1],
  [3, 21, 'exact', null, 0.0002771615982055664],
  [20, 5, 'chi_square_corrected', 7.84, 0.005110260660855866],
  [24, 1, 'chi_square_corrected', 19.36, 1.0825087815407719e-5],
  [40, 40, 'chi_square_corrected', 0, 1],
  [60, 41, 'chi_square_corrected', 3.207920792079208, 0.07328255322488668],
  [130, 90, 'chi_square_corrected', 6.913636363636364, 0.008554085071697616],
] as const)('McNemar of %i against %i', (onlyA, onlyB, kind, statistic, p) => {
  const found = mcnemar(onlyA, onlyB);
  expect([found.test, found.statistic]).toEqual([kind, statistic]);
  expect(Math.abs(found.p / p - 1)).toBeLessThan(1e-12);
});

test('erfc is continuous where its two forms meet', () => {
  expect(erfc(0)).toBe(1);
  expect(erfc(2 - 1e-12) / erfc(2)).toBeCloseTo(1, 10);
  expect(erfc(2) / 0.004677734981047266).toBeCloseTo(1, 12);
});

test.each([
  [0.2, 0.05, 626],
  [0.1, 0.1, 77],
  [0.05, 0.01, 3923],
  [0.3, -0.02, 5885],
  [0.2, 0, null],
  [0.5, 0.3, 42],
])('with a share of %d discordant pairs, a difference of %d needs %p pairs', (share, difference, pairs) => {
  expect(neededPairs(share, difference)).toBe(pairs);
});

/** The scores of two models, the second a bit better, by a generator that is the same in both languages. */
function made(count: number, perDialog: number, seed: number) {
  let state = seed;
  const random = () => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) & 0x7fff_ffff;
    return state / 2_147_483_648;
  };
  const round = (x: number) => Math.round(x * 1000) / 1000;
  const [a, b] = [new Map<string, PairScores>(), new Map<string, PairScores>()];
  for (let n = 0; n < count; n++) {
    const [id, root, easy] = [`p${n}`, `d${Math.floor(n / perDialog)}`, random() < 0.6];
    const chosenA = round(random() + (easy ? 0.3 : 0));
    const chosenB = round(random() + (easy ? 0.55 : 0.1));
    a.set(id, { id, root, chosen: chosenA, rejected: round(random()) });
    const rejected = round(random());
    if (n % 17) b.set(id, { id, root, chosen: chosenB, rejected });
  }
  return { a, b };
}

test.each([
  {
    ...{ count: 60, perDialog: 2, seed: 1, pairs: 56, dialogs: 30, accuracyA: 0.6964285714285714 },
    ...{ accuracyB: 0.8392857142857143, interval: [0.03508771929824561, 0.2641509433962264] },
    ...{ onlyA: 2, onlyB: 10, ties: 0, needed: 81, verdict: 'b_better' },
  },
  {
    ...{ count: 400, perDialog: 3, seed: 2, pairs: 376, dialogs: 134, accuracyA: 0.6502659574468085 },
    ...{ accuracyB: 0.7340425531914894, interval: [0.014704901960784314, 0.14706082705561788] },
    ...{ onlyA: 57, onlyB: 90, ties: 3, needed: 435, verdict: 'b_better' },
  },
  {
    ...{ count: 2000, perDialog: 1, seed: 3, pairs: 1882, dialogs: 1882, accuracyA: 0.6780021253985122 },
    ...{ accuracyB: 0.7757704569606801, interval: [0.06986583421891604, 0.1267268862911796] },
    ...{ onlyA: 255, onlyB: 439, ties: 4, needed: 301, verdict: 'b_better' },
  },
  {
    ...{ count: 12, perDialog: 4, seed: 4, pairs: 11, dialogs: 3, accuracyA: 0.5454545454545454 },
    ...{ accuracyB: 0.36363636363636365, interval: null },
    ...{ onlyA: 4, onlyB: 2, ties: 0, needed: 128, verdict: 'too_few_pairs' },
  },
  {
    ...{ count: 3000, perDialog: 5, seed: 7, pairs: 2823, dialogs: 600, accuracyA: 0.6528515763372299 },
    ...{ accuracyB: 0.7872830322352108, interval: [0.11288604898828541, 0.15684986971688814] },
    ...{ onlyA: 327, onlyB: 707, ties: 3, needed: 157, verdict: 'b_better' },
  },
])('$count pairs, $perDialog a dialog', (one) => {
  const { a, b } = made(one.count, one.perDialog, one.seed);
  const found = comparePaired(a, b, 0);
  expect(found).toMatchObject({
    ...{ pairs: one.pairs, onlyScoredByA: one.count - one.pairs, onlyScoredByB: 0, dialogs: one.dialogs },
    ...{ rightOnlyA: one.onlyA, rightOnlyB: one.onlyB, ties: one.ties, neededPairs: one.needed },
    verdict: one.verdict,
  });
  expect(found?.accuracyA).toBeCloseTo(one.accuracyA, 12);
  expect(found?.accuracyB).toBeCloseTo(one.accuracyB, 12);
  // Other draws of the same distribution: 2000 of them leave the ends uncertain by about a tenth of the half-width.
  const interval = found?.differenceCi95 ?? null;
  expect(interval === null).toBe(one.interval === null);
  if (!interval || !one.interval) return;
  const tolerance = ((one.interval[1] as number) - (one.interval[0] as number)) / 20;
  expect(Math.abs(interval[0] - (one.interval[0] as number))).toBeLessThan(tolerance);
  expect(Math.abs(interval[1] - (one.interval[1] as number))).toBeLessThan(tolerance);
});

test('one seed gives one interval, in whatever order the pairs come', () => {
  const { a, b } = made(400, 3, 2);
  const turned = new Map([...a].toReversed());
  expect(comparePaired(turned, b, 5)).toEqual(comparePaired(a, b, 5));
  expect(comparePaired(a, b, 5)?.differenceCi95).not.toEqual(comparePaired(a, b, 6)?.differenceCi95);
});

test('two models that rank alike are not told apart, and without a common pair there is nothing to say', () => {
  const { a } = made(40, 1, 1);
  expect(comparePaired(a, a, 0)).toMatchObject({
    verdict: 'no_difference',
    neededPairs: null,
    difference: 0,
  });
  expect(comparePaired(a, new Map(), 0)).toBeNull();
});
