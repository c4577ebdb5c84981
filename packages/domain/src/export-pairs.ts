import type { Turn } from './dialog.ts';
import { type CanonicalRow, pairOf } from './export-row.ts';
import { type MarginKind, marginOf } from './margin.ts';

/** What a snapshot says about the shape of its trained pairs. */
export interface ExportShape {
  margin: MarginKind;
  /** Whether rows weigh differently; then their weight goes along as a column. */
  weighted: boolean;
}

/** A pair that a reward model is fitted on: more of the one than of the other, by the margin at least. */
export interface TrainedPair {
  prompt: Turn[];
  chosen: string;
  rejected: string;
  margin: number;
}

/**
 * The pairs of a row: the judged one and, where the annotator improved the preferred response, the improved over the
 * preferred one, as Llama 3 §4.2.1 orders them (edited over chosen over rejected). Nobody said by how much an edit is
 * better, so it asks for no margin.
 */
export function trainedPairs(row: CanonicalRow, margin: MarginKind): TrainedPair[] {
  const { chosen, rejected } = pairOf(row);
  const prompt = row.prompt.map(({ role, content }) => ({ role, content }));
  const judged = { prompt, chosen, rejected, margin: marginOf(margin, row.strength) };
  if (row.edited === null || row.edited === chosen) return [judged];
  return [judged, { prompt, chosen: row.edited, rejected: chosen, margin: 0 }];
}
