import {
  type CanonicalRow,
  csvHead,
  csvLine,
  type ExportFormat,
  type ExportShape,
  hhRows,
  huggingfaceRows,
  jsonLine,
  ktoRows,
  openrlhfRows,
  rewardbenchRows,
  type Shape,
  type Split,
  splits,
  trlImplicitRows,
  trlRows,
} from '@preferably/domain';
import type { FileName } from './file-writer.ts';

/** A format whose files are lines of text that are made from the rows. */
export interface TextFormat {
  format: ExportFormat;
  files: FileName[];
  /** What stands before the first line. */
  head: string;
  /** The lines of a row, in the file of its split or in the one there is. */
  lines(row: CanonicalRow): string[];
}

/** The names of the files by format. Those of `huggingface` are turned into Parquet and not kept. */
const shapes: Partial<Record<ExportFormat, { name: string; shape: Shape }>> = {
  trl: { name: 'trl', shape: trlRows },
  trl_implicit: { name: 'trl-implicit', shape: trlImplicitRows },
  hh: { name: 'hh', shape: hhRows },
  openrlhf: { name: 'openrlhf', shape: openrlhfRows },
  rewardbench: { name: 'rewardbench', shape: rewardbenchRows },
  kto: { name: 'kto', shape: ktoRows },
  huggingface: { name: 'huggingface', shape: huggingfaceRows },
};

const bySplit = (name: string, format: ExportFormat): FileName[] =>
  splits.map((split: Split) => ({ name: `${name}-${split}.jsonl`, format, split }));

export function textFormats(wanted: readonly ExportFormat[], how: ExportShape): TextFormat[] {
  return wanted.flatMap((format): TextFormat[] => {
    if (format === 'csv') {
      const files = [{ name: 'preferences.csv', format, split: null }];
      return [{ format, files, head: csvHead, lines: (row) => [csvLine(row)] }];
    }
    const known = shapes[format];
    if (!known) return [];
    const lines = (row: CanonicalRow) => known.shape(row, how).map(jsonLine);
    return [{ format, files: bySplit(known.name, format), head: '', lines }];
  });
}

/** How often each row is written, for progress: once as it is and once for every format. */
export const timesWritten = (formats: readonly ExportFormat[]) => 1 + formats.length;
