const messages = 'STRUCT(role VARCHAR, content VARCHAR)[]';
const bySide = (type: string) => `STRUCT(a ${type}, b ${type})`;

/** The columns of a Parquet file in their order. Ids are text, because not every reader knows Parquet's UUID. */
export type Columns = Record<string, string>;

/** A canonical row: its fields as they are, with nested types. */
export const canonicalColumns: Columns = {
  id: 'VARCHAR',
  comparison_id: 'VARCHAR',
  project: 'VARCHAR',
  dimension: 'VARCHAR',
  batch: 'INTEGER',
  kind: 'VARCHAR',
  split: 'VARCHAR',
  root_sha256: 'VARCHAR',
  prompt: messages,
  response_a: 'VARCHAR',
  response_b: 'VARCHAR',
  models: bySide('VARCHAR'),
  side: 'VARCHAR',
  strength: 'VARCHAR',
  safety: bySide('VARCHAR'),
  safety_bin: 'VARCHAR',
  categories: bySide('VARCHAR[]'),
  chips: bySide('VARCHAR[]'),
  comment: 'VARCHAR',
  edited: 'VARCHAR',
  annotator: 'VARCHAR',
  shown_first: 'VARCHAR',
  guideline_version: 'INTEGER',
  recorded: 'BOOLEAN',
  votes: bySide('INTEGER'),
  weight: 'DOUBLE',
  source: 'VARCHAR',
  lang: 'VARCHAR',
  submitted_at: 'TIMESTAMPTZ',
};

/** A row of the Hugging Face folder, as `huggingfaceRows` of packages/domain makes it. */
export const huggingfaceColumns: Columns = {
  prompt: messages,
  chosen: messages,
  rejected: messages,
  margin: 'DOUBLE',
  strength: 'VARCHAR',
  pair: 'VARCHAR',
  safety_bin: 'VARCHAR',
  lang: 'VARCHAR',
  batch: 'INTEGER',
  weight: 'DOUBLE',
  id: 'VARCHAR',
  comparison_id: 'VARCHAR',
};
