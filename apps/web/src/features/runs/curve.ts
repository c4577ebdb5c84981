import type { CurvePoint } from '@preferably/contracts';

export interface DrawnPoint extends CurvePoint {
  /** Means over the last steps up to this one. */
  meanLoss: number;
  meanAccuracy: number;
}

export interface DrawnCurve {
  points: readonly DrawnPoint[];
  /** Steps behind each plain point; 1 is every step. */
  each: number;
  /** Steps behind each mean. */
  window: number;
}

/** One step is mostly noise: the mean reaches over a twentieth of the run so far, and over three steps at least. */
const windowOf = (steps: number) => Math.max(3, Math.ceil(steps / 20));

/** Makes a curve light enough to draw (neighbouring steps are averaged) and adds running means. */
export function drawnCurve(points: readonly CurvePoint[], most = 300): DrawnCurve {
  const window = windowOf(points.length);
  const each = Math.max(1, Math.ceil(points.length / most));
  const drawn: DrawnPoint[] = [];
  let loss = 0;
  let accuracy = 0;
  for (const [index, point] of points.entries()) {
    const leaving = points[index - window];
    loss += point.loss - (leaving?.loss ?? 0);
    accuracy += point.accuracy - (leaving?.accuracy ?? 0);
    const isLast = index === points.length - 1;
    if ((index + 1) % each !== 0 && !isLast) continue;
    const within = Math.min(window, index + 1);
    // The last bucket may be short of steps: it then reaches back, so that it is no noisier than the others.
    const bucket = points.slice(Math.max(0, index + 1 - each), index + 1);
    drawn.push({
      step: point.step,
      learning_rate: point.learning_rate,
      loss: mean(bucket.map((p) => p.loss)),
      accuracy: mean(bucket.map((p) => p.accuracy)),
      meanLoss: loss / within,
      meanAccuracy: accuracy / within,
    });
  }
  // A report of a long run has means over some steps in place of each step.
  const behind = Math.max(1, Math.round((points.at(-1)?.step ?? 1) / Math.max(1, points.length)));
  return { points: drawn, each: each * behind, window: window * behind };
}

export interface CurveRow {
  from: number;
  to: number;
  loss: number;
  accuracy: number;
  learningRate: number;
}

/** The same curve as a handful of numbers, for those who read rather than look. */
export function curveRows(points: readonly CurvePoint[], most = 8): CurveRow[] {
  const each = Math.max(1, Math.ceil(points.length / most));
  const rows: CurveRow[] = [];
  let before = 0;
  for (let start = 0; start < points.length; start += each) {
    const part = points.slice(start, start + each);
    const last = part.at(-1);
    if (!last) continue;
    rows.push({
      from: before + 1,
      to: last.step,
      loss: mean(part.map((p) => p.loss)),
      accuracy: mean(part.map((p) => p.accuracy)),
      learningRate: last.learning_rate,
    });
    before = last.step;
  }
  return rows;
}

const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
