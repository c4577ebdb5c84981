import { type Database, guidelines, snapshots } from '@preferably/db';
import {
  type Compression,
  cardCounter,
  cardStride,
  type ExportFormat,
  type MarginKind,
  type Split,
} from '@preferably/domain';
import { cardText } from './card-text.ts';
import { FileWriter, type MadeFile } from './file-writer.ts';
import { huggingfaceHead } from './huggingface-head.ts';
import { languageChecker } from './language-check.ts';
import { canonicalColumns, huggingfaceColumns } from './parquet-columns.ts';
import { textFormats } from './text-formats.ts';
import { type WrittenLines, writeLines } from './write-lines.ts';
import { writeParquet } from './write-parquet.ts';
import type { WritingLease } from './writing-lease.ts';

export type Stored = NonNullable<Awaited<ReturnType<typeof snapshots.findSnapshot>>>;

/** What a line of the Hugging Face folder holds beyond the canonical line that it is made from. */
const HUGGINGFACE_BESIDE = 4096;

/** Makes every file of a snapshot but its manifest in a work folder: lines first, and from them Parquet and the card. */
export async function makeFiles(
  db: Database,
  snapshot: Stored,
  folder: string,
  lease: WritingLease,
): Promise<MadeFile[]> {
  const wanted = snapshot.formats as ExportFormat[];
  const { rows } = snapshot.counts as { rows: number };
  const card = cardCounter();
  const languages = languageChecker(rows);
  const lines = await writeLines(db, {
    folder,
    snapshotId: snapshot.id,
    formats: textFormats(wanted, {
      margin: snapshot.margin as MarginKind,
      weighted: snapshot.aggregation === 'weighted',
    }),
    compression: snapshot.compression as Compression,
    stride: cardStride(rows),
    look: (row) => {
      card.add(row);
      languages.add(row);
    },
    lease,
  });
  const made = [lines.canonical, ...lines.files.filter((file) => file.format !== 'huggingface')];
  if (wanted.includes('parquet')) made.push(await canonicalParquet(folder, lines, lease));
  const text = cardText({
    snapshot,
    statistics: card.statistics(),
    languages: languages.result(),
    used: await snapshots.guidelineVersionsOf(db, snapshot.id),
    versions: await guidelines.listVersions(db, snapshot.project.guidelineSetId),
  });
  made.push(await oneText(folder, { name: 'card.md', format: 'card', text }));
  if (wanted.includes('huggingface')) {
    const parts = await huggingfaceParquet(folder, lines, lease);
    const head = huggingfaceHead(snapshot, parts, card.statistics().languages);
    const name = 'huggingface/README.md';
    made.push(...parts, await oneText(folder, { name, format: 'huggingface', text: head + text }));
  }
  return made;
}

/** A file that is one text. */
export async function oneText(
  folder: string,
  { text, ...file }: { name: string; format: string; text: string },
): Promise<MadeFile> {
  const writer = await FileWriter.open(folder, { ...file, split: null }, 'none');
  await writer.write(text, 0);
  return writer.end();
}

async function canonicalParquet(folder: string, lines: WrittenLines, lease: WritingLease) {
  const { canonical, textBytes, longestLine } = lines;
  const { path, rows } = canonical;
  const file = { name: 'canonical.parquet', format: 'parquet', split: null };
  const source = { path, rows, textBytes, longestLine, columns: canonicalColumns };
  const made = await writeParquet(folder, file, source, lease.signal);
  lease.add(rows);
  return made;
}

/** The folder's data. A split without rows has no file: readers take an empty one for a broken one. */
async function huggingfaceParquet(folder: string, lines: WrittenLines, lease: WritingLease) {
  const made: MadeFile[] = [];
  for (const { split, format, path, rows, bytes } of lines.files) {
    if (format !== 'huggingface' || rows === 0) continue;
    const name = `huggingface/data/${split as Split}-00000-of-00001.parquet`;
    const source = {
      path,
      rows,
      textBytes: bytes,
      longestLine: lines.longestLine + HUGGINGFACE_BESIDE,
      columns: huggingfaceColumns,
    };
    made.push(await writeParquet(folder, { name, format, split }, source, lease.signal));
  }
  return made;
}
