import type { Strength } from './vocabulary.ts';

/** Llama 2 Table 27: the margin m(r) of the ranking loss (Eq. 2), in logits. */
export const marginTables = {
  large: { significantly_better: 3, better: 2, slightly_better: 1, negligibly_better: 0 },
  small: { significantly_better: 1, better: 2 / 3, slightly_better: 1 / 3, negligibly_better: 0 },
  none: { significantly_better: 0, better: 0, slightly_better: 0, negligibly_better: 0 },
} as const satisfies Record<string, Record<Strength, number>>;

export const marginKinds = [
  'large',
  'small',
  'none',
] as const satisfies readonly (keyof typeof marginTables)[];
export type MarginKind = (typeof marginKinds)[number];

/**
 * What strength does to the loss of a run: shifts it by a margin, or multiplies it (`scaled`, HelpSteer2-Preference,
 * arXiv 2410.01257). An export writes margins only.
 */
export const lossMargins = [...marginKinds, 'scaled'] as const;
export type LossMargin = (typeof lossMargins)[number];

/** How much more a judgement counts where the loss is scaled. The weights are ours; without a strength it is 1. */
export const scaledWeights = {
  significantly_better: 4,
  better: 3,
  slightly_better: 2,
  negligibly_better: 1,
} as const satisfies Record<Strength, number>;

/** A missing strength (older binary data) asks for no margin: we know who was preferred, not by how much. */
export function marginOf(kind: MarginKind, strength: Strength | null): number {
  return strength === null ? 0 : marginTables[kind][strength];
}
