import fs from 'node:fs';
import path from 'node:path';
import { ImportRow } from '@preferably/contracts';
import { type Dimension, sides, strengths } from '@preferably/domain';
import { z } from 'zod';

const folder = path.resolve(import.meta.dirname, '../../demo');

/** A judgement that a demo annotator gave: it is handed in through the API when the scenario is loaded. */
export const Choice = z.strictObject({
  comparison: z.string(),
  annotator: z.string(),
  side: z.enum(sides),
  strength: z.enum(strengths),
  /** Labels of (a, b), in the safety project only. */
  safety: z.strictObject({ a: z.enum(['safe', 'unsafe']), b: z.enum(['safe', 'unsafe']) }).optional(),
  comment: z.string().optional(),
  seconds: z.number().positive(),
});
export type Choice = z.infer<typeof Choice>;

export interface DemoFiles {
  /** The import file as it is sent. */
  lines: string;
  rows: ImportRow[];
  choices: Choice[];
  guidelines: { en: string; ko: string };
}

/** The written material of one dimension: comparisons, recorded choices and guidelines. */
export function readDemoFiles(dimension: Dimension): DemoFiles {
  const text = (name: string) => fs.readFileSync(path.join(folder, `${dimension}.${name}`), 'utf8');
  const lines = text('jsonl');
  return {
    lines,
    rows: jsonLines(lines).map((row) => ImportRow.parse(row)),
    choices: jsonLines(text('choices.jsonl')).map((choice) => Choice.parse(choice)),
    guidelines: { en: text('en.md'), ko: text('ko.md') },
  };
}

const jsonLines = (text: string): unknown[] =>
  text
    .split('\n')
    .filter((line) => line.trim())
    .map((line) => JSON.parse(line));
