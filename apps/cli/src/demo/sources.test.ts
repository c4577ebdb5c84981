import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { findSources, readLines, sample, sourceNames } from './sources.ts';

let folder: string;
beforeEach(() => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'sources-'));
});
afterEach(() => fs.rmSync(folder, { recursive: true }));

test('a missing folder and missing files are told in one line', () => {
  expect(() => findSources('/nowhere/at-all')).toThrow(/^there is no folder \/nowhere\/at-all/u);
  fs.writeFileSync(path.join(folder, 'hh_helpful_base.jsonl.gz'), '');
  expect(() => findSources(folder)).toThrow(
    /lacks tulu1_human_eval\.jsonl\.gz, hh_harmless_base\.jsonl\.gz$/u,
  );
});

test('files are read packed or plain', () => {
  for (const name of sourceNames.slice(1))
    fs.writeFileSync(path.join(folder, `${name}.jsonl`), '{}\n\n{"é":1}\n');
  fs.writeFileSync(path.join(folder, 'tulu1_human_eval.jsonl.gz'), gzipSync('{"a":1}\n{"b":2}\n'));
  const sources = findSources(folder);
  expect(readLines(sources.tulu1_human_eval)).toEqual(['{"a":1}', '{"b":2}']);
  expect(readLines(sources.hh_helpful_base)).toEqual(['{}', '{"é":1}']);
});

test('a sample keeps the order and is the same for the same seed', () => {
  const items = Array.from({ length: 1000 }, (_, i) => i);
  const kept = sample(items, 150, 7);
  expect(kept).toHaveLength(150);
  expect(kept).toEqual(kept.toSorted((x, y) => x - y));
  expect(sample(items, 150, 7)).toEqual(kept);
  expect(sample(items, 150, 8)).not.toEqual(kept);
  expect(sample([1, 2], 5, 7)).toEqual([1, 2]);
});
