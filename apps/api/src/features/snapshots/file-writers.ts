import { createHash, type Hash } from 'node:crypto';
import { once } from 'node:events';
import type { snapshotQueue } from '@preferably/db';
import { type CanonicalRow, type MarginKind, type Split, trlRow } from '@preferably/domain';
import type { Storage, Upload } from '../../storage.ts';

export interface FileFormat {
  name: string;
  format: string;
  split: Split | null;
  /** The line of a row, or null when the row does not belong into this file. */
  line(row: CanonicalRow): string | null;
}

/** The files of a snapshot. Every row stands in the canonical file and in one of TRL's two. */
export const formatsOf = (margin: MarginKind): FileFormat[] => [
  { name: 'canonical.jsonl', format: 'canonical', split: null, line: (row) => JSON.stringify(row) },
  ...(['train', 'test'] as const).map((split) => ({
    name: `trl-${split}.jsonl`,
    format: 'trl',
    split,
    line: (row: CanonicalRow) => (row.split === split ? JSON.stringify(trlRow(row, margin)) : null),
  })),
];

/** In how many files each row is written, for progress. */
export const FILES_PER_ROW = 2;

/** Writes one file: hashes and counts what passes through and waits when the disk is slower than the database. */
export class FileWriter {
  #hash: Hash = createHash('sha256');
  #bytes = 0;
  #rows = 0;
  #upload: Upload;
  #failure: Error | null = null;
  readonly format: FileFormat;
  readonly storageKey: string;

  private constructor(format: FileFormat, storageKey: string, upload: Upload) {
    this.format = format;
    this.storageKey = storageKey;
    this.#upload = upload;
    upload.stream.on('error', (error: Error) => {
      this.#failure = error;
    });
  }

  static async open(storage: Storage, snapshotId: string, format: FileFormat): Promise<FileWriter> {
    const key = `snapshots/${snapshotId}/${format.name}`;
    return new FileWriter(format, key, await storage.write(key));
  }

  async write(rows: CanonicalRow[]): Promise<number> {
    const lines = rows.map((row) => this.format.line(row)).filter((line) => line !== null);
    if (lines.length > 0) await this.#put(Buffer.from(`${lines.join('\n')}\n`));
    this.#rows += lines.length;
    return lines.length;
  }

  /** For files that are one text instead of rows. */
  writeText(text: string): Promise<void> {
    return this.#put(Buffer.from(text));
  }

  async #put(chunk: Buffer): Promise<void> {
    if (this.#failure) throw this.#failure;
    this.#hash.update(chunk);
    this.#bytes += chunk.length;
    if (!this.#upload.stream.write(chunk)) await once(this.#upload.stream, 'drain');
  }

  /** Ends the file and moves it into place. */
  async keep(): Promise<snapshotQueue.WrittenFile> {
    this.#upload.stream.end();
    if (this.#failure) throw this.#failure;
    await once(this.#upload.stream, 'close');
    await this.#upload.keep();
    const { name, format, split } = this.format;
    const sha256 = this.#hash.digest('hex');
    const counted = { rows: this.#rows, bytes: this.#bytes, sha256 };
    return { name, format, split, ...counted, storageKey: this.storageKey };
  }

  async discard(): Promise<void> {
    this.#upload.stream.end();
    await this.#upload.discard();
  }
}
