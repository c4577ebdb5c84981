import { type Database, snapshotLines } from '@preferably/db';
import type { CanonicalRow, Compression } from '@preferably/domain';
import { FileWriter, type MadeFile } from './file-writer.ts';
import type { TextFormat } from './text-formats.ts';
import { breathe, type WritingLease } from './writing-lease.ts';

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
      const lines = chunk.toString().split('\n').slice(0, -1);
      await canonical.writer.write(chunk, lines.length);
      textBytes += chunk.length;
      for (const line of lines)
        if (line.length * 3 > longestLine) longestLine = Math.max(longestLine, Buffer.byteLength(line));
      await look(lines, row, writing);
      row += lines.length;
      lease.add(lines.length);
      if (outlets.length === 0) continue;
      const rows = lines.map((line) => JSON.parse(line) as CanonicalRow);
      for (const { format, files } of outlets) {
        await breathe();
        for (const { split, writer } of files) {
          const mine = split ? rows.filter((r) => r.split === split) : rows;
          const made = mine.flatMap((r) => format.lines(r));
          await writer.write(made.join(''), made.length);
        }
        lease.add(lines.length);
      }
    }
    const [first, ...files] = await Promise.all(open.map((writer) => writer.end()));
    return { canonical: first as MadeFile, files, longestLine, textBytes };
  } catch (error) {
    await Promise.all(open.map((writer) => writer.discard()));
    throw error;
  }
}

/** Looking at a row takes longer than writing it, so no more than a few are looked at in one go. */
const LOOKS_AT_ONCE = 16;

async function look(lines: string[], first: number, { stride, look: at }: Writing) {
  let looked = 0;
  for (let n = (stride - (first % stride)) % stride; n < lines.length; n += stride) {
    at(JSON.parse(lines[n] as string));
    if (++looked % LOOKS_AT_ONCE === 0) await breathe();
  }
}
