import { addPairs, judgement, newPeople, newProject, pairs, rowsOf, useDatabase } from '../testing/fixtures.ts';
import { submit } from '../stores/preferences.ts';
import { claim } from './assignment-queue.ts';

const at = useDatabase(32);

test('32 people at once', async () => {
  const { db } = at;
  for (let round = 0; round < 3; round++) {
  const project = await newProject(db, { votesWanted: 2 });
  await addPairs(db, project, pairs(500, { votesWanted: 2 }));
  const people = await newPeople(db, 32);
  const t0 = Date.now();
  const nulls: number[] = [];
  const done = await Promise.all(
    people.map(async (person) => {
      let mine = 0;
      for (;;) {
        const c = await claim(db, person, project.projectId);
        if (!c) { nulls.push(Date.now() - t0); return mine; }
        await submit(db, judgement(c.assignmentId, person));
        mine++;
      }
    }),
  );
  console.log(done.reduce((a, b) => a + b), Date.now() - t0, done.join(), nulls.join());
  console.log(await rowsOf(db, `select count(*), sum(votes_done) v from comparison where project_id=$1`, [project.projectId]));
  }
});
