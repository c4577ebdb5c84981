import { diskStorage } from './disk-storage.ts';
import type { S3Place } from './s3-storage.ts';
import type { Storage } from './storage.ts';

/** Where the files of snapshots lie. */
export type StoragePlace = { kind: 'disk'; directory: string } | ({ kind: 's3' } & S3Place);

/** Opens the storage that the configuration names. The SDK for S3 is loaded by those who use it. */
export async function openStorage(place: StoragePlace): Promise<Storage> {
  if (place.kind === 'disk') return diskStorage(place.directory);
  const { s3Storage } = await import('./s3-storage.ts');
  return s3Storage(place);
}
