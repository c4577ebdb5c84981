import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { freezeSnapshot, getSnapshot } from '@preferably/contracts';
import { openDatabase } from '@preferably/db';
import { createTestDatabase } from '@preferably/db/testing';
import { exportFormats } from '@preferably/domain';
import { ADMIN, signIn } from '../../testing/service.ts';
import { kill, spawnApi } from '../../testing/spawn-api.ts';
import {
  downloader,
  freezeEverything,
  makeVariedProject,
  waitUntilWritten,
} from '../../testing/varied-project.ts';

test('a writer that is stopped or killed half-way is followed by one that makes every file whole, and the same', async () => {
  const database = await createTestDatabase();
  const storageDir = await mkdtemp(path.join(tmpdir(), 'preferably-killed-writer-'));
  const db = openDatabase(database.url, 2);
  let api = await spawnApi(database.url, storageDir);
  const running = [api.child];
  try {
    const service = async () => ({ url: api.url, admin: await signIn(api.url, ADMIN.email, ADMIN.password) });
    let now = await service();
    const { id: projectId } = await makeVariedProject(now, { recorded: 40, here: 4 });
    const before = await freezeEverything(now, projectId, {});

    const { id } = await now.admin(freezeSnapshot, {
      params: { projectId },
      body: { name: 'killed', testShare: 0.3, formats: [...exportFormats] },
    });
    // Its work folder holds files: somebody is writing. Nothing of it stands under a final name.
    const begun = () => readdir(path.join(storageDir, 'work', id), { recursive: true }).catch(() => []);
    const untilBegun = async () => {
      while (!(await begun()).some((name) => name.endsWith('canonical.jsonl')))
        await new Promise(setImmediate);
    };
    const stateOf = async () =>
      (await db.pool.query('select state, writer, attempts from snapshot where id = $1', [id])).rows[0];

    // One that is only told to stop puts it aside.
    await untilBegun();
    await kill(api.child, 'SIGTERM');
    expect(await stateOf()).toEqual({ state: 'building', writer: null, attempts: 0 });

    api = await spawnApi(database.url, storageDir);
    running.push(api.child);
    await untilBegun();
    await kill(api.child);
    expect(await readdir(path.join(storageDir, 'snapshots'))).toEqual([before.id]);
    expect(await stateOf()).toEqual({ state: 'building', writer: expect.any(String), attempts: 1 });

    await db.pool.query(`update snapshot set lease_expires_at = now() where id = $1 and state = 'building'`, [
      id,
    ]);
    api = await spawnApi(database.url, storageDir);
    running.push(api.child);
    now = await service();
    const after = await waitUntilWritten(now, id);
    expect(await stateOf()).toEqual({ state: 'ready', writer: null, attempts: 2 });

    // Names of annotators and of the snapshot itself are all that two snapshots of the same rows differ in.
    const download = await downloader(now);
    for (const name of ['trl-train.jsonl', 'hh-test.jsonl', 'huggingface/data/train-00000-of-00001.parquet'])
      expect(after.files.find((f) => f.name === name)).toEqual(before.files.find((f) => f.name === name));
    for (const file of after.files) expect(await download(id, file.name)).toHaveLength(file.bytes);
    expect(await now.admin(getSnapshot, { params: { snapshotId: id } })).toEqual(after);
  } finally {
    await Promise.all(
      running.map((child) => (child.exitCode === null && child.signalCode === null ? kill(child) : null)),
    );
    await db.close();
    await database.drop();
    await rm(storageDir, { recursive: true, force: true });
  }
}, 240_000);
