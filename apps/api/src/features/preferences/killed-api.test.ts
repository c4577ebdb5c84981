import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import {
  type ApiError,
  type Client,
  claimNext,
  createApiKey,
  getProgress,
  submitPreference,
} from '@preferably/contracts';
import { newId, openDatabase } from '@preferably/db';
import { createTestDatabase } from '@preferably/db/testing';
import { ADMIN, makeProject, rowOf, signIn, withKey } from '../../testing/service.ts';
import { kill, spawnApi } from '../../testing/spawn-api.ts';

test('killing the api while annotators submit loses no acknowledged preference, and retries make no second one', async () => {
  const database = await createTestDatabase();
  const storageDir = await mkdtemp(path.join(tmpdir(), 'preferably-kill-'));
  const db = openDatabase(database.url, 2);
  let api = await spawnApi(database.url, storageDir);
  try {
    const admin = await signIn(api.url, ADMIN.email, ADMIN.password);
    const rows = Array.from({ length: 40 }, (_, n) => rowOf(n));
    const { project } = await makeProject({ admin }, 'helpfulness', rows);
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
