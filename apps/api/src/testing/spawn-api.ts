import { type ChildProcess, spawn } from 'node:child_process';
import path from 'node:path';
import { getHealth } from '@preferably/contracts';
import { ADMIN, freePort, withKey } from './service.ts';

/** An API process of its own, so that it can be killed with no chance to tidy up. */
export async function spawnApi(databaseUrl: string, storageDir: string) {
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const child = spawn(
    process.execPath,
    ['--import', 'tsx', path.resolve(import.meta.dirname, '../server.ts')],
    {
      env: {
        PATH: process.env.PATH,
        DATABASE_URL: databaseUrl,
        PORT: String(port),
        PUBLIC_URL: url,
        AUTH_SECRET: 'a-secret-of-at-least-thirty-two-characters',
        STORAGE_DIR: storageDir,
        ADMIN_EMAIL: ADMIN.email,
        ADMIN_PASSWORD: ADMIN.password,
      },
      stdio: ['ignore', 'ignore', 'inherit'],
    },
  );
  const client = withKey(url, '');
  for (let tries = 0; ; tries++) {
    const up = await client(getHealth, {}).then(
      () => true,
      () => false,
    );
    if (up) return { url, child };
    if (child.exitCode !== null) throw new Error('the api ended instead of coming up');
    if (tries > 1800) throw new Error('the api did not come up within three minutes');
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

export const kill = (child: ChildProcess, signal: 'SIGKILL' | 'SIGTERM' = 'SIGKILL') =>
  new Promise((resolve) => {
    child.once('exit', resolve);
    child.kill(signal);
  });
