import { agreementShare, plainProbability } from './model-agreement.ts';

test('a share comes with its interval', () => {
  const { share, ci95, ...counts } = agreementShare({ judged: 50, agreed: 15 });
  expect(counts).toEqual({ judged: 50, agreed: 15 });
  expect(share).toBe(0.3);
  expect(ci95?.[0]).toBeCloseTo(0.191, 3);
  expect(ci95?.[1]).toBeCloseTo(0.4375, 3);
});

test('of nothing there is no share', () => {
  expect(agreementShare({ judged: 0, agreed: 0 })).toEqual({ judged: 0, agreed: 0, share: null, ci95: null });
});

test.each([
  ['equal scores say nothing', 2, 2, 0.5],
  ['the better one is the likelier, by the logistic of the difference', 1, -1, 0.880797],
  ['and the other way round', -1, 1, 0.119203],
  ['a difference beyond every double stays a probability', -1e300, 1e300, 0],
])('%s', (_, a, b, probability) => {
  expect(plainProbability(a, b)).toBeCloseTo(probability, 6);
});
