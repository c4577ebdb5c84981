import type { Readable } from 'node:stream';

/** Bytes `start` to `end`, both of them included. */
export interface ByteRange {
  start: number;
  end: number;
}

/**
 * Files by key. They are made in a work folder on the local disk and then put under their key, whole or not at all, so
 * whatever kills a writer leaves nothing half under a final name.
 */
export interface Storage {
  /**
   * An empty local folder for the writer of a snapshot. Who writes a snapshot holds its lease, so whatever an earlier
   * writer left of it is removed.
   */
  workFolder(snapshotId: string, writer: string): Promise<string>;
  dropWorkFolder(folder: string): Promise<void>;
  /** Snapshots that somebody was writing on this machine, or still is. */
  snapshotsInWork(): Promise<string[]>;
  /** Removes what is left of the work on a snapshot that nobody writes any more. */
  dropWork(snapshotId: string): Promise<void>;
  /** A name, new each time, for a local file that arrives from outside and is then put under its key. */
  uploadPlace(): Promise<string>;
  /** Puts a local file under a key, in place of what was there; the local one is gone afterwards. */
  put(key: string, file: string): Promise<void>;
  /** Rejects when there is no such file, before a byte is read. */
  read(key: string, range?: ByteRange): Promise<Readable>;
  size(key: string): Promise<number>;
  /** Removes a file; one that is not there is no mistake. */
  remove(key: string): Promise<void>;
}
