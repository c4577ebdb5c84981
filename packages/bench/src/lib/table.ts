import type { Result } from './take-turns.ts';

const columns = ['name', 'ours', 'reference', 'ratio', 'unit'] as const;

const amount = (value: number) => value.toLocaleString('en', { maximumFractionDigits: value < 100 ? 1 : 0 });

/** The results as a plain-text table, figures to the right. */
export function tableOf(results: readonly Result[]): string {
  const lines = [
    [...columns],
    ...results.map((r) => [r.name, amount(r.ours), amount(r.reference), r.ratio.toFixed(2), r.unit]),
  ];
  const widths = columns.map((_, i) => Math.max(...lines.map((line) => line[i]?.length ?? 0)));
  const isFigure = (i: number) => i > 0 && i < columns.length - 1;
  return lines
    .map((line) =>
      line
        .map((cell, i) => (isFigure(i) ? cell.padStart(widths[i] ?? 0) : cell.padEnd(widths[i] ?? 0)))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}
