import { expect, test } from '@playwright/test';
import { areSimilar, differences, partsOf, shareOfCommonWords } from './similar-texts.ts';

const shares: [string, string[], string[], number][] = [
  ['the same words', ['a', 'b'], ['a', 'b'], 1],
  ['the same words in another order', ['a', 'b'], ['b', 'a'], 1],
  ['one of two', ['a', 'b'], ['a', 'c'], 0.5],
  ['a word counts as often as it stands', ['a', 'a', 'a'], ['a'], 0.5],
  ['nothing in common', ['a'], ['b'], 0],
  ['no words at all', [], [], 0],
];
for (const [name, a, b, wanted] of shares) {
  test(`share: ${name}`, () => {
    expect(shareOfCommonWords(a, b)).toBe(wanted);
  });
}

test('words that differ are told, by words and not by letters', () => {
  expect(differences('The cat sat on the mat.', 'The dog sat on the mat.', 'en')).toEqual([
    { text: 'The ', only: null },
    { text: 'cat', only: 'first' },
    { text: 'dog', only: 'second' },
    { text: ' sat on the mat.', only: null },
  ]);
});

test('Korean words are words', () => {
  const parts = differences('오늘은 날씨가 매우 좋습니다.', '오늘은 날씨가 아주 좋습니다.', 'ko');
  expect(parts?.filter((part) => part.only).map((part) => part.text)).toEqual(['매우', '아주']);
});

const whole: [string, string, string][] = [
  ['spaces and lines', 'a  b\n\n- c d e f g', 'a b\n- c d e f g'],
  ['something at the end', 'one two three', 'one two three four'],
  ['something at the start', 'zero one two three', 'one two three'],
  ['emoji', 'one two three 👩‍👩‍👧', 'one two three 👩‍👧'],
];
for (const [name, first, second] of whole) {
  test(`both texts are whole: ${name}`, () => {
    const parts = differences(first, second, null) ?? [];
    expect(
      partsOf(parts, 'first')
        .map((part) => part.text)
        .join(''),
    ).toBe(first);
    expect(
      partsOf(parts, 'second')
        .map((part) => part.text)
        .join(''),
    ).toBe(second);
  });
}

const pairs: [string, string, string, boolean][] = [
  ['one word of six', 'The cat sat on the mat.', 'The dog sat on the mat.', true],
  ['Korean', '오늘은 날씨가 매우 좋습니다.', '오늘은 날씨가 아주 좋습니다.', true],
  ['a script without spaces', '今日は天気がとても良いです。', '今日は天気がかなり良いです。', true],
  ['another script without spaces', '今日は天気がとても良いです。', '彼女は昨年京都へ引っ越した。', false],
  ['equal texts', 'a b c', 'a b c', false],
  ['texts about other things', 'The cat sat on the mat.', 'Prices rose by five percent.', false],
  ['texts without words', '!!!', '???', false],
  ['texts too long for it', `${'word '.repeat(5000)}a`, `${'word '.repeat(5000)}b`, false],
];
for (const [name, first, second, wanted] of pairs) {
  test(`similar: ${name}`, () => {
    expect(areSimilar(first, second)).toBe(wanted);
  });
}

test('an unknown language is no obstacle', () => {
  expect(differences('one two three', 'one two four', 'not a language')).not.toBeNull();
});

test('the same words in quite another order are given up', () => {
  const words = Array.from({ length: 2000 }, (_, n) => `w${(n * 7919) % 2000}`);
  const [first, second] = [words.join(' '), words.toReversed().join(' ')];
  expect(areSimilar(first, second)).toBe(true);
  expect(differences(first, second, 'en')).toBeNull();
});
