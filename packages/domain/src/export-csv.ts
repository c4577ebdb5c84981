import type { CanonicalRow } from './export-row.ts';

type Cell = string | number | boolean | null;

/** The columns of the file for spreadsheets, in their order. */
const columns = {
  id: (row) => row.id,
  comparison_id: (row) => row.comparison_id,
  project: (row) => row.project,
  dimension: (row) => row.dimension,
  batch: (row) => row.batch,
  kind: (row) => row.kind,
  split: (row) => row.split,
  lang: (row) => row.lang,
  turns: (row) => row.prompt.length,
  last_human_turn: (row) => row.prompt.at(-1)?.content ?? '',
  response_a: (row) => row.response_a,
  response_b: (row) => row.response_b,
  model_a: (row) => row.models?.a ?? null,
  model_b: (row) => row.models?.b ?? null,
  side: (row) => row.side,
  strength: (row) => row.strength,
  safety_a: (row) => row.safety?.a ?? null,
  safety_b: (row) => row.safety?.b ?? null,
  safety_bin: (row) => row.safety_bin,
  edited: (row) => row.edited,
  comment: (row) => row.comment,
  annotator: (row) => row.annotator,
  shown_first: (row) => row.shown_first,
  guideline_version: (row) => row.guideline_version,
  recorded: (row) => row.recorded,
  votes_a: (row) => row.votes.a,
  votes_b: (row) => row.votes.b,
  weight: (row) => row.weight,
  source: (row) => row.source,
  submitted_at: (row) => row.submitted_at,
} satisfies Record<string, (row: CanonicalRow) => Cell>;

/** What a spreadsheet takes for the beginning of a formula, in both widths (OWASP, CSV injection). */
const FORMULA = /^[=+\-@\t\r\n＝＋－＠]/u;

/** A cell after RFC 4180. A text that a spreadsheet would run gets an apostrophe in front, which makes it a text. */
export function csvCell(value: Cell): string {
  if (value === null) return '';
  if (typeof value !== 'string') return String(value);
  const text = FORMULA.test(value) ? `'${value}` : value;
  return /[",\r\n]/u.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

const lineOf = (cells: Cell[]) => `${cells.map(csvCell).join(',')}\r\n`;

/** The byte order mark is what makes spreadsheets read the rest as UTF-8. */
export const csvHead = `\uFEFF${lineOf(Object.keys(columns))}`;

export const csvLine = (row: CanonicalRow) => lineOf(Object.values(columns).map((column) => column(row)));
