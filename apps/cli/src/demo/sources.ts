import fs from 'node:fs';
import path from 'node:path';
import { gunzipSync } from 'node:zlib';
import { CliError } from '../errors.ts';

export const sourceNames = ['tulu1_human_eval', 'hh_helpful_base', 'hh_harmless_base'] as const;
export type SourceName = (typeof sourceNames)[number];

/** Finds the demo's files, or says in one line what is missing. */
export function findSources(folder: string): Record<SourceName, string> {
  if (!fs.existsSync(folder))
    throw new CliError(`there is no folder ${folder}: give --data the folder with the demo's files`);
  const found = sourceNames.map((name) => {
    const file = [`${name}.jsonl.gz`, `${name}.jsonl`]
      .map((f) => path.join(folder, f))
      .find((f) => fs.existsSync(f));
    return [name, file] as const;
  });
  const missing = found.filter(([, file]) => !file).map(([name]) => `${name}.jsonl.gz`);
  if (missing.length > 0) throw new CliError(`${folder} lacks ${missing.join(', ')}`);
  return Object.fromEntries(found) as Record<SourceName, string>;
}

/** The lines of a file of JSON lines, packed or not. */
export function readLines(file: string): string[] {
  const bytes = fs.readFileSync(file);
  const text = (file.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('utf8');
  return text.split('\n').filter((line) => line.trim());
}

/** `count` of the items in their order, the same ones for the same seed. */
export function sample<T>(items: readonly T[], count: number, seed: number): T[] {
  if (items.length <= count) return [...items];
  const random = mulberry32(seed);
  const kept: T[] = [];
  // Selection sampling (Knuth, 3.4.2 S): each item with the chance that is still needed.
  for (const [i, item] of items.entries()) {
    if (random() * (items.length - i) < count - kept.length) kept.push(item);
  }
  return kept;
}

/** A small seeded generator: the demo's sample must not depend on the machine. */
function mulberry32(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}
