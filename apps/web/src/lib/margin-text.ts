import { type MarginKind, marginTables, type Strength, strengths } from '@preferably/domain';

/** Margins are whole numbers or thirds; the paper writes them so, and so do we: 3, 2/3, 0. */
export function marginText(kind: MarginKind, strength: Strength): string {
  const value = marginTables[kind][strength];
  return Number.isInteger(value) ? String(value) : `${Math.round(value * 3)}/3`;
}

/** The four numbers of a margin, strongest first: "1, 2/3, 1/3, 0". */
export const marginNumbers = (kind: MarginKind) => strengths.map((each) => marginText(kind, each)).join(', ');
