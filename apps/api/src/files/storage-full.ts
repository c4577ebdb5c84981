import { DomainError } from '@preferably/domain';

/** As the disk says it, and as object stores do: Amazon's own has no end. */
const wordsForFull = ['ENOSPC', 'EDQUOT', 'XMinioStorageFull', 'QuotaExceeded', 'InsufficientStorage'];

/** Lets a write that failed for want of room say so, instead of being nobody's fault. */
export async function orFull<T>(write: Promise<T>): Promise<T> {
  try {
    return await write;
  } catch (error) {
    const { code, name } = error as { code?: unknown; name?: unknown };
    if (!wordsForFull.some((word) => word === code || word === name)) throw error;
    throw new DomainError(
      'storage_full',
      'the storage of this service is full; its operator has to make room, then send the file again',
    );
  }
}
