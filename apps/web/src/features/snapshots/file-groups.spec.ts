import { expect, test } from '@playwright/test';
import { fileGroups } from './file-groups.ts';

const file = (name: string, format: string, split: 'train' | 'test' | null = null) => ({
  name,
  format,
  split,
  rows: 1,
  bytes: 1,
  sha256: '0'.repeat(64),
});

test('files are grouped by format in the order of their use, train before test', () => {
  const groups = fileGroups([
    file('manifest.json', 'manifest'),
    file('later.bin', 'from_the_future'),
    file('trl-test.jsonl', 'trl', 'test'),
    file('trl-train.jsonl', 'trl', 'train'),
    file('canonical.jsonl', 'canonical'),
  ]);
  expect(groups.map((group) => [group.format, group.known, ...group.files.map(({ name }) => name)])).toEqual([
    ['canonical', 'canonical', 'canonical.jsonl'],
    ['trl', 'trl', 'trl-train.jsonl', 'trl-test.jsonl'],
    ['manifest', 'manifest', 'manifest.json'],
    ['from_the_future', null, 'later.bin'],
  ]);
});
