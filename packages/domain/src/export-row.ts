import type { Turn } from './dialog.ts';
import type { Dimension, SafetyBin, SafetyLabel, Side, Split, Strength } from './vocabulary.ts';

/**
 * A line of the canonical file, field by field as docs/export-format.md lists them. The database makes the line itself
 * (packages/db/src/streams/snapshot-lines.ts); every other file is made from what is read here.
 */
export interface CanonicalRow {
  /** The preference. */
  id: string;
  comparison_id: string;
  project: string;
  dimension: Dimension;
  batch: number;
  kind: 'work' | 'gold';
  split: Split;
  root_sha256: string;
  prompt: Turn[];
  response_a: string;
  response_b: string;
  models: Record<Side, string | null> | null;
  side: Side;
  strength: Strength | null;
  safety: Record<Side, SafetyLabel> | null;
  safety_bin: SafetyBin | null;
  categories: Record<Side, string[]>;
  chips: Record<Side, string[]>;
  comment: string | null;
  /** The preferred response as the annotator improved it. */
  edited: string | null;
  annotator: string;
  shown_first: Side;
  guideline_version: number | null;
  recorded: boolean;
  /** How many of the comparison's judgements that pass the filter prefer each side. */
  votes: Record<Side, number>;
  /** What the row counts for in training, between 0 and 1; 1 unless the snapshot weighs its rows. */
  weight: number;
  source: string | null;
  lang: string | null;
  submitted_at: string;
}

/** The trained pair of a row. */
export function pairOf(row: CanonicalRow): { chosen: string; rejected: string } {
  const { side, response_a: a, response_b: b } = row;
  return side === 'a' ? { chosen: a, rejected: b } : { chosen: b, rejected: a };
}
