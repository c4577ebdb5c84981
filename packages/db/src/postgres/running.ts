import fs from 'node:fs';
import path from 'node:path';
import { folderFor, serverAccount } from './account.ts';
import { findRunning } from './pid-file.ts';

/** The url of the embedded database that runs in `dir` (as localPostgres started it), or null when none does. */
export function runningLocalPostgres(dir: string, database = 'preferably'): string | null {
  if (!fs.existsSync(dir)) return null;
  const folder = folderFor(dir, serverAccount());
  const place = fs.existsSync(folder) && fs.readdirSync(folder).find((name) => /^pg\d+$/.test(name));
  if (!place) return null;
  const running = findRunning(path.join(folder, place, 'data'));
  if (!running) return null;
  const password = fs.readFileSync(path.join(folder, place, 'password'), 'utf8').trim();
  return `postgresql://postgres:${password}@127.0.0.1:${running.port}/${database}`;
}
