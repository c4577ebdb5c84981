import { HhRow, ImportRow } from './import.ts';

const row = {
  id: 'one',
  prompt: [{ role: 'user', content: 'Why?' }],
  response_a: 'Because.',
  response_b: 'No idea.',
};

const good: [string, object][] = [
  ['a bare comparison', {}],
  ['a tie', { preferred: 'tie' }],
  ['a word of our scale', { preferred: 'a', strength: 'slightly_better' }],
  ["a number of the source's own", { preferred: 'a', strength: -2.5 }],
  ['a null strength and null safety', { strength: null, safety: null }],
  ['safety labels', { domain: 'safety', safety: { a: true, b: false } }],
  [
    'several annotators',
    {
      annotators: [
        { id: 'x', preferred: 'a' },
        { id: 'y', preferred: 'tie' },
      ],
    },
  ],
  ['no annotators', { annotators: [] }],
  ['the longest id', { id: 'x'.repeat(200) }],
  ['letters of any script', { prompt: [{ role: 'user', content: '왜? \u0000 \ud83e\udd14' }], lang: 'ko' }],
  ['a system turn', { prompt: [{ role: 'system', content: '' }, ...row.prompt] }],
];

test.each(good)('a line with %s is read as it stands', (_, change) => {
  expect(ImportRow.parse({ ...row, ...change })).toEqual({ ...row, ...change });
});

test('keys that we do not know are left out, at every depth', () => {
  const prompt = [{ role: 'user', content: 'Why?', name: 'x' }];
  const annotators = [{ id: 'x', preferred: 'a', age: 3 }];
  expect(ImportRow.parse({ ...row, prompt, annotators, turns: 1 })).toEqual({
    ...row,
    annotators: [{ id: 'x', preferred: 'a' }],
  });
});

const bad: [string, unknown, string][] = [
  ['null', null, ''],
  ['a list', [row], ''],
  ['a string', 'row', ''],
  ['a number', 7, ''],
  ['an empty object', {}, 'id'],
  ['an empty id', { ...row, id: '' }, 'id'],
  ['an id that is too long', { ...row, id: 'x'.repeat(201) }, 'id'],
  ['a number as id', { ...row, id: 7 }, 'id'],
  ['no prompt', { ...row, prompt: undefined }, 'prompt'],
  ['a prompt without turns', { ...row, prompt: [] }, 'prompt'],
  ['a prompt as text', { ...row, prompt: 'Why?' }, 'prompt'],
  ['an unknown speaker', { ...row, prompt: [{ role: 'human', content: 'Why?' }] }, 'prompt.0.role'],
  ['a turn without words', { ...row, prompt: [{ role: 'user', content: null }] }, 'prompt.0.content'],
  ['an empty response', { ...row, response_b: '' }, 'response_b'],
  ['an unknown side', { ...row, preferred: 'c' }, 'preferred'],
  ['an unknown strength', { ...row, strength: 'equal' }, 'strength'],
  ['an unknown domain', { ...row, domain: 'truth' }, 'domain'],
  ['safety of one response', { ...row, safety: { a: true } }, 'safety.b'],
  ['safety as words', { ...row, safety: { a: 'safe', b: 'unsafe' } }, 'safety.a'],
  ['an annotator without a name', { ...row, annotators: [{ preferred: 'a' }] }, 'annotators.0.id'],
  [
    'a number as an annotator’s strength',
    { ...row, annotators: [{ id: 'x', preferred: 'a', strength: 1 }] },
    'annotators.0.strength',
  ],
  ['no votes wanted', { ...row, votes_wanted: 0 }, 'votes_wanted'],
  ['too many votes wanted', { ...row, votes_wanted: 51 }, 'votes_wanted'],
  ['half a vote wanted', { ...row, votes_wanted: 1.5 }, 'votes_wanted'],
];

test.each(bad)('a line with %s is refused, naming the place', (_, line, place) => {
  const issues = ImportRow.safeParse(line).error?.issues ?? [];
  expect(issues.map((issue) => issue.path.join('.'))).toContain(place);
});

test('an HH line needs both transcripts', () => {
  expect(HhRow.safeParse({ chosen: 'x', rejected: 'y', more: 1 }).data).toEqual({
    chosen: 'x',
    rejected: 'y',
  });
  for (const line of [
    { chosen: 'x' },
    { chosen: 'x', rejected: '' },
    { chosen: 'x', rejected: ['y'] },
    null,
  ]) {
    expect(HhRow.safeParse(line).success).toBe(false);
  }
});
