import { addPairs, judgement, newPeople, newProject, newBatch, pairs, rowsOf, useDatabase } from '../testing/fixtures.ts';
import { claim } from './assignment-queue.ts';
import { readFileSync } from 'node:fs';

const at = useDatabase(32);

test('false null', async () => {
  const { db } = at;
  const people = await newPeople(db, 16);
  await Promise.all(people.map(() => db.pool.query('select pg_sleep(0.2)')));
  const r: number[] = [];
  for (let i = 0; i < 10; i++) {
    const project = await newProject(db, { votesWanted: 16 });
    await addPairs(db, project, pairs(1, { votesWanted: 16 }));
    const got = await Promise.all(people.map((p) => claim(db, p, project.projectId)));
    r.push(got.filter((g) => g).length);
  }
  console.log(r.join());
});
test('plan', async () => {
  const { db } = at;
  const project = await newProject(db, { votesWanted: 2 });
  const b2 = await newBatch(db, project.projectId);
  await addPairs(db, project, pairs(5, { votesWanted: 2 }));
  await addPairs(db, {...project, batchId: b2}, pairs(5, { votesWanted: 2 }));
  const [p,q] = await newPeople(db, 2);
  const c = await db.pool.connect();
  // lock observed: claim in an open transaction, then count lockable rows
  await c.query('begin');
  const src = readFileSync(new URL('./assignment-queue.ts', import.meta.url), 'utf8');
  const m = /const claimSql = \(which: string\) => `([\s\S]*?)`;/.exec(src)![1]!.replace('${which}', '');
  const ev = /const everything = `([\s\S]*?)`;/.exec(src)![1]!;
  const sql = m.replace('${everything}', ev);
  const plan = await c.query('explain (costs off) ' + sql, [p, project.projectId, q]);
  console.log(plan.rows.map((x) => x['QUERY PLAN']).join('\n'));
  await c.query(sql, [p, project.projectId, q]);
  console.log(await rowsOf(db, 'select b.number, count(*) from (select batch_id from comparison where project_id=$1 for update skip locked) c join batch b on b.id=c.batch_id group by 1', [project.projectId]));
  await c.query('rollback'); c.release();
});
