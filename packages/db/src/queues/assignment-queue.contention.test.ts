// Many people at once on one queue: the counters and the constraints have the last word, not the order of arrival.
import { newId } from '../database.ts';
import { submit } from '../stores/preferences.ts';
import {
  addPairs,
  claimOrFail,
  judgement,
  newPeople,
  newProject,
  pairs,
  rowsOf,
  untilSomebodyWaits,
  useDatabase,
} from '../testing/fixtures.ts';
import { claim, expire, fillHand } from './assignment-queue.ts';

const at = useDatabase(32);

interface Counters {
  votes_done: number;
  claims_open: number;
  votes_wanted: number;
}

const countersOf = (projectId: string) =>
  rowsOf<Counters>(at.db, 'select * from comparison where project_id = $1', [projectId]);

/** Claims and submits until there is nothing left for this person; says what they were given. */
async function workThrough(person: string, projectId: string): Promise<string[]> {
  const given: string[] = [];
  for (;;) {
    const claimed = await claim(at.db, person, projectId);
    if (!claimed) return given;
    given.push(claimed.comparisonId);
    await submit(at.db, judgement(claimed.assignmentId, person));
  }
}

test('32 people at once give 500 comparisons exactly two votes each, and nobody gets one twice', async () => {
  const { db } = at;
  const { projectId, batchId } = await newProject(db, { votesWanted: 2 });
  await addPairs(db, { projectId, batchId }, pairs(500, { votesWanted: 2 }));
  const people = await newPeople(db, 32);
  let watching = true;
  let most = 0;
  const watcher = (async () => {
    while (watching) {
      const sql = 'select max(votes_done + claims_open) as most from comparison where project_id = $1';
      const [seen] = await rowsOf<{ most: number }>(db, sql, [projectId]);
      most = Math.max(most, seen?.most ?? 0);
    }
  })();
  const given = await Promise.all(people.map((person) => workThrough(person, projectId)));
  watching = false;
  await watcher;

  expect(given.flat()).toHaveLength(1000);
  for (const mine of given) expect(new Set(mine).size).toBe(mine.length);
  expect(most).toBe(2);
  for (const c of await countersOf(projectId)) expect(c).toMatchObject({ votes_done: 2, claims_open: 0 });
  const sql = `select count(*)::int as rows, count(distinct (comparison_id, annotator_id))::int as apart
               from assignment where project_id = $1 and state = 'submitted'`;
  expect(await rowsOf(db, sql, [projectId])).toEqual([{ rows: 1000, apart: 1000 }]);
}, 240_000);

test('sixteen people get sixteen votes of one comparison, though it is locked whenever one of them claims', async () => {
  const { db } = at;
  const people = await newPeople(db, 16);
  for (let round = 0; round < 5; round++) {
    const { projectId, batchId } = await newProject(db);
    await addPairs(db, { projectId, batchId }, pairs(1, { votesWanted: 16 }));
    const claimed = await Promise.all(people.map((person) => claim(db, person, projectId)));
    expect(claimed.filter((c) => c !== null)).toHaveLength(16);
  }
}, 240_000);

test('a claim waits for a comparison that somebody has locked rather than say that there is none', async () => {
  const { db } = at;
  const { projectId, batchId } = await newProject(db);
  await addPairs(db, { projectId, batchId }, pairs(1));
  const [person = ''] = await newPeople(db, 1);
  const holder = await db.pool.connect();
  try {
    await holder.query('begin');
    await holder.query('select from comparison where project_id = $1 for update', [projectId]);
    const claiming = claim(db, person, projectId);
    await untilSomebodyWaits(db);
    await holder.query('rollback');
    expect(await claiming).toMatchObject({ projectId });
  } finally {
    holder.release();
  }
});

test('people in more places than votes are wanted: the wanted number is given and no more', async () => {
  const { db } = at;
  const { projectId, batchId } = await newProject(db);
  await addPairs(db, { projectId, batchId }, pairs(1, { votesWanted: 3 }));
  const people = await newPeople(db, 24);
  const claimed = await Promise.all(people.map((person) => claim(db, person, projectId)));
  expect(claimed.filter((c) => c !== null)).toHaveLength(3);
  expect(await countersOf(projectId)).toMatchObject([{ votes_done: 0, claims_open: 3 }]);
});

test('claims of one person at the same time all get the same comparison', async () => {
  const { db } = at;
  const { projectId, batchId } = await newProject(db);
  await addPairs(db, { projectId, batchId }, pairs(20));
  const [person = ''] = await newPeople(db, 1);
  const claimed = await Promise.all(Array.from({ length: 12 }, () => claimOrFail(db, person, projectId)));
  expect(new Set(claimed.map((c) => c.assignmentId)).size).toBe(1);
  const counters = await countersOf(projectId);
  expect(counters.reduce((sum, c) => sum + c.claims_open, 0)).toBe(1);
});

test('sweeps at the same time give every place back once, and none of them fails', async () => {
  const { db } = at;
  const { projectId, batchId, versionId } = await newProject(db);
  await addPairs(db, { projectId, batchId }, pairs(40, { votesWanted: 10 }));
  const people = await newPeople(db, 400);
  // Ten claims on each comparison whose leases are over, in an order that has nothing to do with the comparisons'.
  await db.pool.query(
    `insert into assignment (id, comparison_id, project_id, annotator_id, guideline_version_id, shown_first, state,
                             claimed_at, lease_expires_at)
     select n.id, c.ids[1 + n.place % 40], $1, n.person, $2, 'a', 'claimed', now(), now() - random() * interval '1 hour'
     from (select array_agg(id) as ids from comparison where project_id = $1) c,
          unnest($3::uuid[], $4::uuid[]) with ordinality as n(id, person, place)`,
    [projectId, versionId, people.map(newId), people],
  );
  await db.pool.query('update comparison set claims_open = 10 where project_id = $1', [projectId]);
  const sweep = async () => {
    let all = 0;
    for (let some = -1; some !== 0; all += some) some = await expire(db, 25);
    return all;
  };
  const swept = await Promise.all(Array.from({ length: 8 }, sweep));
  expect(swept.reduce((sum, n) => sum + n)).toBe(400);
  for (const c of await countersOf(projectId)) expect(c.claims_open).toBe(0);
});

test('hands filled at the same time share the comparisons out: every vote once, and no hand above its size', async () => {
  const { db } = at;
  const { projectId, batchId } = await newProject(db, { votesWanted: 2 });
  await addPairs(db, { projectId, batchId }, pairs(100, { votesWanted: 2 }));
  const people = await newPeople(db, 16);
  const given = await Promise.all(
    people.map(async (person) => {
      const mine: string[] = [];
      for (;;) {
        // Two tabs of one person ask at the same time.
        const hands = await Promise.all(
          [1, 2].map(() => fillHand(db, person, projectId, { wanted: 5, known: [] })),
        );
        for (const { held } of hands) expect(held.length).toBeLessThanOrEqual(5);
        const hand = hands.flatMap(({ fresh }) => fresh);
        const apart = [...new Map(hand.map((c) => [c.assignmentId, c])).values()];
        if (apart.length === 0) return mine;
        for (const { assignmentId, comparisonId } of apart) {
          if (await submit(db, judgement(assignmentId, person))) mine.push(comparisonId);
        }
      }
    }),
  );
  for (const mine of given) expect(new Set(mine).size).toBe(mine.length);
  expect(given.flat()).toHaveLength(200);
  for (const c of await countersOf(projectId)) expect(c).toMatchObject({ votes_done: 2, claims_open: 0 });
}, 240_000);
