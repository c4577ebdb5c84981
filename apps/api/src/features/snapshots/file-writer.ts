import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { createReadStream } from 'node:fs';
import { mkdir, open, stat } from 'node:fs/promises';
import path from 'node:path';
import { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import type { Compression, Split } from '@preferably/domain';

export interface FileName {
  name: string;
  format: string;
  /** Null for a file of both splits, or of neither. */
  split: Split | null;
}

/** A file that lies whole in the work folder. */
export interface MadeFile extends FileName {
  path: string;
  rows: number;
  bytes: number;
  sha256: string;
}

const WRITE_BYTES = 1 << 20;
/** What waits for the disk at most: gigabytes handed over at once have the database wait for its own few pages. */
const FLUSH_BYTES = 16 << 20;
/** Node's gzip writes no time into its header, so with one level the same text has the same bytes. */
const GZIP_LEVEL = 6;

/** Writes one file: hashes and counts what reaches the disk, and waits when the disk is slower than the database. */
export class FileWriter {
  #rows = 0;
  readonly #file: FileName & { path: string };
  readonly #measure = new Measure();
  readonly #entry: Transform;
  readonly #done: Promise<void>;

  private constructor(file: FileName & { path: string }, compression: Compression) {
    this.#file = file;
    const gzip = compression === 'gzip' ? createGzip({ level: GZIP_LEVEL }) : null;
    const disk = (bytes: AsyncIterable<Buffer>) => keep(bytes, file.path);
    this.#entry = gzip ?? this.#measure;
    this.#done = gzip ? pipeline(gzip, this.#measure, disk) : pipeline(this.#measure, disk);
    // Whoever writes or ends hears of a failure; until then it is nobody's.
    this.#done.catch(() => {});
  }

  /** Begins a file in a work folder of its own; its name says how it is compressed. */
  static async open(folder: string, file: FileName, compression: Compression): Promise<FileWriter> {
    const name = compression === 'gzip' ? `${file.name}.gz` : file.name;
    const place = path.join(folder, name);
    await mkdir(path.dirname(place), { recursive: true });
    return new FileWriter({ ...file, name, path: place }, compression);
  }

  async write(chunk: Buffer | string, rows: number): Promise<void> {
    this.#rows += rows;
    if (chunk.length === 0) return;
    if (this.#entry.destroyed) await this.#done;
    if (!this.#entry.write(chunk)) await once(this.#entry, 'drain');
  }

  async end(): Promise<MadeFile> {
    this.#entry.end();
    await this.#done;
    return { ...this.#file, rows: this.#rows, ...this.#measure.result() };
  }

  /** Lets go of a file that is not to be kept; its work folder is removed with it. */
  async discard(): Promise<void> {
    this.#entry.destroy();
    await this.#done.catch(() => {});
  }
}

/** Writes a file and has the disk keep it, a part after the other. */
async function keep(bytes: AsyncIterable<Buffer>, place: string): Promise<void> {
  const file = await open(place, 'w');
  try {
    let [unkept, kept] = [0, Promise.resolve()];
    for await (const chunk of bytes) {
      await file.appendFile(chunk);
      unkept += chunk.length;
      if (unkept < FLUSH_BYTES) continue;
      await kept;
      kept = file.datasync();
      // It is waited for before the next one, or at the end.
      kept.catch(() => {});
      unkept = 0;
    }
    await kept;
  } finally {
    await file.close();
  }
}

/** Lets everything through and knows its size and its sha256. */
class Measure extends Transform {
  readonly #hash = createHash('sha256');
  #bytes = 0;

  constructor() {
    super({ highWaterMark: WRITE_BYTES });
  }

  override _transform(chunk: Buffer, _: BufferEncoding, done: (error: null, chunk: Buffer) => void) {
    this.#hash.update(chunk);
    this.#bytes += chunk.length;
    done(null, chunk);
  }

  result() {
    return { bytes: this.#bytes, sha256: this.#hash.digest('hex') };
  }
}

/** A file that something else wrote. */
export async function measured(file: FileName & { path: string; rows: number }): Promise<MadeFile> {
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(file.path, { highWaterMark: WRITE_BYTES })) hash.update(chunk);
  const { size } = await stat(file.path);
  return { ...file, bytes: size, sha256: hash.digest('hex') };
}
