import type { Turn } from './dialog.ts';
import { readTranscripts, writeTranscript } from './hh-transcript.ts';

const question = '\n\nHuman: Why is the sky blue?\n\nAssistant:';
const user = (content: string): Turn => ({ role: 'user', content });
const assistant = (content: string): Turn => ({ role: 'assistant', content });

const good: [string, string, string, { prompt: Turn[]; chosen: string; rejected: string }][] = [
  [
    'one turn and two answers',
    `${question} Scattering.`,
    `${question} Paint.`,
    { prompt: [user('Why is the sky blue?')], chosen: 'Scattering.', rejected: 'Paint.' },
  ],
  [
    'several turns in common',
    `${question} Light.\n\nHuman: And?\n\nAssistant: Scattering.`,
    `${question} Light.\n\nHuman: And?\n\nAssistant: No idea.`,
    {
      prompt: [user('Why is the sky blue?'), assistant('Light.'), user('And?')],
      chosen: 'Scattering.',
      rejected: 'No idea.',
    },
  ],
  [
    'paragraphs inside an answer',
    `${question} One.\n\nTwo.\n`,
    `${question} Three.`,
    { prompt: [user('Why is the sky blue?')], chosen: 'One.\n\nTwo.', rejected: 'Three.' },
  ],
  [
    'a name that only begins a line',
    `${question} One.\nHuman: this is quoted`,
    `${question} Two.`,
    { prompt: [user('Why is the sky blue?')], chosen: 'One.\nHuman: this is quoted', rejected: 'Two.' },
  ],
  [
    'an empty answer, which the caller refuses',
    `${question}`,
    `${question} Two.`,
    { prompt: [user('Why is the sky blue?')], chosen: '', rejected: 'Two.' },
  ],
];

test.each(good)('reads %s', (_, chosen, rejected, pair) => {
  expect(readTranscripts(chosen, rejected)).toEqual({ ok: true, ...pair });
});

const bad: [string, string, string, 'not_a_transcript' | 'no_common_dialog'][] = [
  ['plain text', 'Scattering.', `${question} Paint.`, 'not_a_transcript'],
  ['plain text as the rejected one', `${question} Paint.`, 'Scattering.', 'not_a_transcript'],
  ['text before the first turn', `Note:${question} One.`, `${question} Two.`, 'not_a_transcript'],
  ['a transcript that ends with the human', '\n\nHuman: Why?', `${question} Two.`, 'not_a_transcript'],
  ['different questions', `${question} One.`, '\n\nHuman: Why not?\n\nAssistant: Two.', 'no_common_dialog'],
  [
    'dialogs of different lengths',
    `${question} One.\n\nHuman: And?\n\nAssistant: Two.`,
    `${question} One.`,
    'no_common_dialog',
  ],
  [
    'the same words by another speaker',
    '\n\nHuman: Hi\n\nAssistant: One.',
    '\n\nAssistant: Hi\n\nAssistant: One.',
    'no_common_dialog',
  ],
];

test.each(bad)('refuses %s', (_, chosen, rejected, fault) => {
  expect(readTranscripts(chosen, rejected)).toEqual({ ok: false, fault });
});

/** The same numbers in every run, from a seed. */
function* numbers(seed: number): Generator<number> {
  for (let x = seed; ; ) {
    x = (x * 1103515245 + 12345) % 2147483648;
    yield x;
  }
}

const pieces = [
  'Why?',
  'Human:',
  'Assistant:',
  '\n',
  '\n\n',
  ' ',
  '\n\nHuman: ',
  'ok',
  'Human',
  '하늘',
  ':',
  '\r\n',
];

test('whatever is said in a dialog, its two transcripts are read back as the same turns', () => {
  const draw = numbers(7);
  const next = (below: number) => (draw.next().value as number) % below;
  const text = () => Array.from({ length: 1 + next(8) }, () => pieces[next(pieces.length)]).join('');
  for (let n = 0; n < 2000; n++) {
    const prompt = Array.from({ length: 1 + 2 * next(3) }, (_, i) => (i % 2 ? assistant : user)(text()));
    const [chosen, rejected] = [text(), text()];
    const transcripts = [chosen, rejected].map((last) => writeTranscript([...prompt, assistant(last)]));
    const read = readTranscripts(transcripts[0] as string, transcripts[1] as string);
    if (!read.ok) throw new Error(`${JSON.stringify({ prompt, chosen, rejected })}: ${read.fault}`);
    // Only space around a turn and the empty line before a speaker's name are not kept.
    const kept = (content: string) => content.trim().replace(/\n+(?=(Human|Assistant):)/gu, '\n');
    const same = (turn: Turn) => ({ ...turn, content: kept(turn.content) });
    expect({ ...read, prompt: read.prompt.map(same) }).toEqual({
      ok: true,
      prompt: prompt.map(same),
      chosen: kept(chosen),
      rejected: kept(rejected),
    });
  }
});

test('a system turn, which HH-RLHF does not have, opens the first human one', () => {
  const turns: Turn[] = [{ role: 'system', content: 'Be brief.' }, user('Why?'), assistant('Because.')];
  expect(writeTranscript(turns)).toBe('\n\nHuman: Be brief.\n\nWhy?\n\nAssistant: Because.');
});
