import fs from 'node:fs';
import net from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { localPostgres } from '../postgres/local-postgres.ts';
import { createTemplate } from './test-database.ts';

/** `env` is what createTestDatabase reads; `stop` leaves nothing behind. */
export type TestServer = { env: Record<string, string>; stop: () => Promise<void> };

// Nothing here outlives the run, so nothing need reach the disk.
const fast = { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off', max_connections: 200 };

/** The server of one test run: the one TEST_DATABASE_URL names (a role that may create databases), or one of our own. */
export async function startTestServer(): Promise<TestServer> {
  const given = process.env.TEST_DATABASE_URL;
  const server = given ? { url: given, stop: async () => {} } : await temporaryServer();
  try {
    const template = await createTemplate(server.url);
    return {
      env: { TEST_DATABASE_URL: server.url, TEST_DATABASE_TEMPLATE: template.name },
      stop: async () => {
        try {
          await template.drop();
        } finally {
          await server.stop();
        }
      },
    };
  } catch (error) {
    await server.stop();
    throw error;
  }
}

async function temporaryServer() {
  const dir = fs.mkdtempSync(path.join(os.tmpdir(), 'preferably-test-'));
  fs.chmodSync(dir, 0o755); // as root, PostgreSQL's account must get in
  const remove = () => fs.rmSync(dir, { recursive: true, force: true });
  try {
    const { url, stop } = await localPostgres({ dir, port: await freePort(), settings: fast });
    const stopAndRemove = async () => {
      await stop();
      remove();
    };
    return { url, stop: stopAndRemove };
  } catch (error) {
    remove();
    throw error;
  }
}

export async function freePort(): Promise<number> {
  const server = net.createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as net.AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}
