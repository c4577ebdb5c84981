import { expect, test } from '@playwright/test';
import { drawnBins, outline, sumOf, wideBins } from './bins.ts';

const edges = [-3, -2, -1, 0, 1, 2, 3, 4];
const rows = [
  [1, 2, 3, 4, 5, 6, 7],
  [0, 0, 1, 0, 0, 0, 0],
];

test('wide bins hold every count, and 0 stays a border', () => {
  const wide = wideBins(edges, rows, 4);
  expect(wide).toEqual([
    { from: -3, to: -2, counts: [1, 0] },
    { from: -2, to: 0, counts: [5, 1] },
    { from: 0, to: 2, counts: [9, 0] },
    { from: 2, to: 4, counts: [13, 0] },
  ]);
  for (const [index, counts] of rows.entries()) {
    expect(sumOf(wide.map((bin) => bin.counts[index] ?? 0))).toBe(sumOf(counts));
  }
});

test('few bins stay as they are, and values of one sign need no border at 0', () => {
  expect(wideBins([0, 1, 2], [[3, 4]])).toEqual([
    { from: 0, to: 1, counts: [3] },
    { from: 1, to: 2, counts: [4] },
  ]);
  expect(wideBins([1, 2, 3, 4, 5], [[1, 1, 1, 1]], 2).map(({ from, to }) => [from, to])).toEqual([
    [1, 3],
    [3, 5],
  ]);
});

test('shares are of the row, and a row of nothing has none', () => {
  expect(drawnBins([0, 1, 3], [1, 3])).toEqual([
    { at: 0.5, from: 0, to: 1, count: 1, share: 0.25 },
    { at: 2, from: 1, to: 3, count: 3, share: 0.75 },
  ]);
  expect(drawnBins([0, 1], [0])[0]?.share).toBe(0);
});

test('the outline goes up and down at the edges and ends on the ground', () => {
  expect(outline([0, 1, 3], [1, 3])).toEqual([
    { at: 0, share: 0 },
    { at: 0, share: 0.25 },
    { at: 1, share: 0.25 },
    { at: 1, share: 0.75 },
    { at: 3, share: 0.75 },
    { at: 3, share: 0 },
  ]);
  expect(outline([0], [])).toEqual([]);
});
