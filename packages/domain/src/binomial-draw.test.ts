import { drawBinomial } from './binomial-draw.ts';
import { seededRandom } from './seeded-random.ts';

test.each([
  [20, 0.05],
  [1000, 0.004],
  [40, 0.5],
  [1000, 0.3],
  [100_000, 0.93],
])('of %i trials at %d, mean and variance are those of the binomial', (trials, share) => {
  const random = seededRandom(11);
  const draws = 20_000;
  let [sum, squares] = [0, 0];
  for (let i = 0; i < draws; i++) {
    const drawn = drawBinomial(trials, share, random);
    if (!Number.isInteger(drawn) || drawn < 0 || drawn > trials) throw new RangeError(`${drawn} was drawn`);
    sum += drawn;
    squares += drawn * drawn;
  }
  const [mean, wanted, variance] = [sum / draws, trials * share, trials * share * (1 - share)];
  expect(Math.abs(mean - wanted)).toBeLessThan(4 * Math.sqrt(variance / draws));
  expect((squares / draws - mean * mean) / variance).toBeCloseTo(1, 1);
});

test('nothing is drawn of nothing, and everything of what is certain', () => {
  const random = seededRandom(1);
  expect([drawBinomial(0, 0.5, random), drawBinomial(9, 0, random), drawBinomial(9, 1, random)]).toEqual([
    0, 0, 9,
  ]);
});
