import { areNearDuplicates, leadersOf, signatureOf } from './near-duplicates.ts';

const prompt =
  'please write a short letter to my landlord about the broken heating in the kitchen and the bathroom';
const korean = '집주인에게 부엌과 욕실의 고장 난 난방에 대해 짧고 정중한 편지를 써 주세요 부탁드립니다';

test.each([
  ['the same text', prompt, prompt, true],
  ['one letter more', prompt, `${prompt}s`, true],
  ['a word exchanged near the end', prompt, prompt.replace('bathroom', 'bedroom'), true],
  ['a syllable of Hangul exchanged', korean, korean.replace('짧고', '길고'), true],
  ['the other half of the sentence', prompt, prompt.slice(50), false],
  [
    'another question of the same form',
    'what is the capital of france?',
    'what is the capital of peru?',
    false,
  ],
  ['unrelated texts', prompt, 'how do i bake bread without yeast when the oven is small', false],
  ['nothing and something', '', 'hello there', false],
  ['texts shorter than a shingle that differ', 'hi', 'ho', false],
])('%s', (_, one, other, expected) => {
  expect(areNearDuplicates(signatureOf(one), signatureOf(other))).toBe(expected);
});

test('a signature is a hundred bytes and twenty whole numbers of 32 bits, the same every time', () => {
  const signature = signatureOf(prompt);
  expect(signature.hashes).toHaveLength(100);
  expect(signature.bands).toHaveLength(20);
  for (const band of signature.bands) expect(band | 0).toBe(band);
  expect(signatureOf(prompt)).toEqual(signature);
});

test('two near-duplicates share a band, so an index over the bands finds every pair', () => {
  const words = prompt.split(' ');
  let pairs = 0;
  for (let i = 0; i < words.length; i++) {
    for (const change of ['', `${words[i]}x`, 'the', 'of']) {
      const other = signatureOf(words.with(i, change).join(' '));
      const one = signatureOf(prompt);
      if (!areNearDuplicates(one, other)) continue;
      pairs += 1;
      expect(one.bands.some((band) => other.bands.includes(band))).toBe(true);
    }
  }
  expect(pairs).toBeGreaterThan(20);
});

describe('the leaders of a new root', () => {
  const root = (sha256: string, text: string, leaders = [sha256]) => ({
    sha256,
    ...signatureOf(text),
    leaders,
  });

  test('a text unlike all before leads itself', () => {
    expect(leadersOf(root('b', 'how do i bake bread'), [root('a', prompt)])).toEqual(['b']);
  });

  test('a near-duplicate takes the leader of the earlier one, not the earlier one itself', () => {
    expect(leadersOf(root('c', `${prompt}!`), [root('b', prompt, ['a'])])).toEqual(['a']);
  });

  test('one between two takes the leaders of both, each once', () => {
    const earlier = [root('b', prompt, ['a']), root('d', `${prompt}?`, ['a', 'c'])];
    expect(leadersOf(root('e', `${prompt}!`), earlier)).toEqual(['a', 'c']);
  });
});
