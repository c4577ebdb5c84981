import type { Turn } from './dialog.ts';
import { type ExportShape, type TrainedPair, trainedPairs } from './export-pairs.ts';
import { type CanonicalRow, pairOf } from './export-row.ts';
import { writeTranscript } from './hh-transcript.ts';

/*
 * One row of the canonical file as the rows of another tool's file. The order of the keys is part of each format: the
 * same snapshot, the same bytes. docs/export-format.md says who reads which.
 */
export type Shape = (row: CanonicalRow, shape: ExportShape) => object[];

/**
 * The line of a row. Margins and weights keep their decimal point: who reads a file in parts takes a column of whole
 * numbers for integers, and stumbles over the first 0.5. Inside a text the quotes would be escaped.
 */
export const jsonLine = (row: object) =>
  `${JSON.stringify(row).replace(/"(margin|weight)":(\d+)(?=[,}])/gu, '"$1":$2.0')}\n`;

const answer = (content: string): Turn[] => [{ role: 'assistant', content }];
const weightOf = (row: CanonicalRow, { weighted }: ExportShape) => (weighted ? { weight: row.weight } : {});

const eachPair =
  (form: (pair: TrainedPair) => object): Shape =>
  (row, shape) =>
    trainedPairs(row, shape.margin).map((pair) => ({ ...form(pair), ...weightOf(row, shape) }));

/** TRL's conversational preference format with an explicit prompt and the margin of its reward trainer. */
export const trlRows = eachPair(({ prompt, chosen, rejected, margin }) => ({
  prompt,
  chosen: answer(chosen),
  rejected: answer(rejected),
  margin,
}));

/** TRL's preference format with an implicit prompt: both dialogs whole, and they share all but their last turn. */
export const trlImplicitRows = eachPair(({ prompt, chosen, rejected, margin }) => ({
  chosen: [...prompt, ...answer(chosen)],
  rejected: [...prompt, ...answer(rejected)],
  margin,
}));

/** Anthropic's HH-RLHF: two whole transcripts. */
export const hhRows = eachPair(({ prompt, chosen, rejected }) => ({
  chosen: writeTranscript([...prompt, ...answer(chosen)]),
  rejected: writeTranscript([...prompt, ...answer(rejected)]),
}));

/**
 * OpenRLHF's reward dataset with `--apply_chat_template --prompt_key prompt`: it joins the messages of prompt and
 * response, and reads `margin`, where zero and none are the same to it.
 */
export const openrlhfRows = eachPair(({ prompt, chosen, rejected, margin }) => ({
  prompt,
  chosen: answer(chosen),
  rejected: answer(rejected),
  margin,
}));

/**
 * RewardBench's columns: the earlier turns, the two responses as text, and the subset that accuracy is told by. Ours is
 * the strength, as in Llama 2 table 8. Judged pairs alone: what an evaluation measures is what somebody compared.
 */
export const rewardbenchRows: Shape = (row) => {
  const { chosen, rejected } = pairOf(row);
  const prompt = row.prompt.map(({ role, content }) => ({ role, content }));
  return [{ prompt, chosen, rejected, subset: `${row.dimension}-${row.strength ?? 'unknown'}`, id: row.id }];
};

/** TRL's unpaired preferences, which KTO reads: every response a row of its own, wanted or not. */
export const ktoRows: Shape = (row, shape) => {
  const { chosen, rejected } = pairOf(row);
  const wanted = row.edited === null || row.edited === chosen ? [chosen] : [chosen, row.edited];
  const prompt = row.prompt.map(({ role, content }) => ({ role, content }));
  const unpaired = (content: string, label: boolean) => ({
    prompt,
    completion: answer(content),
    label,
    ...weightOf(row, shape),
  });
  return [...wanted.map((content) => unpaired(content, true)), unpaired(rejected, false)];
};

/** The Hugging Face folder: TRL's columns first, and beside them what people look a row up and filter by. */
export const huggingfaceRows: Shape = (row, shape) =>
  trainedPairs(row, shape.margin).map(({ prompt, chosen, rejected, margin }, n) => ({
    prompt,
    chosen: answer(chosen),
    rejected: answer(rejected),
    margin,
    strength: n === 0 ? row.strength : null,
    pair: n === 0 ? 'judged' : 'edited',
    safety_bin: row.safety_bin,
    lang: row.lang,
    batch: row.batch,
    weight: row.weight,
    id: row.id,
    comparison_id: row.comparison_id,
  }));
