import { canonicalRow, type SnapshotRow, trlRow } from './export-row.ts';

const row: SnapshotRow = {
  // Not in the order of the format, so that the order is shown to be the writer's own.
  submittedAt: '2026-11-02T10:00:00.000Z',
  preferenceId: '019a0000-0000-7000-8000-000000000001',
  comparisonId: '019a0000-0000-7000-8000-000000000002',
  project: 'helpful',
  dimension: 'helpfulness',
  batch: 3,
  split: 'train',
  rootSha256: 'f'.repeat(64),
  prompt: [{ content: 'Why?', role: 'user' }],
  responseA: 'Because.',
  responseB: 'No idea.',
  side: 'a',
  strength: 'better',
  safety: null,
  edited: null,
  comment: 'Shorter.',
  chips: { b: ['made_up'], a: [] },
  categories: { b: [], a: [] },
  annotator: 'annotator-0123456789ab',
  shownFirst: 'b',
  guidelineVersion: 2,
  recorded: false,
  source: null,
  lang: 'en',
};

test('a canonical row is these bytes: the order of the keys is part of the format', () => {
  expect(JSON.stringify(canonicalRow(row))).toBe(
    '{"id":"019a0000-0000-7000-8000-000000000001","comparison_id":"019a0000-0000-7000-8000-000000000002",' +
      '"project":"helpful","dimension":"helpfulness","batch":3,"split":"train",' +
      `"root_sha256":"${'f'.repeat(64)}","prompt":[{"role":"user","content":"Why?"}],` +
      '"response_a":"Because.","response_b":"No idea.","side":"a","strength":"better","safety":null,' +
      '"safety_bin":null,"categories":{"a":[],"b":[]},"chips":{"a":[],"b":["made_up"]},"comment":"Shorter.",' +
      '"edited":null,"annotator":"annotator-0123456789ab","shown_first":"b","guideline_version":2,' +
      '"recorded":false,"source":null,"lang":"en","submitted_at":"2026-11-02T10:00:00.000Z"}',
  );
});

test('a canonical row keeps the stored order of the responses, whoever is preferred', () => {
  const canonical = canonicalRow({ ...row, side: 'b' });
  expect(canonical).toMatchObject({ response_a: 'Because.', response_b: 'No idea.', side: 'b' });
});

test('safety labels bring their bin along, in the order a, b', () => {
  const { safety, safety_bin } = canonicalRow({ ...row, side: 'b', safety: { b: 'safe', a: 'unsafe' } });
  expect(JSON.stringify({ safety, safety_bin })).toBe(
    '{"safety":{"a":"unsafe","b":"safe"},"safety_bin":"chosen_safe"}',
  );
});

test('a TRL row is these bytes: prompt, chosen and rejected as messages, and the margin', () => {
  expect(JSON.stringify(trlRow(row, 'large'))).toBe(
    '{"prompt":[{"role":"user","content":"Why?"}],"chosen":[{"role":"assistant","content":"Because."}],' +
      '"rejected":[{"role":"assistant","content":"No idea."}],"margin":2}',
  );
});

const pairs: [string, Partial<SnapshotRow>, string, number][] = [
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
