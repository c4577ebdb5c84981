import { type CanonicalRow, trlRow } from './export-row.ts';

const row: CanonicalRow = {
  id: '019a0000-0000-7000-8000-000000000001',
  comparison_id: '019a0000-0000-7000-8000-000000000002',
  project: 'helpful',
  dimension: 'helpfulness',
  batch: 3,
  kind: 'work',
  split: 'train',
  root_sha256: 'f'.repeat(64),
  prompt: [{ content: 'Why?', role: 'user' }],
  response_a: 'Because.',
  response_b: 'No idea.',
  models: null,
  side: 'a',
  strength: 'better',
  safety: null,
  safety_bin: null,
  categories: { a: [], b: [] },
  chips: { a: [], b: ['made_up'] },
  comment: 'Shorter.',
  edited: null,
  annotator: 'annotator-0123456789ab',
  shown_first: 'b',
  guideline_version: 2,
  recorded: false,
  votes: { a: 1, b: 0 },
  weight: 1,
  source: null,
  lang: 'en',
  submitted_at: '2026-11-02T10:00:00.000Z',
};

test('a TRL row is these bytes: prompt, chosen and rejected as messages, and the margin', () => {
  expect(JSON.stringify(trlRow(row, 'large'))).toBe(
    '{"prompt":[{"role":"user","content":"Why?"}],"chosen":[{"role":"assistant","content":"Because."}],' +
      '"rejected":[{"role":"assistant","content":"No idea."}],"margin":2}',
  );
});

const pairs: [string, Partial<CanonicalRow>, string, number][] = [
  ['the preferred side a is chosen', { side: 'a' }, 'Because.', 2],
  ['the preferred side b is chosen', { side: 'b' }, 'No idea.', 2],
  ['a negligible preference has no margin', { strength: 'negligibly_better' }, 'Because.', 0],
  ['an unknown strength has no margin', { strength: null }, 'Because.', 0],
];

test.each(pairs)('%s', (_, change, chosen, margin) => {
  const trl = trlRow({ ...row, ...change }, 'large');
  expect(trl.chosen[0]?.content).toBe(chosen);
  expect(trl.rejected[0]?.content).not.toBe(chosen);
  expect(trl.margin).toBe(margin);
});
