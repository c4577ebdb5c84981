import type { FileHandle } from 'node:fs/promises';
import { Readable } from 'node:stream';
import type { ByteRange } from './storage.ts';

/** Large reads: a download goes at the speed of the disk instead of that of small system calls. */
const READ_BYTES = 512 << 10;
/** One is read into while the other is sent. */
const BUFFERS = 2;

/**
 * A file, or a range of it, as a stream that closes it at its end. Piped, its bytes go through two buffers in turns: a
 * stream that makes a buffer for each read has the garbage collector look through the whole process every few dozen MB,
 * which was half the time of a download.
 */
export class FileStream extends Readable {
  readonly #file: FileHandle;
  #at: number;
  /** The first byte that is not asked for. */
  readonly #stop: number;

  constructor(file: FileHandle, range: ByteRange = { start: 0, end: Number.MAX_SAFE_INTEGER - 1 }) {
    super({ highWaterMark: READ_BYTES });
    this.#file = file;
    this.#at = range.start;
    this.#stop = range.end + 1;
  }

  override _read(): void {
    this.#next(Buffer.allocUnsafe(READ_BYTES)).then(
      (bytes) => this.push(bytes.length > 0 ? bytes : null),
      (error: Error) => this.destroy(error),
    );
  }

  override _destroy(error: Error | null, done: (error?: Error | null) => void): void {
    this.#file.close().then(
      () => done(error),
      (failed: Error) => done(error ?? failed),
    );
  }

  override pipe<T extends NodeJS.WritableStream>(target: T): T {
    this.#sendTo(target).catch((error: Error) => this.destroy(error));
    return target;
  }

  async #sendTo(target: NodeJS.WritableStream): Promise<void> {
    const buffers = Array.from({ length: BUFFERS }, () => Buffer.allocUnsafeSlow(READ_BYTES));
    const sent: Promise<void>[] = [];
    for (let turn = 0; !this.destroyed; turn++) {
      await sent[turn % BUFFERS];
      const bytes = await this.#next(buffers[turn % BUFFERS] as Buffer);
      if (bytes.length === 0) break;
      sent[turn % BUFFERS] = written(target, bytes);
      // It is waited for a turn later.
      sent[turn % BUFFERS]?.catch(() => {});
    }
    await Promise.all(sent);
    if (this.destroyed) return;
    target.end();
    // What is left to read of this stream is its end.
    this.push(null);
    this.resume();
  }

  /** The next bytes, in the buffer given; none at the end. */
  async #next(buffer: Buffer): Promise<Buffer> {
    const wanted = Math.min(buffer.length, this.#stop - this.#at);
    if (wanted <= 0) return buffer.subarray(0, 0);
    const { bytesRead } = await this.#file.read(buffer, 0, wanted, this.#at);
    this.#at += bytesRead;
    return buffer.subarray(0, bytesRead);
  }
}

/** Resolves once nobody needs the bytes any more. */
function written(target: NodeJS.WritableStream, bytes: Buffer): Promise<void> {
  return new Promise((resolve, reject) => {
    target.write(bytes, (error?: Error | null) => (error ? reject(error) : resolve()));
  });
}
