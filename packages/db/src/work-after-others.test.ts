import os from 'node:os';
import { openDatabase } from './database.ts';
import { createTestDatabase } from './testing/index.ts';
import { BEHIND } from './work-after-others.ts';

test('the server works after others for statements that take their time, and for no others', async () => {
  const database = await createTestDatabase();
  const db = openDatabase(database.url, 1);
  const priorityOf = async (pool: typeof db.pool) => {
    const { rows } = await pool.query<{ pid: number }>('select pg_backend_pid() as pid');
    return os.getPriority((rows[0] as { pid: number }).pid);
  };
  try {
    const usual = await priorityOf(db.pool);
    await priorityOf(db.patient);
    const until = Date.now() + 5000;
    while ((await priorityOf(db.patient)) !== BEHIND && Date.now() < until) await new Promise(setImmediate);
    expect(await priorityOf(db.patient)).toBe(os.platform() === 'linux' ? BEHIND : usual);
    expect(await priorityOf(db.pool)).toBe(usual);
  } finally {
    await db.close();
    await database.drop();
  }
});
