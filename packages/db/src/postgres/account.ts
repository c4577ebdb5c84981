import { execFileSync, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';

/** The Unix account PostgreSQL runs under; empty means our own. It can be spread into spawn's options. */
export type Account = { uid?: number; gid?: number };

/** Where root keeps what PostgreSQL's account must reach and the checkout (0700 under /root, say) hides from it. */
export const rootsFolder = '/var/lib/preferably';

/** PostgreSQL refuses to run as root, so root lends it an account that has no other rights here. */
export function serverAccount(): Account {
  if (process.getuid?.() !== 0) return {};
  for (const name of ['postgres', 'nobody']) {
    try {
      const id = (flag: string) =>
        Number(execFileSync('id', [flag, name], { stdio: ['ignore', 'pipe', 'ignore'] }));
      return { uid: id('-u'), gid: id('-g') };
    } catch {
      // no such account: try the next
    }
  }
  throw new Error(
    'PostgreSQL does not run as root, and this system has no user "postgres" or "nobody": run as another user, or set DATABASE_URL.',
  );
}

export function give(file: string, account: Account): void {
  if (account.uid !== undefined && account.gid !== undefined) fs.chownSync(file, account.uid, account.gid);
}

/** The folder asked for or, where PostgreSQL's account cannot enter it, one under /var/lib that stands for it. */
export function folderFor(dir: string, account: Account): string {
  const wanted = fs.realpathSync(dir);
  const canEnter =
    account.uid === undefined ||
    spawnSync('test', ['-x', wanted], { ...account, stdio: 'ignore' }).status === 0;
  if (canEnter) return wanted;
  return path.join(rootsFolder, createHash('sha256').update(wanted).digest('hex').slice(0, 12));
}

export function makeFolder(dir: string, account: Account): string {
  fs.mkdirSync(dir, { recursive: true });
  const folder = folderFor(dir, account);
  fs.mkdirSync(folder, { recursive: true, mode: 0o755 });
  return folder;
}
