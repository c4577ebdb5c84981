import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { expect, test as setup } from '@playwright/test';
import { createUser } from '@preferably/contracts';
import { admin, annotator, pidFile, sessionFile, stateFolder } from './support/accounts.ts';
import { clientOf, signIn } from './support/service.ts';

const root = path.join(import.meta.dirname, '../../..');

setup('the service is built, started and has its people', async ({ playwright }) => {
  setup.setTimeout(900_000);
  rmSync(stateFolder, { recursive: true, force: true });
  mkdirSync(stateFolder, { recursive: true });

  if (!process.env.E2E_SKIP_BUILD) {
    const built = spawnSync(path.join(root, 'node_modules/.bin/turbo'), ['run', 'build'], {
      cwd: root,
      stdio: 'inherit',
    });
    expect(built.status).toBe(0);
  }

  const stack = spawn(
    process.execPath,
    [
      '--import',
      'tsx',
      path.join(import.meta.dirname, 'support/stack-main.ts'),
      pidFile,
      String(process.ppid),
    ],
    { cwd: root, stdio: ['ignore', 'inherit', 'inherit'], detached: true },
  );
  stack.unref();
  await expect
    .poll(() => existsSync(pidFile) || stack.exitCode !== null, {
      timeout: 300_000,
      message: 'the stack starts',
    })
    .toBe(true);
  expect(stack.exitCode).toBeNull();
  expect(Number(readFileSync(pidFile, 'utf8'))).toBe(stack.pid);

  await signIn(playwright.request, admin, sessionFile('admin'));
  const { name, email, password } = annotator;
  await clientOf('admin')(createUser, { body: { name, email, password, role: 'annotator' } });
  await signIn(playwright.request, annotator, sessionFile('annotator'));
});
