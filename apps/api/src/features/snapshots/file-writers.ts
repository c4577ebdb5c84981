import { createHash, type Hash } from 'node:crypto';
import { once } from 'node:events';
import { createWriteStream, type WriteStream } from 'node:fs';
import path from 'node:path';
import type { snapshotQueue } from '@preferably/db';
import { type CanonicalRow, type MarginKind, type Split, trlRow } from '@preferably/domain';
import type { Storage } from '../../storage/storage.ts';

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

const WRITE_BYTES = 1 << 20;

/** Writes one file: hashes and counts what passes through and waits when the disk is slower than the database. */
export class FileWriter {
  #hash: Hash = createHash('sha256');
  #bytes = 0;
  #rows = 0;
  #stream: WriteStream;
  #failure: Error | null = null;
  readonly format: FileFormat;
  readonly #file: string;

  /** Begins a file in a work folder of its own. */
  constructor(folder: string, format: FileFormat) {
    this.format = format;
    this.#file = path.join(folder, format.name);
    this.#stream = createWriteStream(this.#file, { highWaterMark: WRITE_BYTES });
    this.#stream.on('error', (error: Error) => {
      this.#failure = error;
    });
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
    if (!this.#stream.write(chunk)) await once(this.#stream, 'drain');
  }

  /** Ends the file and puts it into the storage. */
  async keep(storage: Storage, snapshotId: string): Promise<snapshotQueue.WrittenFile> {
    this.#stream.end();
    if (this.#failure) throw this.#failure;
    await once(this.#stream, 'close');
    const { name, format, split } = this.format;
    const storageKey = `snapshots/${snapshotId}/${name}`;
    await storage.put(storageKey, this.#file);
    const counted = { rows: this.#rows, bytes: this.#bytes, sha256: this.#hash.digest('hex') };
    return { name, format, split, ...counted, storageKey };
  }

  /** Lets go of a file that is not to be kept; its work folder is removed with it. */
  async discard(): Promise<void> {
    if (this.#stream.closed) return;
    this.#stream.destroy();
    await once(this.#stream, 'close');
  }
}
