import { expect, test } from '@playwright/test';
import type { Disagreement } from '@preferably/contracts';
import { afterwards, itemsOf, neighbour, type Page, withAgain, without } from './queue.ts';

const item = (comparisonId: string, probability: number): Disagreement => ({
  comparisonId,
  probability,
  batch: 1,
  excerpt: `About ${comparisonId}`,
  votesA: 1,
  votesB: 0,
  humanSide: 'a',
  fittedOn: false,
  resolution: null,
  resolvedAt: null,
});
const [clear, clearer, vague, vaguest] = [
  item('clear', 0.1),
  item('clearer', 0.05),
  item('vague', 0.4),
  item('vaguest', 0.49),
];
const pages: Page[] = [
  { disagreements: [clearer, clear], open: 4, next: 'clear' },
  { disagreements: [vague, vaguest], open: 4, next: null },
];
const ids = (from: readonly Page[]) => itemsOf(from).map(({ comparisonId }) => comparisonId);

test('what was decided leaves the list, and one open one fewer is left', () => {
  const left = without(pages, 'clear');
  expect(ids(left)).toEqual(['clearer', 'vague', 'vaguest']);
  expect(left[0]?.open).toBe(3);
});

test('a decision that was taken back stands again where its clarity puts it', () => {
  for (const each of [clearer, clear, vague, vaguest]) {
    const again = withAgain(without(pages, each.comparisonId), each);
    expect(ids(again), each.comparisonId).toEqual(['clearer', 'clear', 'vague', 'vaguest']);
    expect(again[0]?.open).toBe(4);
  }
});

test('the last one of all comes back into an empty list', () => {
  const empty: Page[] = [{ disagreements: [], open: 0, next: null }];
  expect(ids(withAgain(empty, vague))).toEqual(['vague']);
});

test('moving on stops at both ends', () => {
  const items = itemsOf(pages);
  expect(neighbour(items, 'clear', 1)).toBe(vague);
  expect(neighbour(items, 'clear', -1)).toBe(clearer);
  expect(neighbour(items, 'clearer', -1)).toBe(clearer);
  expect(neighbour(items, 'vaguest', 1)).toBe(vaguest);
});

test('after a decision the next one comes, at the end the one before, and then nothing', () => {
  const items = itemsOf(pages);
  expect(afterwards(items, 'clearer')).toBe(clear);
  expect(afterwards(items, 'vaguest')).toBe(vague);
  expect(afterwards([clear], 'clear')).toBeNull();
});
