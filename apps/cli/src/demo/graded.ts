import { ImportRow, Turn } from '@preferably/contracts';
import type { Side, SkipReason, Strength } from '@preferably/domain';
import { z } from 'zod';
import { CliError } from '../errors.ts';

/** A line of the graded source: every rater with a score from -2 (b clearly better) to 2 (a clearly better). */
export const GradedRow = z.object({
  id: z.string(),
  source: z.string(),
  prompt: z.array(Turn),
  response_a: z.string(),
  response_b: z.string(),
  models: z.object({ a: z.string(), b: z.string() }).optional(),
  annotators: z.array(z.object({ id: z.string(), score: z.int().min(-2).max(2) })).min(1),
});
export type GradedRow = z.infer<typeof GradedRow>;

export function parseGraded(lines: readonly string[]): GradedRow[] {
  return lines.map((line, index) => {
    const parsed = GradedRow.safeParse(JSON.parse(line));
    if (!parsed.success)
      throw new CliError(
        `the graded file is not valid in line ${index + 1}:\n${z.prettifyError(parsed.error)}`,
      );
    return parsed.data;
  });
}

/** The comparison without its judgements: they are given again, one by one, by the raters' own accounts. */
export function unjudged(row: GradedRow): ImportRow {
  return ImportRow.parse({
    id: row.id,
    source: row.source,
    domain: 'helpfulness',
    prompt: row.prompt,
    response_a: row.response_a,
    response_b: row.response_b,
    models: row.models,
    votes_wanted: new Set(row.annotators.map((a) => a.id)).size,
  });
}

export type Action =
  | { kind: 'submit'; side: Side; strength: Strength }
  | { kind: 'skip'; reason: Extract<SkipReason, 'no_preference' | 'identical_responses'> };

/** What a rater with this score does on our screen, which knows no tie. */
export function actionFor(row: Pick<GradedRow, 'response_a' | 'response_b'>, score: number): Action {
  if (row.response_a.trim() === row.response_b.trim()) return { kind: 'skip', reason: 'identical_responses' };
  if (score === 0) return { kind: 'skip', reason: 'no_preference' };
  return {
    kind: 'submit',
    side: score > 0 ? 'a' : 'b',
    strength: Math.abs(score) === 2 ? 'better' : 'slightly_better',
  };
}

export interface Work {
  row: GradedRow;
  action: Action;
}

/** The work of each rater in the order of the file. A second judgement by one rater on one row is only counted. */
export function workByRater(rows: readonly GradedRow[]): { work: Map<string, Work[]>; repeated: number } {
  const work = new Map<string, Work[]>();
  let repeated = 0;
  for (const row of rows) {
    const seen = new Set<string>();
    for (const { id, score } of row.annotators) {
      if (seen.has(id)) {
        repeated += 1;
        continue;
      }
      seen.add(id);
      work.set(id, [...(work.get(id) ?? []), { row, action: actionFor(row, score) }]);
    }
  }
  return { work, repeated };
}
