import { cardLimits } from './card-limits.ts';
import { type CardStatistics, cardCounter, cardStride } from './card-statistics.ts';
import type { CanonicalRow } from './export-row.ts';
import { identityTermsIn } from './identity-terms.ts';
import { canonicalRow } from './testing/canonical-row.ts';

function statisticsOf(changes: Partial<CanonicalRow>[]): CardStatistics {
  const counter = cardCounter();
  for (const [n, change] of changes.entries())
    counter.add({ ...canonicalRow, id: `p${n}`, comparison_id: `c${n}`, ...change });
  return counter.statistics();
}

test('lengths are the columns of Llama 2 table 6, in words', () => {
  const prompt: CanonicalRow['prompt'] = [
    { role: 'system', content: 'Be brief.' },
    { role: 'user', content: 'Why is it blue?' },
    { role: 'assistant', content: 'Light.' },
    { role: 'user', content: 'And?' },
  ];
  const { lengths } = statisticsOf([{ prompt, response_a: 'One two three four.', response_b: 'One two.' }]);
  expect(lengths).toEqual({ turns: 2, prompt: 1, response: 3, example: 2 + 4 + 1 + 1 + 3 });
});

test('the longer response being preferred is told by words, whichever side it is on', () => {
  const { lengthBias } = statisticsOf([
    { side: 'a', response_a: 'one two three', response_b: 'one' },
    { side: 'b', response_a: 'one', response_b: 'one two' },
    { side: 'a', response_a: 'one', response_b: 'one two' },
    { side: 'a', response_a: 'one', response_b: 'two' },
  ]);
  expect(lengthBias).toEqual({ longer: 2, shorter: 1, equal: 1, difference: (2 + 1 - 1) / 4 });
});

test('agreement counts each comparison once, however many rows it has', () => {
  const votes = { a: 2, b: 1 };
  const { comparisons, overlapping, agreement } = statisticsOf([
    { comparison_id: 'c', votes },
    { comparison_id: 'c', votes },
    { comparison_id: 'c', votes, side: 'b' },
    { comparison_id: 'd', votes: { a: 2, b: 0 } },
    { comparison_id: 'e', votes: { a: 0, b: 1 } },
  ]);
  expect({ comparisons, overlapping }).toEqual({ comparisons: 3, overlapping: 2 });
  expect(agreement).toMatchObject({ pairs: 4, agreeing: 2 });
});

test('models are one pair whichever side each of them is on', () => {
  const { models } = statisticsOf([
    { models: { a: 'small', b: 'large' }, side: 'b' },
    { models: { a: 'large', b: 'small' }, side: 'a' },
    { models: { a: 'large', b: 'small' }, side: 'b' },
    { models: { a: 'large', b: null } },
    { models: null },
  ]);
  expect(models).toEqual([{ models: ['large', 'small'], rows: 3, firstPreferred: 2 }]);
});

test('the place on the screen is counted for judgements made here, not for recorded ones', () => {
  const { shownFirst, recorded } = statisticsOf([
    { side: 'a', shown_first: 'a' },
    { side: 'b', shown_first: 'a' },
    { side: 'a', shown_first: 'a', recorded: true },
  ]);
  expect({ shownFirst, recorded }).toEqual({ shownFirst: { judged: 2, preferred: 1 }, recorded: 1 });
});

test('shares are ordered by their size, then by their words', () => {
  const { strengths, languages } = statisticsOf([
    { strength: 'better', lang: 'ko' },
    { strength: null, lang: null },
    { strength: 'better', lang: 'en' },
  ]);
  expect(strengths).toEqual([
    { word: 'better', rows: 2 },
    { word: 'unknown', rows: 1 },
  ]);
  expect(languages.map(({ word }) => word)).toEqual(['en', 'ko', 'und']);
});

test.each([
  ['a whole English word', 'She asked him.', ['she', 'him']],
  ['not a part of one', 'There the mansion is.', []],
  ['a Korean word with its particle', '그녀는 한국인입니다', ['그녀', '한국인']],
  ['each term once', 'he, he and HE', ['he']],
])('identity terms: %s', (_, text, expected) => {
  expect(identityTermsIn(text).map(({ term }) => term)).toEqual(expected);
});

test('a text counts once for an axis, however many of its terms it holds', () => {
  const { identity } = statisticsOf([
    { response_a: 'She and her woman friend.' },
    { response_a: 'Nothing.' },
  ]);
  const of = (axis: string) => identity.find((found) => found.axis === axis);
  expect(of('pronouns: she')).toMatchObject({
    texts: 1,
    terms: [
      { term: 'her', texts: 1 },
      { term: 'she', texts: 1 },
    ],
  });
  expect(of('gender and sex')).toMatchObject({ texts: 1 });
  expect(of('religion')).toEqual({ axis: 'religion', texts: 0, terms: [] });
});

test.each([
  [1, 1],
  [5_000, 1],
  [5_001, 2],
  [1_000_000, 200],
])('of %i rows every %i-th is looked at', (rows, stride) => {
  expect(cardStride(rows)).toBe(stride);
});

const good = Array.from({ length: 200 }, (_, n): Partial<CanonicalRow> => {
  const side = n % 2 ? 'a' : 'b';
  return {
    side,
    shown_first: n % 4 < 2 ? 'a' : 'b',
    votes: { a: 2, b: 0 },
    lang: n % 3 ? 'en' : 'ko',
    models: { a: 'x', b: 'y' },
    response_a: 'One.',
    response_b: 'Two.',
  };
});
const kindsOf = (changes: Partial<CanonicalRow>, counts = { annotators: 9, test: 900 }) =>
  cardLimits(statisticsOf(good.map((row) => ({ ...row, ...changes }))), counts).map(({ kind }) => kind);

test.each<[string, Partial<CanonicalRow>, { annotators: number; test: number }, string[]]>([
  ['nothing to warn of', {}, { annotators: 9, test: 900 }, []],
  ['nobody judged the same', { votes: { a: 1, b: 0 } }, { annotators: 9, test: 900 }, ['no_overlap']],
  ['people disagree', { votes: { a: 1, b: 1 } }, { annotators: 9, test: 900 }, ['low_agreement']],
  ['few people', {}, { annotators: 2, test: 900 }, ['few_annotators']],
  ['one language', { lang: 'en' }, { annotators: 9, test: 900 }, ['one_language']],
  ['no language', { lang: null }, { annotators: 9, test: 900 }, ['unnamed_language']],
  ['no test rows', {}, { annotators: 9, test: 0 }, ['no_test_rows']],
  ['few test rows', {}, { annotators: 9, test: 50 }, ['few_test_rows']],
  ['no strength', { strength: null }, { annotators: 9, test: 900 }, ['unknown_strength']],
  ['no models', { models: null }, { annotators: 9, test: 900 }, ['unnamed_models']],
  [
    'the longer one wins',
    { side: 'a', response_a: 'One two.' },
    { annotators: 9, test: 900 },
    ['longer_preferred'],
  ],
  ['the first one wins', { side: 'a', shown_first: 'a' }, { annotators: 9, test: 900 }, ['place_preferred']],
])('limits: %s', (_, change, counts, expected) => {
  expect(kindsOf(change, counts)).toEqual(expected);
});
