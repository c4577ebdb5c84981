import type { LearningCurve, LearningCurvePoint } from '@preferably/contracts';
import { strengths } from '@preferably/domain';

/** What may be said of the next comparisons, no surer than the interval. */
export type Worth = 'gain' | 'fall' | 'unclear' | 'unmeasured';

/** `unclear`: the interval includes no gain; `unmeasured`: the test set is too small, or too alike, for an interval. */
export function worthOf({ next_thousand: { ci95 } }: LearningCurve): Worth {
  if (ci95 === null) return 'unmeasured';
  if (ci95[0] > 0) return 'gain';
  return ci95[1] < 0 ? 'fall' : 'unclear';
}

export const largestPoint = (curve: LearningCurve): LearningCurvePoint =>
  curve.points.reduce((most, point) => (point.pairs > most.pairs ? point : most));

/** The interval that draws whole dialogs, where there is one: the wider and the more honest of the two. */
export const boundsOf = (point: Pick<LearningCurvePoint, 'ci95' | 'ci95_clustered'>) =>
  point.ci95_clustered ?? point.ci95;

const order = [...strengths, 'unknown'] as const;
export type StrengthKey = (typeof order)[number];

/** The strengths that any share was measured on, strongest first. */
export const strengthsOf = ({ points }: LearningCurve): StrengthKey[] =>
  order.filter((key) => points.some((point) => accuracyAt(point, key) !== null));

/** Of a point, for one strength; null where no test pair has it. */
export const accuracyAt = (point: LearningCurvePoint, key: StrengthKey): number | null =>
  point.by_strength.find((row) => row.strength === key)?.accuracy ?? null;
