// `npm run test:clients`: what the real service writes is read by the programs it was written for.
//   npm run test:clients -- --junitxml=report.xml    further words are pytest's
import { spawn } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { startTestServer } from '../packages/db/src/testing/test-server.ts';

const root = path.join(import.meta.dirname, '..');
const clients = path.join(root, 'packages/trainer/clients');
let child: ReturnType<typeof spawn> | null = null;
let interrupted = false;

// From a terminal a signal reaches the running program by itself, and from us otherwise; either way we tidy up after it.
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.on(signal, () => {
    interrupted = true;
    child?.kill(signal);
  });
}

/** Runs a program with its output on ours and says whether it ended well. */
function run(command: string, args: string[], env: Record<string, string> = {}): Promise<boolean> {
  if (interrupted) return Promise.resolve(false);
  return new Promise((resolve) => {
    child = spawn(command, args, { cwd: root, stdio: 'inherit', env: { ...process.env, ...env } });
    child.once('error', (error) => {
      console.error(error.message);
      resolve(false);
    });
    child.once('exit', (code) => resolve(code === 0));
  });
}

async function main(): Promise<boolean> {
  if (!(await run('bash', [path.join(clients, 'setup.sh')]))) return false;
  const exports = fs.mkdtempSync(path.join(os.tmpdir(), 'preferably-exports-'));
  const server = await startTestServer();
  try {
    const write = ['--import', 'tsx', 'apps/api/src/testing/write-exports-main.ts', exports];
    if (!(await run(process.execPath, write, server.env))) return false;
    const python = path.join(clients, '.venv/bin/python');
    const report = process.argv.slice(2);
    return await run(python, ['-m', 'pytest', clients, ...report], { PREFERABLY_EXPORTS: exports });
  } finally {
    await server.stop();
    fs.rmSync(exports, { recursive: true, force: true });
  }
}

const succeeded = await main();
process.exitCode = interrupted ? 130 : succeeded ? 0 : 1;
