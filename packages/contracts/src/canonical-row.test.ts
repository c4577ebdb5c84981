import { readFileSync } from 'node:fs';
import path from 'node:path';
import { CanonicalRow, canonicalRowSchema } from './canonical-row.ts';

const row = {
  id: '019a0000-0000-7000-8000-000000000001',
  comparison_id: '019a0000-0000-7000-8000-000000000002',
  project: 'helpful',
  dimension: 'helpfulness',
  batch: 3,
  kind: 'work',
  split: 'train',
  root_sha256: 'f'.repeat(64),
  prompt: [{ role: 'user', content: 'Why?' }],
  response_a: 'Because.',
  response_b: 'No idea.',
  models: null,
  side: 'a',
  strength: null,
  safety: null,
  safety_bin: null,
  categories: { a: [], b: [] },
  chips: { a: [], b: ['made_up'] },
  comment: null,
  edited: null,
  annotator: 'annotator-0123456789ab',
  shown_first: 'b',
  guideline_version: null,
  recorded: true,
  votes: { a: 1, b: 0 },
  weight: 1,
  source: null,
  lang: 'ko',
  submitted_at: '2026-11-02T10:00:00.000Z',
};

test('the published JSON Schema is the one of the contract', () => {
  const file = path.join(import.meta.dirname, '../../../docs/export-format.schema.json');
  // Out of step? node --import tsx scripts/export-schema.ts
  expect(JSON.parse(readFileSync(file, 'utf8'))).toEqual(canonicalRowSchema());
});

test('a row is one, and a field that nobody described is not', () => {
  expect(CanonicalRow.parse(row)).toEqual(row);
  expect(CanonicalRow.safeParse({ ...row, email: 'x@example.org' }).success).toBe(false);
  expect(CanonicalRow.safeParse({ ...row, annotator: 'x@example.org' }).success).toBe(false);
});
