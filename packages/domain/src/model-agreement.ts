import { wilson } from './wilson.ts';

/** Judgements, or pairs of them, and those on the same side. */
export interface AgreementCounts {
  judged: number;
  agreed: number;
}

/** With the share and its 95 % Wilson interval, which takes what was counted as independent; null without anything. */
export interface AgreementShare extends AgreementCounts {
  share: number | null;
  ci95: [number, number] | null;
}

export function agreementShare({ judged, agreed }: AgreementCounts): AgreementShare {
  if (judged === 0) return { judged, agreed, share: null, ci95: null };
  const { low, high } = wilson(agreed, judged);
  return { judged, agreed, share: agreed / judged, ci95: [low, high] };
}

/**
 * The probability that response A is better, by a model that has no calibration: that of the Bradley-Terry model by
 * which it was fitted (Llama 2 §3.2.2, equation 1 without the margin).
 */
export const plainProbability = (a: number, b: number): number => 1 / (1 + Math.exp(b - a));
