/** A small seeded generator (mulberry32): the same texts in every run, on every machine. */
export function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}

const onsets = ['b', 'k', 'l', 'm', 'n', 'pr', 'st', 't', 'v', 'w', 'y', 'z', 'ch', 'fl', 'gr', 's'];
const rimes = ['a', 'e', 'i', 'o', 'u', 'an', 'el', 'ing', 'or', 'un', 'ex', 'ast'];
// As many as make two texts as unlike as people's are: their roots are looked through for near-duplicates.
const syllables = onsets.flatMap((onset) => rimes.map((rime) => onset + rime));

/** Words of invented syllables with the punctuation of prose: quotes, line breaks and letters beyond ASCII included. */
export function prose(random: () => number, length: number): string {
  const pick = (from: readonly string[]) => from[Math.floor(random() * from.length)] ?? '';
  let text = '';
  while (text.length < length) {
    const word = Array.from({ length: 1 + Math.floor(random() * 4) }, () => pick(syllables)).join('');
    text += word + pick([' ', ' ', ' ', ' ', ' ', ', ', '. ', '.\n\n', ' “née” ', ' "so" ', ' 그래서 ']);
  }
  return text.slice(0, length);
}

/** Lines of our import format, each a comparison of about 2 KB: a question and two answers, judged if asked for. */
export function* comparisonLines(count: number, judged: boolean): Generator<string> {
  const random = randomFrom(count);
  const strengths = ['significantly_better', 'better', 'slightly_better', 'negligibly_better'];
  for (let i = 0; i < count; i++) {
    const line = {
      id: `generated-${i}`,
      prompt: [{ role: 'user', content: prose(random, 200 + Math.floor(random() * 200)) }],
      response_a: prose(random, 500 + Math.floor(random() * 600)),
      response_b: prose(random, 500 + Math.floor(random() * 600)),
      lang: 'en',
    };
    const side = random() < 0.5 ? 'a' : 'b';
    const strength = strengths[i % strengths.length];
    const rater = `rater-${i % 40}`;
    const judgement = { annotators: [{ id: rater, preferred: side, strength, shown_first: 'a' }] };
    yield `${JSON.stringify(judged ? { ...line, ...judgement } : line)}\n`;
  }
}

/**
 * Lines of our import format with dialogs as people have them with an assistant: one to four questions, each but the last
 * one answered, turns of some tens of words, and two short answers. One is preferred.
 */
export function* dialogLines(count: number): Generator<string> {
  const random = randomFrom(count);
  const turn = (role: string) => ({ role, content: prose(random, 40 + Math.floor(random() ** 2 * 700)) });
  for (let i = 0; i < count; i++) {
    const earlier = Array.from({ length: Math.floor(random() * 4) }, () => [turn('user'), turn('assistant')]);
    const line = {
      id: `dialog-${i}`,
      domain: 'safety',
      prompt: [...earlier.flat(), turn('user')],
      response_a: turn('assistant').content,
      response_b: turn('assistant').content,
      preferred: random() < 0.5 ? 'a' : 'b',
    };
    yield `${JSON.stringify(line)}\n`;
  }
}
