import os from 'node:os';
import { openDatabase } from './database.ts';
import { createTestDatabase } from './testing/index.ts';
import { workAfterOthers } from './work-after-others.ts';

test('the server works after others for who asks for it, and for nobody else', async () => {
  const database = await createTestDatabase();
  const [patient, other] = [openDatabase(database.url, 1), openDatabase(database.url, 1)];
  workAfterOthers(patient, 7);
  const priorityOf = async (db: typeof patient) => {
    const { rows } = await db.pool.query<{ pid: number }>('select pg_backend_pid() as pid');
    return os.getPriority((rows[0] as { pid: number }).pid);
  };
  try {
    await priorityOf(patient);
    const until = Date.now() + 5000;
    while ((await priorityOf(patient)) === 0 && Date.now() < until) await new Promise(setImmediate);
    expect(await priorityOf(patient)).toBe(os.platform() === 'linux' ? 7 : 0);
    expect(await priorityOf(other)).toBe(0);
  } finally {
    await patient.close();
    await other.close();
    await database.drop();
  }
});
