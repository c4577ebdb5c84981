import { type Database, snapshotLines } from '@preferably/db';
import type { CanonicalRow, Compression } from '@preferably/domain';
import { FileWriter, type MadeFile } from './file-writer.ts';
import type { TextFormat } from './text-formats.ts';
import type { WritingLease } from './writing-lease.ts';

/** The file that every snapshot has: what the database says, byte by byte. */
export const CANONICAL = { name: 'canonical.jsonl', format: 'canonical', split: null } as const;

export interface WrittenLines {
  canonical: MadeFile;
  /** The files of the formats, in their order. */
  files: MadeFile[];
  /** Of the canonical lines, in bytes and before they were packed. */
  longestLine: number;
  textBytes: number;
}

interface Writing {
  folder: string;
  snapshotId: string;
  formats: TextFormat[];
  compression: Compression;
  /** Every n-th row is shown to `look`. */
  stride: number;
  look(row: CanonicalRow): void;
  lease: WritingLease;
}

/**
 * One pass over the rows, in constant memory. The canonical file takes the bytes as they come; a row is read only for
 * the formats that are made from it, or when it is looked at.
 */
export async function writeLines(db: Database, writing: Writing): Promise<WrittenLines> {
  const { folder, formats, compression, lease } = writing;
  const open: FileWriter[] = [];
  const begin = async (file: Parameters<typeof FileWriter.open>[1]) => {
    // Lines that Parquet is made from are read again at once: packing them would be work for nothing.
    const packed = file.format === 'huggingface' ? 'none' : compression;
    const writer = await FileWriter.open(folder, file, packed);
    open.push(writer);
    return { split: file.split, writer };
  };
  try {
    const canonical = await begin(CANONICAL);
    const outlets = [];
    for (const format of formats) {
      const files = [];
      for (const file of format.files) files.push(await begin(file));
      for (const { writer } of files) await writer.write(format.head, 0);
      outlets.push({ format, files });
    }
    let row = 0;
    let longestLine = 0;
    let textBytes = 0;
    for await (const chunk of snapshotLines(db, writing.snapshotId)) {
      lease.signal.throwIfAborted();
      const ends = endsOfLines(chunk);
      await canonical.writer.write(chunk, ends.length);
      textBytes += chunk.length;
      for (const [n, end] of ends.entries()) longestLine = Math.max(longestLine, end - startOf(ends, n));
      look(chunk, ends, row, writing);
      row += ends.length;
      lease.add(ends.length);
      if (outlets.length === 0) continue;
      const rows = ends.map((_, n) => lineAt(chunk, ends, n));
      for (const { format, files } of outlets) {
        for (const { split, writer } of files) {
          const mine = split ? rows.filter((r) => r.split === split) : rows;
          const made = mine.flatMap((r) => format.lines(r));
          await writer.write(made.join(''), made.length);
        }
        lease.add(ends.length);
      }
    }
    const [first, ...files] = await Promise.all(open.map((writer) => writer.end()));
    return { canonical: first as MadeFile, files, longestLine, textBytes };
  } catch (error) {
    await Promise.all(open.map((writer) => writer.discard()));
    throw error;
  }
}

function look(chunk: Buffer, ends: readonly number[], first: number, { stride, look: at }: Writing) {
  for (let n = (stride - (first % stride)) % stride; n < ends.length; n += stride) at(lineAt(chunk, ends, n));
}

const NEWLINE = 10;

/** Where each line of a chunk ends. Most rows are only counted: as bytes they cost next to nothing. */
function endsOfLines(chunk: Buffer): number[] {
  const ends: number[] = [];
  for (let end = chunk.indexOf(NEWLINE); end !== -1; end = chunk.indexOf(NEWLINE, end + 1)) ends.push(end);
  return ends;
}

const startOf = (ends: readonly number[], n: number) => (n === 0 ? 0 : (ends[n - 1] as number) + 1);

const lineAt = (chunk: Buffer, ends: readonly number[], n: number): CanonicalRow =>
  JSON.parse(chunk.toString('utf8', startOf(ends, n), ends[n]));
