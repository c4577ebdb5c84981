// Runs jest with the flag its ESM mode needs and with a database server for the run: `node scripts/jest.mjs [jest options]`.
// In a package's folder it runs that package's tests. The server is ours rather than a globalSetup's, because jest runs no
// globalTeardown after Ctrl-C.
import { spawn } from 'node:child_process';
import { createRequire } from 'node:module';
import path from 'node:path';
import { tsImport } from 'tsx/esm/api';

const root = path.join(import.meta.dirname, '..');
const here = path.relative(root, process.cwd());
const project = here && !here.startsWith('..') ? ['--selectProjects', path.basename(here)] : [];
const cli = path.join(
  path.dirname(createRequire(import.meta.url).resolve('jest/package.json')),
  'bin/jest.js',
);

// A signal reaches jest by itself from a terminal, and from us otherwise; either way the server is stopped after it.
let jest;
let interrupted = false;
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
  process.on(signal, () => {
    interrupted = true;
    jest?.kill(signal);
  });
}

const { startTestServer } = await tsImport('../packages/db/src/testing/test-server.ts', import.meta.url);
const server = await startTestServer();
try {
  process.exitCode = interrupted ? 130 : await runJest(server.env);
} finally {
  await server.stop();
}

function runJest(env) {
  jest = spawn(
    process.execPath,
    [cli, '--config', path.join(root, 'jest.config.mjs'), ...project, ...process.argv.slice(2)],
    {
      cwd: root,
      stdio: 'inherit',
      env: { ...process.env, ...env, NODE_OPTIONS: nodeOptions() },
    },
  );
  return new Promise((resolve, reject) => {
    jest.once('error', reject);
    jest.once('exit', (code) => resolve(interrupted ? 130 : (code ?? 1)));
  });
}

function nodeOptions() {
  // Node warns of the flag once a worker: only that warning is silenced.
  return [process.env.NODE_OPTIONS, '--experimental-vm-modules', '--disable-warning=ExperimentalWarning']
    .filter(Boolean)
    .join(' ');
}
