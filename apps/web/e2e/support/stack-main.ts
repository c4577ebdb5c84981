// A whole service of its own for the browser tests: database, API, built pages. Started by stack.setup.ts, it writes its
// pid into the file it is given once it is ready, and ends when it is told to or when the test runner has gone.
import { type ChildProcess, spawn } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
// biome-ignore lint/style/noRestrictedImports: the service under test needs a database; the pages never see it
import { localPostgres } from '@preferably/db';
import { admin } from './accounts.ts';
import { origin, port, webPort } from './origin.ts';

const [readyFile = '', runner = ''] = process.argv.slice(2);
const web = path.join(import.meta.dirname, '../..');
const root = path.join(web, '../..');
const standalone = path.join(web, '.next/standalone/apps/web');
const folder = mkdtempSync(path.join(tmpdir(), 'preferably-e2e-'));
const children: ChildProcess[] = [];
/** The API that a test had killed, until it has it started again. */
let struckDown: ChildProcess | null = null;

function start(name: string, args: string[], env: Record<string, string>): ChildProcess {
  const child = spawn(process.execPath, args, {
    cwd: root,
    env: { ...process.env, NODE_ENV: 'production', ...env },
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  child.once('exit', (code) => {
    if (!stopping && child !== struckDown) void stop(`${name} ended with ${code}`);
  });
  children.push(child);
  return child;
}

async function answers(url: string): Promise<boolean> {
  return fetch(url).then(
    (response) => response.ok,
    () => false,
  );
}

async function waitFor(url: string): Promise<void> {
  const until = Date.now() + 60_000;
  while (!(await answers(url))) {
    if (Date.now() > until) throw new Error(`${url} did not answer within a minute`);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

async function freePort(): Promise<number> {
  const probe = createServer();
  await new Promise<void>((resolve) => probe.listen(0, '127.0.0.1', resolve));
  const address = probe.address();
  await new Promise((resolve) => probe.close(resolve));
  if (!address || typeof address === 'string') throw new Error('no free port');
  return address.port;
}

let stopping = false;
async function stop(why: string): Promise<void> {
  if (stopping) return;
  stopping = true;
  if (why) console.error(`e2e stack: ${why}`);
  await Promise.all(
    children.map(
      (child) =>
        new Promise<void>((resolve) => {
          if (child.exitCode !== null || child.signalCode !== null || !child.kill('SIGTERM')) resolve();
          else child.once('exit', () => resolve());
        }),
    ),
  );
  await postgres.stop();
  rmSync(folder, { recursive: true, force: true });
  process.exit(why ? 1 : 0);
}

const postgres = await localPostgres({
  dir: path.join(folder, 'postgres'),
  port: await freePort(),
  // Nothing here outlives the run, so nothing need reach the disk.
  settings: { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' },
});
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void stop(''));
setInterval(() => {
  try {
    process.kill(Number(runner), 0);
  } catch {
    void stop('the test runner has gone');
  }
}, 1000);

// Next's standalone server comes without its static files.
cpSync(path.join(web, '.next/static'), path.join(standalone, '.next/static'), { recursive: true });
const startApi = () =>
  start('api', ['--import', 'tsx', path.join(root, 'apps/api/src/server.ts')], {
    DATABASE_URL: postgres.url,
    HOST: '127.0.0.1',
    PORT: String(port),
    PUBLIC_URL: origin,
    AUTH_SECRET: 'only-for-the-browser-tests-0123456789',
    WEB_URL: `http://127.0.0.1:${webPort}`,
    STORAGE_DIR: path.join(folder, 'storage'),
    ADMIN_EMAIL: admin.email,
    ADMIN_PASSWORD: admin.password,
  });
let api = startApi();
// What a test of a crash sends: the first kills the API without a chance to tidy up, the second starts it again.
process.on('SIGUSR2', () => {
  if (struckDown) {
    api = startApi();
    struckDown = null;
  } else {
    struckDown = api;
    api.kill('SIGKILL');
  }
});
start('pages', [path.join(standalone, 'server.js')], {
  HOSTNAME: '127.0.0.1',
  PORT: String(webPort),
  API_URL: `http://127.0.0.1:${port}`,
});
try {
  await waitFor(`http://127.0.0.1:${port}/v1/health`);
  await waitFor(`http://127.0.0.1:${port}/sign-in`);
  writeFileSync(readyFile, String(process.pid));
} catch (error) {
  await stop((error as Error).message);
}
