import { type Agreement, agreementOf } from './agreement.ts';

interface Votes {
  a: number;
  b: number;
}
const times = (n: number, votes: Votes): Votes[] => Array.from({ length: n }, () => votes);

/*
 * AC1 = (p_a - p_e) / (1 - p_e), by hand. p_a is the mean over comparisons of the share of agreeing pairs of raters,
 * pi the mean share of votes for a, and p_e = 2 pi (1 - pi) for two categories.
 */
const cases: [string, Votes[], Agreement][] = [
  ['nothing at all', [], { pairs: 0, agreeing: 0, share: null, ac1: null }],
  [
    'comparisons with one vote each',
    [
      { a: 1, b: 0 },
      { a: 0, b: 1 },
    ],
    { pairs: 0, agreeing: 0, share: null, ac1: null },
  ],
  // p_a = 1; pi = 1, p_e = 0: AC1 = (1 - 0) / (1 - 0) = 1. Kappa would be 0 / 0 here.
  ['two who always prefer a', times(3, { a: 2, b: 0 }), { pairs: 3, agreeing: 3, share: 1, ac1: 1 }],
  // p_a = 1; pi = (1 + 0) / 2 = 1/2, p_e = 2 · 1/2 · 1/2 = 1/2: AC1 = (1 - 1/2) / (1 - 1/2) = 1.
  [
    'two who agree on either side',
    [
      { a: 2, b: 0 },
      { a: 0, b: 2 },
    ],
    { pairs: 2, agreeing: 2, share: 1, ac1: 1 },
  ],
  // p_a = 0; pi = 1/2, p_e = 1/2: AC1 = (0 - 1/2) / (1 - 1/2) = -1.
  ['two who never agree', times(4, { a: 1, b: 1 }), { pairs: 4, agreeing: 0, share: 0, ac1: -1 }],
  // p_a = (1 + 1 + 0 + 0) / 4 = 1/2; pi = (1 + 0 + 1/2 + 1/2) / 4 = 1/2, p_e = 1/2: AC1 = 0.
  [
    'agreement as often as chance has it',
    [{ a: 2, b: 0 }, { a: 0, b: 2 }, ...times(2, { a: 1, b: 1 })],
    { pairs: 4, agreeing: 2, share: 0.5, ac1: 0 },
  ],
  // p_a = 9/10; pi = (9 · 1 + 1/2) / 10 = 19/20, p_e = 2 · 19/20 · 1/20 = 19/200:
  // AC1 = (180/200 - 19/200) / (181/200) = 161/181 = 0.8895. Kappa would be -0.05: the paradox that AC1 avoids.
  [
    'ten comparisons nearly all for a',
    [...times(9, { a: 2, b: 0 }), { a: 1, b: 1 }],
    { pairs: 10, agreeing: 9, share: 0.9, ac1: 161 / 181 },
  ],
  // Three votes make 3 pairs, of which 2:1 agrees in 1. p_a = (1/3 + 1) / 2 = 2/3; pi = (2/3 + 1) / 2 = 5/6,
  // p_e = 2 · 5/6 · 1/6 = 5/18: AC1 = (12/18 - 5/18) / (13/18) = 7/13. Pairs: 3 + 3, agreeing 1 + 3.
  [
    'three raters',
    [
      { a: 2, b: 1 },
      { a: 3, b: 0 },
    ],
    { pairs: 6, agreeing: 4, share: 4 / 6, ac1: 7 / 13 },
  ],
  // Comparisons count alike whatever their votes: p_a = (0 + 1) / 2 = 1/2; pi = (1/2 + 1) / 2 = 3/4,
  // p_e = 2 · 3/4 · 1/4 = 3/8: AC1 = (4/8 - 3/8) / (5/8) = 1/5. Pairs: 1 + 6, agreeing 0 + 6.
  [
    'different numbers of raters',
    [
      { a: 1, b: 1 },
      { a: 4, b: 0 },
    ],
    { pairs: 7, agreeing: 6, share: 6 / 7, ac1: 1 / 5 },
  ],
  // The single vote says nothing of agreement, not even of how often a is preferred: as 'two who never agree'.
  [
    'a single vote among others',
    [
      { a: 1, b: 1 },
      { a: 1, b: 0 },
    ],
    { pairs: 1, agreeing: 0, share: 0, ac1: -1 },
  ],
];

test.each(cases)('%s', (_, votes, { ac1, share, ...counts }) => {
  const agreement = agreementOf(votes);
  expect(agreement).toMatchObject(counts);
  if (ac1 === null || share === null) expect(agreement).toMatchObject({ ac1, share });
  else {
    expect(agreement.share).toBeCloseTo(share, 12);
    expect(agreement.ac1).toBeCloseTo(ac1, 12);
  }
});
