import { expect, test } from '@playwright/test';
import { curveRows, drawnCurve } from './curve.ts';

const points = (n: number) =>
  Array.from({ length: n }, (_, i) => ({ step: i + 1, loss: i + 1, accuracy: 0.5, learning_rate: 1e-4 }));

test('a short curve is drawn step by step', () => {
  const { each, points: drawn } = drawnCurve(points(5));
  expect(each).toBe(1);
  expect(drawn.map((p) => [p.step, p.loss])).toEqual([
    [1, 1],
    [2, 2],
    [3, 3],
    [4, 4],
    [5, 5],
  ]);
});

test('a long curve keeps its last step and no more points than asked for', () => {
  const { each, points: drawn } = drawnCurve(points(1001), 100);
  expect(each).toBe(11);
  expect(drawn.length).toBeLessThanOrEqual(100);
  expect(drawn.at(-1)?.step).toBe(1001);
});

test('the running mean reaches over a twentieth of the steps', () => {
  const { window, points: drawn } = drawnCurve(points(80));
  expect(window).toBe(4);
  expect(drawn.slice(0, 6).map((p) => p.meanLoss)).toEqual([1, 1.5, 2, 2.5, 3.5, 4.5]);
});

test('the table covers every step once', () => {
  const rows = curveRows(points(20), 8);
  expect(rows.map((r) => [r.from, r.to])).toEqual([
    [1, 3],
    [4, 6],
    [7, 9],
    [10, 12],
    [13, 15],
    [16, 18],
    [19, 20],
  ]);
  expect(rows[0]?.loss).toBe(2);
});

test('points that stand for several steps are told by the steps behind them', () => {
  const means = points(1000).map((point) => ({ ...point, step: point.step * 3 }));
  const { each, window } = drawnCurve(means, 100);
  expect([each, window]).toEqual([30, 150]);
  expect(curveRows(means, 2).map((r) => [r.from, r.to])).toEqual([
    [1, 1500],
    [1501, 3000],
  ]);
});

test('no steps make no curve and no table', () => {
  expect(drawnCurve([]).points).toEqual([]);
  expect(curveRows([])).toEqual([]);
});
