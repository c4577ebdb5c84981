import { createHmac, hkdfSync, timingSafeEqual } from 'node:crypto';

export interface LinkedFile {
  snapshotId: string;
  name: string;
  /** Seconds since 1970, as it stands in the address. */
  expires: number;
}

/** A key of its own, so that a signature of a link is good for nothing else that the secret signs. */
export const linkKeyOf = (authSecret: string): Buffer =>
  Buffer.from(hkdfSync('sha256', authSecret, '', 'preferably: link to a file of a snapshot', 32));

/** What a link carries: whoever changes the file or the time in its address has no signature for it. */
export function signLink(key: Buffer, { snapshotId, name, expires }: LinkedFile): string {
  return createHmac('sha256', key).update(`${snapshotId}\n${expires}\n${name}`).digest('base64url');
}

export function isSigned(key: Buffer, link: LinkedFile, signature: string): boolean {
  const [right, given] = [Buffer.from(signLink(key, link)), Buffer.from(signature)];
  return right.length === given.length && timingSafeEqual(right, given);
}
