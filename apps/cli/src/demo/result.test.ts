import { checkResult, type Figures } from './result.ts';

const model = (
  dimension: 'helpfulness' | 'safety',
  accuracy: number | null,
  low: number,
): Figures['models'][number] => ({
  dimension,
  base: 'b',
  parameters: 1,
  train_pairs: 10,
  test_pairs: 5,
  accuracy,
  ci95: accuracy === null ? null : [low, 0.9],
  by_strength: [],
  other_dimension_accuracy: 0.5,
  baseline_accuracy: 0.6,
  seconds: 1,
});
const figures = (helpful: [number | null, number], safe: [number | null, number]): Figures => ({
  projects: (['helpfulness', 'safety'] as const).map((dimension) => ({
    dimension,
    comparisons: 1,
    preferences: 1,
    annotators: 1,
    agreement: null,
  })),
  exports: (['helpfulness', 'safety'] as const).map((dimension) => ({
    dimension,
    rows: 1,
    bytes: 1,
    sha256: 'x',
  })),
  models: [model('helpfulness', ...helpful), model('safety', ...safe)],
});

const cases: [string, 'quick' | 'full', Figures, RegExp[]][] = [
  ['both models beat chance', 'full', figures([0.62, 0.58], [0.65, 0.6]), []],
  [
    'an accuracy of 55 % is not enough',
    'full',
    figures([0.55, 0.51], [0.65, 0.6]),
    [/helpfulness: accuracy 55\.0 %/u],
  ],
  [
    'an interval that touches 50 % is not enough',
    'full',
    figures([0.62, 0.58], [0.6, 0.5]),
    [/safety: the 95 % interval/u],
  ],
  ['a quick run only has to end with figures', 'quick', figures([0.4, 0.3], [0.4, 0.3]), []],
  [
    'a quick run without an accuracy is not ok',
    'quick',
    figures([null, 0], [0.6, 0.5]),
    [/helpfulness: the model has no accuracy/u],
  ],
];

test.each(cases)('%s', (_, mode, measured, words) => {
  const failed = checkResult(measured, mode);
  expect(failed).toHaveLength(words.length);
  for (const [i, word] of words.entries()) expect(failed[i]).toMatch(word);
});

test('a project that is missing altogether is named', () => {
  const none = { projects: [], exports: [], models: [] };
  expect(checkResult(none, 'quick')).toContain('safety: the export is empty');
});
