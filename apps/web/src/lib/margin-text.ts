import {
  type LossMargin,
  type MarginKind,
  marginTables,
  type Strength,
  scaledWeights,
  strengths,
} from '@preferably/domain';

/** Margins are whole numbers or thirds; the paper writes them so, and so do we: 3, 2/3, 0. */
export function marginText(kind: MarginKind, strength: Strength): string {
  const value = marginTables[kind][strength];
  return Number.isInteger(value) ? String(value) : `${Math.round(value * 3)}/3`;
}

/** The four numbers of a margin, strongest first: "1, 2/3, 1/3, 0". */
export const marginNumbers = (kind: MarginKind) => strengths.map((each) => marginText(kind, each)).join(', ');

/** What strength does to the loss of a run: the numbers that are added, or "×4, ×3, ×2, ×1". */
export const lossMarginNumbers = (kind: LossMargin) =>
  kind === 'scaled' ? strengths.map((each) => `×${scaledWeights[each]}`).join(', ') : marginNumbers(kind);
