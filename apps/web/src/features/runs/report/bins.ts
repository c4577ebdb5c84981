/** A histogram of fewer, wider bins. */
export interface WideBin {
  from: number;
  to: number;
  /** Of each of the histogram's rows, in their order. */
  counts: number[];
}

/**
 * Neighbouring bins put together so that about `most` are left, for a table that is read and not drawn. 0 stays a
 * border where it is one: a bin never mixes pairs that were ranked right with ones that were ranked wrong.
 */
export function wideBins(
  edges: readonly number[],
  rows: readonly (readonly number[])[],
  most = 10,
): WideBin[] {
  const bins = edges.length - 1;
  const each = Math.max(1, Math.ceil(bins / most));
  const zero = edges.findIndex((edge) => Math.abs(edge) < 1e-9);
  const starts = Array.from({ length: bins }, (_, n) => n).filter(
    (n) => n === 0 || (zero === -1 ? n : n - zero) % each === 0,
  );
  return starts.map((start, index) => {
    const end = starts[index + 1] ?? bins;
    return {
      from: edges[start] ?? 0,
      to: edges[end] ?? 0,
      counts: rows.map((counts) => counts.slice(start, end).reduce((sum, count) => sum + count, 0)),
    };
  });
}

export const sumOf = (counts: readonly number[]) => counts.reduce((sum, count) => sum + count, 0);

export interface DrawnBin {
  /** The middle, where it is drawn. */
  at: number;
  from: number;
  to: number;
  count: number;
  /** Of all that the row counts. */
  share: number;
}

/** Bins as shares of their row, so that rows of unlike size can be laid over one another. */
export function drawnBins(edges: readonly number[], counts: readonly number[]): DrawnBin[] {
  const all = sumOf(counts) || 1;
  return counts.map((count, index) => {
    const [from = 0, to = 0] = [edges[index], edges[index + 1]];
    return { at: (from + to) / 2, from, to, count, share: count / all };
  });
}

/** The line around a histogram: two points a bin, and down to nothing at both ends. */
export function outline(
  edges: readonly number[],
  counts: readonly number[],
): { at: number; share: number }[] {
  const bins = drawnBins(edges, counts);
  const [first, last] = [bins[0], bins.at(-1)];
  if (!first || !last) return [];
  return [
    { at: first.from, share: 0 },
    ...bins.flatMap(({ from, to, share }) => [
      { at: from, share },
      { at: to, share },
    ]),
    { at: last.to, share: 0 },
  ];
}
