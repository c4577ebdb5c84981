import { type CanonicalRow as Row, safetyBins } from '@preferably/domain';
import { z } from 'zod';
import { Dimension, Id, SafetyLabel, Sha256, Side, Split, Strength, Turn } from './common.ts';

const bySide = <T extends z.ZodType>(type: T) => z.strictObject({ a: type, b: type });
const Codes = z.array(z.string());

/** A line of canonical.jsonl. docs/export-format.schema.json is made from this, for readers in other languages. */
export const CanonicalRow = z.strictObject({
  id: Id.describe('The preference.'),
  comparison_id: Id.describe('The comparison it judges.'),
  project: z.string().describe('The short name of the project.'),
  dimension: Dimension.describe('What the project collects.'),
  batch: z.int().min(1).describe('The number of the batch.'),
  kind: z.enum(['work', 'gold']).describe('Gold comparisons have a known answer.'),
  split: Split.describe('Decided by a keyed hash of the dialog root, so it is the same in later snapshots.'),
  root_sha256: Sha256.describe('Of the first human turn, in NFKC, small letters and single spaces.'),
  prompt: z.array(z.strictObject(Turn.shape)).min(1).describe('The dialog so far. It ends with the human.'),
  response_a: z.string().describe('In stored order, whatever order was shown.'),
  response_b: z.string().describe('In stored order, whatever order was shown.'),
  models: bySide(z.string().nullable()).nullable().describe('The models that gave the responses.'),
  side: Side.describe('The preferred response.'),
  strength: Strength.nullable().describe('How much better; null for judgements recorded without it.'),
  safety: bySide(SafetyLabel).nullable().describe('The labels of both responses.'),
  safety_bin: z.enum(safetyBins).nullable().describe('Follows from side and labels (Llama 2 §3.2.1).'),
  categories: bySide(Codes).describe('The risk categories of an unsafe response.'),
  chips: bySide(Codes).describe('The questions that were answered with yes.'),
  comment: z.string().nullable().describe('The reason in the annotator’s words.'),
  edited: z.string().nullable().describe('The preferred response as the annotator improved it.'),
  annotator: z
    .string()
    .regex(/^annotator-[0-9a-f]{12}$/u)
    .describe('A pseudonym, another one in every snapshot.'),
  shown_first: Side.describe('The response that stood first on the screen.'),
  guideline_version: z.int().min(1).nullable().describe('The version that the annotator saw.'),
  recorded: z.boolean().describe('Judged elsewhere and imported.'),
  votes: bySide(z.int().min(0)).describe('How many judgements of the comparison prefer each side.'),
  weight: z.number().gt(0).max(1).describe('What the row counts for in training.'),
  source: z.string().nullable().describe('Where the comparison came from, as the import named it.'),
  lang: z.string().nullable().describe('The language of the prompt, as the import named it.'),
  submitted_at: z.iso.datetime().describe('When it was submitted, in UTC.'),
}) satisfies z.ZodType<Row>;

/** The JSON Schema of a canonical row, as docs/export-format.schema.json holds it. */
export const canonicalRowSchema = () => ({
  ...z.toJSONSchema(CanonicalRow, { target: 'draft-2020-12' }),
  title: 'A row of canonical.jsonl',
});
