import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import {
  type ApiError,
  type Client,
  claimNext,
  createApiKey,
  getHealth,
  getProgress,
  submitPreference,
} from '@preferably/contracts';
import { newId, openDatabase } from '@preferably/db';
import { createTestDatabase } from '@preferably/db/testing';
import { ADMIN, freePort, makeProject, rowOf, signIn, withKey } from '../../testing/service.ts';

/** An API process of its own, so that it can be killed with no chance to tidy up. */
async function spawnApi(databaseUrl: string, storageDir: string) {
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const child = spawn(
    process.execPath,
    ['--import', 'tsx', path.resolve(import.meta.dirname, '../../server.ts')],
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

const kill = (child: ChildProcess) =>
  new Promise((resolve) => {
    child.once('exit', resolve);
    child.kill('SIGKILL');
  });

test('killing the api while annotators submit loses no acknowledged preference, and retries make no second one', async () => {
  const database = await createTestDatabase();
  const storageDir = await mkdtemp(path.join(tmpdir(), 'preferably-kill-'));
  const db = openDatabase(database.url, 2);
  let api = await spawnApi(database.url, storageDir);
  try {
    const admin = await signIn(api.url, ADMIN.email, ADMIN.password);
    const rows = Array.from({ length: 40 }, (_, n) => rowOf(n));
    const { project } = await makeProject({ admin } as never, 'helpfulness', rows);
    const { secret } = await admin(createApiKey, { body: { name: 'k', scopes: ['annotate', 'read'] } });
    const acknowledged = new Set<string>();
    let client: Client = withKey(api.url, secret);
    let killed: Promise<unknown> | null = null;

    for (let n = 0; n < 40; n++) {
      const { assignment } = await client(claimNext, { params: { projectId: project.id }, body: {} });
      const at = { params: { assignmentId: assignment?.id ?? '' } };
      const body = { id: newId(), place: 'first', strength: 'better' } as const;
      // Now and then a submission is overtaken by a kill: it may be acknowledged or not, and is sent again in any case.
      const sent = client(submitPreference, { ...at, body }).then(
        () => acknowledged.add(body.id),
        (error: ApiError) => {
          if (error.status !== 0) throw error;
        },
      );
      if (n % 20 === 7) killed = kill(api.child);
      await sent;
      if (!killed) continue;
      await killed;
      killed = null;
      api = await spawnApi(database.url, storageDir);
      client = withKey(api.url, secret);
      await client(submitPreference, { ...at, body });
      acknowledged.add(body.id);
    }
    const { rows: stored } = await db.pool.query('select id from preference');
    expect(new Set(stored.map((r) => r.id))).toEqual(acknowledged);
    expect(stored).toHaveLength(40);
    const counters = await db.pool.query(
      'select sum(votes_done)::int as done, sum(claims_open)::int as open from comparison',
    );
    expect(counters.rows[0]).toEqual({ done: 40, open: 0 });
    expect(await client(getProgress, { params: { projectId: project.id } })).toMatchObject({
      mine: 40,
      votesLeft: 0,
    });
  } finally {
    await kill(api.child);
    await db.close();
    await database.drop();
    await rm(storageDir, { recursive: true, force: true });
  }
}, 600_000);
