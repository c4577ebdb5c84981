import type { Report } from '@preferably/contracts';
import { table } from './say.ts';

export const percent = (share: number | null | undefined) =>
  share === null || share === undefined ? '–' : `${(share * 100).toFixed(1)} %`;
export const interval = (ci: readonly [number, number] | null | undefined) =>
  ci ? `${(ci[0] * 100).toFixed(1)}–${(ci[1] * 100).toFixed(1)} %` : '–';

/** A report as a table: one line a test split, then its strengths (Llama 2, tables 7 and 8). */
export function reportTable(report: Report): string {
  const rows = report.evaluations.flatMap((e) => [
    [
      e.dimension,
      String(e.pairs),
      percent(e.accuracy),
      interval(e.ci95),
      percent(e.baseline.accuracy),
      percent(e.length_baseline.accuracy),
    ],
    ...e.by_strength.map((s) => [
      `  ${s.strength.replaceAll('_', ' ')}`,
      String(s.pairs),
      percent(s.accuracy),
      interval(s.ci95),
      '',
      '',
    ]),
  ]);
  return table(['test pairs of', 'pairs', 'accuracy', '95 % interval', 'words alone', 'length alone'], rows);
}
