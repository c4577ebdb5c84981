import { existsSync, readFileSync } from 'node:fs';
import os from 'node:os';
import { openDatabase } from './database.ts';
import { createTestDatabase } from './testing/index.ts';
import { BEHIND } from './work-after-others.ts';

/** Of the process, and of its session where Linux weighs sessions against each other. */
function prioritiesOf(pid: number): { process: number; session: number } {
  const process = os.getPriority(pid);
  const file = `/proc/${pid}/autogroup`;
  if (!existsSync(file)) return { process, session: process };
  return { process, session: Number(/nice (-?\d+)/.exec(readFileSync(file, 'utf8'))?.[1]) };
}

test('the server works after others for statements that take their time, and for no others', async () => {
  const database = await createTestDatabase();
  const db = openDatabase(database.url, 1);
  const pidOf = async (pool: typeof db.pool) => {
    const { rows } = await pool.query<{ pid: number }>('select pg_backend_pid() as pid');
    return (rows[0] as { pid: number }).pid;
  };
  try {
    const [usual, patient] = [await pidOf(db.pool), await pidOf(db.patient)];
    const before = prioritiesOf(usual);
    const behind = os.platform() === 'linux' ? { process: BEHIND, session: BEHIND } : before;
    const until = Date.now() + 5000;
    while (prioritiesOf(patient).session !== behind.session && Date.now() < until)
      await new Promise(setImmediate);
    expect(prioritiesOf(patient)).toEqual(behind);
    expect(prioritiesOf(usual)).toEqual(before);
    expect(before.session).toBeLessThan(BEHIND);
  } finally {
    await db.close();
    await database.drop();
  }
});
