import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { freePort } from '../lib/postgres.ts';
import type { Resources } from '../lib/resources.ts';
import { startServer } from '../lib/server-process.ts';

const root = path.join(import.meta.dirname, '../../../..');
const web = path.join(root, 'apps/web');
const standalone = path.join(web, '.next/standalone/apps/web');

/** Builds the pages where they changed, serves them as they are shipped, and tells their address. */
export async function servePages(resources: Resources, apiPort: number): Promise<string> {
  const built = spawnSync(path.join(root, 'node_modules/.bin/turbo'), ['run', 'build'], { cwd: root });
  if (built.status !== 0) throw new Error(`the pages do not build:\n${built.stdout}${built.stderr}`);
  // Next's standalone server comes without its static files.
  fs.cpSync(path.join(web, '.next/static'), path.join(standalone, '.next/static'), { recursive: true });
  const server = await startServer(resources, {
    module: path.join(standalone, 'server.js'),
    env: {
      HOSTNAME: '127.0.0.1',
      PORT: String(await freePort()),
      API_URL: `http://127.0.0.1:${apiPort}`,
    },
    ready: /Local:\s+(http:\S+)/u,
  });
  return server.address.origin;
}
