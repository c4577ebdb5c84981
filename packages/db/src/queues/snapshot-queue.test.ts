import { findSnapshot } from '../stores/snapshots.ts';
import { freezeAll, newJudgedProject, runOut, useDatabase } from '../testing/fixtures.ts';
import {
  claimSnapshot,
  finishSnapshot,
  giveBackSnapshot,
  MAX_ATTEMPTS,
  reportRows,
  type WrittenFile,
} from './snapshot-queue.ts';

const at = useDatabase();

const file = (name: string, rows = 3): WrittenFile => ({
  name,
  format: 'preferably',
  split: null,
  rows,
  bytes: 5_000_000_000,
  sha256: 'f'.repeat(64),
  storageKey: `snapshots/${name}`,
});

async function frozen(): Promise<string> {
  return (await freezeAll(at.db, (await newJudgedProject(at.db)).projectId)).id;
}

// The queue is one for all projects: nothing that a test leaves may be claimed by the next one.
afterEach(async () => {
  await at.db.pool.query(`update snapshot set state = 'failed' where state = 'building'`);
});

test('a frozen snapshot is claimed as soon as it is there, the oldest first', async () => {
  const { db } = at;
  const [first, second] = [await frozen(), await frozen()];
  expect(await claimSnapshot(db, 'one', 60)).toBe(first);
  expect(await claimSnapshot(db, 'two', 60)).toBe(second);
  expect(await claimSnapshot(db, 'three', 60)).toBeNull();
});

test('writers at the same time never hold one snapshot together', async () => {
  const { db } = at;
  const ids = [await frozen(), await frozen(), await frozen()];
  const names = Array.from({ length: 12 }, (_, i) => `writer ${i}`);
  const claimed = await Promise.all(names.map((name) => claimSnapshot(db, name, 60)));
  expect(claimed.filter((id) => id !== null).toSorted()).toEqual(ids.toSorted());
});

test("a dead writer's lease passes on, and whatever it still writes is refused", async () => {
  const { db } = at;
  const id = await frozen();
  await claimSnapshot(db, 'dead', 60);
  expect(await claimSnapshot(db, 'next', 60)).toBeNull();
  await runOut(db, 'snapshot', id);
  expect(await claimSnapshot(db, 'next', 60)).toBe(id);

  expect(await reportRows(db, id, 'dead', 7, 60)).toBe(false);
  expect(await finishSnapshot(db, id, 'dead', [file('all.jsonl')])).toBe(false);
  await giveBackSnapshot(db, id, 'dead', 'gone');
  expect(await findSnapshot(db, id)).toMatchObject({
    writer: 'next',
    rowsWritten: 0,
    error: null,
    files: [],
  });

  expect(await reportRows(db, id, 'next', 2, 60)).toBe(true);
  expect(await finishSnapshot(db, id, 'next', [file('all.jsonl')])).toBe(true);
});

test('telling how far it is keeps the lease alive', async () => {
  const { db } = at;
  const id = await frozen();
  await claimSnapshot(db, 'slow', 60);
  await runOut(db, 'snapshot', id);
  await reportRows(db, id, 'slow', 10, 60);
  expect(await claimSnapshot(db, 'other', 60)).toBeNull();
  expect(await findSnapshot(db, id)).toMatchObject({ rowsWritten: 10, writer: 'slow' });
});

test('its files and its readiness come together or not at all', async () => {
  const { db } = at;
  const id = await frozen();
  await claimSnapshot(db, 'w', 60);
  await expect(finishSnapshot(db, id, 'w', [file('a'), file('a')])).rejects.toMatchObject({
    constraint: 'snapshot_file_pkey',
  });
  expect(await findSnapshot(db, id)).toMatchObject({ state: 'building', files: [] });
  expect(await finishSnapshot(db, id, 'w', [file('a', 3), file('b', 4)])).toBe(true);
  expect(await findSnapshot(db, id)).toMatchObject({
    state: 'ready',
    rowsWritten: 7,
    writer: null,
    readyAt: expect.any(Date),
    files: [
      { name: 'a', bytes: 5_000_000_000n },
      { name: 'b', rows: 4 },
    ],
  });
  expect(await finishSnapshot(db, id, 'w', [file('c')])).toBe(false);
  expect(await claimSnapshot(db, 'w', 60)).toBeNull();
});

test('a failure gives it back to be tried at once, and it is given up after the last attempt with the reason', async () => {
  const { db } = at;
  const id = await frozen();
  for (let attempt = 1; attempt <= MAX_ATTEMPTS; attempt++) {
    expect(await claimSnapshot(db, 'unlucky', 60)).toBe(id);
    await giveBackSnapshot(db, id, 'unlucky', `the disk was full (${attempt})`);
  }
  expect(await claimSnapshot(db, 'unlucky', 60)).toBeNull();
  expect(await findSnapshot(db, id)).toMatchObject({
    state: 'failed',
    error: `the disk was full (${MAX_ATTEMPTS})`,
    attempts: MAX_ATTEMPTS,
  });
});

test('a snapshot whose writers all died without a word is given up rather than left building for ever', async () => {
  const { db } = at;
  const id = await frozen();
  for (let attempt = 1; attempt <= MAX_ATTEMPTS; attempt++) {
    expect(await claimSnapshot(db, `dead ${attempt}`, 60)).toBe(id);
    expect(await claimSnapshot(db, 'other', 60)).toBeNull();
    await runOut(db, 'snapshot', id);
  }
  expect(await claimSnapshot(db, 'one more', 60)).toBeNull();
  expect(await findSnapshot(db, id)).toMatchObject({
    state: 'failed',
    error: `its files were begun ${MAX_ATTEMPTS} times and never finished; the log of the service says why`,
  });
});
