import pg from 'pg';
import { openDatabase } from './database.ts';
import { newProject, useDatabase } from './testing/fixtures.ts';

const at = useDatabase();

test.each([
  ['an hour west', 'Atlantic/Azores', 'ISO, MDY'],
  ['half a day east', 'Pacific/Chatham', 'SQL, DMY'],
  ['another way of writing', 'UTC', 'German'],
])('instants are the same from a server that was set up for %s', async (_, zone, style) => {
  const { projectId } = await newProject(at.db);
  const name = pg.escapeIdentifier(new URL(at.url).pathname.slice(1));
  await at.db.pool.query(`alter database ${name} set timezone to '${zone}'`);
  await at.db.pool.query(`alter database ${name} set datestyle to '${style}'`);
  const elsewhere = openDatabase(at.url, 1);
  try {
    const { rows } = await elsewhere.pool.query<{ at: Date; ms: string }>(
      `select created_at as at, trunc(extract(epoch from created_at) * 1000)::text as ms from project where id = $1`,
      [projectId],
    );
    const [row] = rows;
    const project = await elsewhere.prisma.project.findUniqueOrThrow({ where: { id: projectId } });
    expect([project.createdAt.getTime(), row?.at.getTime()]).toEqual([Number(row?.ms), Number(row?.ms)]);
  } finally {
    await elsewhere.close();
  }
});
