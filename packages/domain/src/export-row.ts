import type { Turn } from './dialog.ts';
import { type MarginKind, marginOf } from './margin.ts';
import { safetyBin } from './safety.ts';
import type { Dimension, SafetyLabel, Side, Split, Strength } from './vocabulary.ts';

/** One preference as the database gives it, before it takes a file's shape. */
export interface SnapshotRow {
  preferenceId: string;
  comparisonId: string;
  project: string;
  dimension: Dimension;
  batch: number;
  split: Split;
  rootSha256: string;
  prompt: Turn[];
  responseA: string;
  responseB: string;
  side: Side;
  strength: Strength | null;
  safety: Record<Side, SafetyLabel> | null;
  categories: Record<Side, string[]>;
  chips: Record<Side, string[]>;
  comment: string | null;
  /** The preferred response as the annotator improved it. */
  edited: string | null;
  annotator: string;
  shownFirst: Side;
  guidelineVersion: number | null;
  recorded: boolean;
  source: string | null;
  lang: string | null;
  submittedAt: string;
}

/** The canonical row of docs/export-format.md. The order of the keys is part of the format: same rows, same bytes. */
export function canonicalRow(row: SnapshotRow) {
  return {
    id: row.preferenceId,
    comparison_id: row.comparisonId,
    project: row.project,
    dimension: row.dimension,
    batch: row.batch,
    split: row.split,
    root_sha256: row.rootSha256,
    prompt: row.prompt.map((t) => ({ role: t.role, content: t.content })),
    response_a: row.responseA,
    response_b: row.responseB,
    side: row.side,
    strength: row.strength,
    safety: row.safety && { a: row.safety.a, b: row.safety.b },
    safety_bin: row.safety && safetyBin(row.side, row.safety),
    categories: { a: row.categories.a, b: row.categories.b },
    chips: { a: row.chips.a, b: row.chips.b },
    comment: row.comment,
    edited: row.edited,
    annotator: row.annotator,
    shown_first: row.shownFirst,
    guideline_version: row.guidelineVersion,
    recorded: row.recorded,
    source: row.source,
    lang: row.lang,
    submitted_at: row.submittedAt,
  };
}

/** A row of TRL's conversational preference format with an explicit prompt and the margin column. */
export function trlRow(row: SnapshotRow, margin: MarginKind) {
  const [chosen, rejected] =
    row.side === 'a' ? [row.responseA, row.responseB] : [row.responseB, row.responseA];
  return {
    prompt: row.prompt.map((t) => ({ role: t.role, content: t.content })),
    chosen: [{ role: 'assistant', content: chosen }],
    rejected: [{ role: 'assistant', content: rejected }],
    margin: marginOf(margin, row.strength),
  };
}
