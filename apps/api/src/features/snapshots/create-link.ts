import { snapshotFilePath } from '@preferably/contracts';
import { audit, type Database } from '@preferably/db';
import { linkKeyOf, signLink } from './file-link.ts';
import { findFile } from './find-file.ts';

/** Makes an address under which anybody may download one file until it expires. Who made it for what is noted. */
export async function createLink(
  { db, config }: { db: Database; config: { authSecret: string; publicUrl: string } },
  wanted: { snapshotId: string; name: string; minutes: number; now: Date; userId: string },
): Promise<{ url: string; expiresAt: string }> {
  const { snapshotId, name } = wanted;
  await findFile(db, snapshotId, name);
  const expires = Math.floor(wanted.now.getTime() / 1000) + wanted.minutes * 60;
  const expiresAt = new Date(expires * 1000).toISOString();
  const signature = signLink(linkKeyOf(config.authSecret), { snapshotId, name, expires });
  await audit(db, {
    actor: wanted.userId,
    action: 'snapshot.link',
    object: snapshotId,
    detail: { name, expiresAt },
  });
  const query = new URLSearchParams({ expires: String(expires), signature });
  return { url: `${config.publicUrl}${snapshotFilePath(snapshotId, name)}?${query}`, expiresAt };
}
