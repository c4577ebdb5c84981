import type { ModelAgreement } from '@preferably/contracts';
import type { Interval } from '../../../lib/interval-scale.ts';

export type Agreements = ModelAgreement['overall'];
type Share = Agreements['model'];

export const intervalOf = ({ ci95 }: Share): Interval | null => {
  const [low, high] = ci95 ?? [];
  return low === undefined || high === undefined ? null : [low, high];
};

/** Every interval of a report, so that all its bars can be compared. */
export const intervalsOf = ({ overall, byAnnotator, byGuidelineVersion }: ModelAgreement) =>
  [
    overall,
    ...byGuidelineVersion,
    ...byAnnotator,
    ...byAnnotator.flatMap(({ versions }) => versions),
  ].flatMap(({ model, humans }) => [intervalOf(model), intervalOf(humans)]);
