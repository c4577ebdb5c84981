import { existsSync, readFileSync, rmSync } from 'node:fs';
import { expect, test as teardown } from '@playwright/test';
import { pidFile, stateFolder } from './support/accounts.ts';

const alive = (pid: number) => {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
};

teardown('the service stops and leaves nothing behind', async () => {
  if (!existsSync(pidFile)) return;
  const pid = Number(readFileSync(pidFile, 'utf8'));
  process.kill(pid, 'SIGTERM');
  await expect.poll(() => alive(pid), { timeout: 20_000 }).toBe(false);
  rmSync(stateFolder, { recursive: true, force: true });
});
