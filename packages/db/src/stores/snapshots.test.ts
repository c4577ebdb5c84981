import type { Side, Split } from '@preferably/domain';
import { claim } from '../queues/assignment-queue.ts';
import {
  addGold,
  addPairs,
  freezeAll,
  handOut,
  judgement,
  judgeNext,
  newBatch,
  newJudgedProject,
  newPeople,
  newProject,
  pair,
  pairs,
  recorded,
  rowsOf,
  useDatabase,
} from '../testing/fixtures.ts';
import { submit } from './preferences.ts';
import { type FreezeFilter, findSnapshot, freeze, guidelineVersionsOf, listSnapshots } from './snapshots.ts';

const at = useDatabase();

const everything: FreezeFilter = {
  batchIds: [],
  strengths: [],
  includeRecorded: true,
  includeChosenUnsafe: true,
};

const splitsOf = async (snapshotId: string): Promise<Map<string, Split>> => {
  const sql = `select distinct pr.root_sha256 as root, r.split
               from snapshot_row r join comparison c on c.id = r.comparison_id join prompt pr on pr.id = c.prompt_id
               where r.snapshot_id = $1`;
  const rows = await rowsOf<{ root: string; split: Split }>(at.db, sql, [snapshotId]);
  // Nobody stands on both sides: otherwise the map would be smaller than the rows.
  const sides = new Map(rows.map((r) => [r.root, r.split]));
  expect(sides.size).toBe(rows.length);
  return sides;
};

/** A safety project in which every reason of the filter happens once or more. */
async function mixed() {
  const { db } = at;
  const project = await newProject(db, { dimension: 'safety' });
  const batchId = await newBatch(db, project.projectId);
  await addPairs(db, project, pairs(5));
  await addPairs(db, { ...project, batchId }, [pair(7)]);
  await addPairs(db, project, [
    pair(8, { judgements: [recorded('r1', 'a'), recorded('r2', 'b', { strength: null })] }),
  ]);
  const [person = ''] = await newPeople(db, 1);
  const safe = { a: 'safe', b: 'safe' } as const;
  const judge = (change: object) => judgeNext(db, person, project.projectId, { safety: safe, ...change });
  const plain = await judge({});
  const withdrawn = await judge({});
  await judge({ strength: 'negligibly_better' });
  await judge({ side: 'a', safety: { a: 'unsafe', b: 'safe' } });
  await judge({ side: 'b', safety: { a: 'safe', b: 'unsafe' } });
  await judge({});
  await addGold(db, project, 9, 1);
  const [gold] = await rowsOf<{ id: string }>(
    db,
    `select id from comparison where project_id = $1 and kind = 'gold'`,
    [project.projectId],
  );
  const held = await handOut(db, person, gold?.id ?? '');
  await submit(db, judgement(held, person, { safety: safe }));
  await db.pool.query(`update comparison set state = 'withdrawn' where id = $1`, [withdrawn.comparisonId]);
  return { ...project, otherBatchId: batchId, plain };
}

test('what the filter leaves out is counted by its first reason, and the rest is in', async () => {
  const { projectId, batchId, plain } = await mixed();
  const filter: FreezeFilter = {
    batchIds: [batchId],
    strengths: ['better'],
    includeRecorded: false,
    includeChosenUnsafe: false,
  };
  const { id, counts } = await freezeAll(at.db, projectId, { filter });
  expect(counts).toMatchObject({ rows: 1, comparisons: 1, annotators: 1 });
  expect(counts.train + counts.test).toBe(1);
  expect(counts.leftOut).toEqual({
    not_work: 1,
    withdrawn: 1,
    other_batch: 1,
    recorded: 2,
    other_strength: 1,
    chosen_unsafe: 2,
  });
  const rows = await rowsOf(at.db, 'select preference_id as id from snapshot_row where snapshot_id = $1', [
    id,
  ]);
  expect(rows).toEqual([{ id: plain.preferenceId }]);
});

test.each<[string, Partial<FreezeFilter>, number, Record<string, number>]>([
  ['an open filter takes all work that stands', {}, 7, { not_work: 1, withdrawn: 1 }],
  ['without recorded judgements', { includeRecorded: false }, 5, { not_work: 1, withdrawn: 1, recorded: 2 }],
  [
    'without the contradiction',
    { includeChosenUnsafe: false },
    5,
    { not_work: 1, withdrawn: 1, chosen_unsafe: 2 },
  ],
  [
    'a missing strength is never one of the asked',
    { strengths: ['better'] },
    5,
    { not_work: 1, withdrawn: 1, other_strength: 2 },
  ],
])('the filter alone: %s', async (_, change, rows, leftOut) => {
  const { projectId } = await mixed();
  const { counts } = await freezeAll(at.db, projectId, { filter: { ...everything, ...change } });
  expect(counts).toMatchObject({ rows, leftOut });
});

test('only the highest revision of each assignment is in', async () => {
  const { db } = at;
  const { projectId, batchId } = await newProject(db);
  await addPairs(db, { projectId, batchId }, [pair(1)]);
  const [person = ''] = await newPeople(db, 1);
  const { assignmentId } = await judgeNext(db, person, projectId);
  const last = await submit(db, judgement(assignmentId, person, { side: 'b' }));
  const { id, counts } = await freezeAll(db, projectId);
  expect(counts).toMatchObject({ rows: 1, leftOut: {} });
  const sql = 'select preference_id as id from snapshot_row where snapshot_id = $1';
  expect(await rowsOf(db, sql, [id])).toEqual([{ id: last?.preferenceId }]);
});

test('rule 9: a root is on one side only, and on the same one in every later snapshot', async () => {
  const { db } = at;
  const { projectId, batchId } = await newProject(db);
  // Three turns of each of 120 dialogs: other prompts, one root.
  const turn = (n: number, depth: number, side: Side) =>
    pair(n * 10 + depth, {
      prompt: [
        { role: 'user', content: `Dialog ${n}` },
        ...Array.from({ length: depth }, (_, i) => [
          { role: 'assistant' as const, content: `Said ${i}` },
          { role: 'user' as const, content: `Asked ${i}` },
        ]).flat(),
      ],
      judgements: [recorded('splitter', side)],
    });
  const dialogs = (from: number, to: number) =>
    Array.from({ length: to - from }, (_, i) => [0, 1, 2].map((d) => turn(from + i, d, 'a'))).flat();
  await addPairs(db, { projectId, batchId }, dialogs(0, 60));
  const first = await splitsOf((await freezeAll(db, projectId)).id);
  await addPairs(db, { projectId, batchId }, dialogs(60, 120));
  const second = await splitsOf((await freezeAll(db, projectId)).id);
  expect([first.size, second.size]).toEqual([60, 120]);
  for (const [root, side] of first) expect(second.get(root)).toBe(side);
  // A larger share only adds to the test side: nothing that was held out is trained on.
  const larger = await splitsOf((await freezeAll(db, projectId, { testShare: 0.5 })).id);
  for (const [root, side] of second) if (side === 'test') expect(larger.get(root)).toBe('test');
});

test('the share of roots in the test split is the one that was asked for', async () => {
  const { db } = at;
  const project = await newProject(db);
  const n = 2000;
  for (let from = 0; from < n; from += 500) {
    const chunk = pairs(500).map((_, i) => pair(from + i, { judgements: [recorded('share', 'a')] }));
    await addPairs(db, project, chunk);
  }
  for (const testShare of [0, 0.1, 0.5, 0.9]) {
    const { counts } = await freezeAll(db, project.projectId, { testShare });
    // Binomial: six standard deviations either way.
    const margin = 6 * Math.sqrt(n * testShare * (1 - testShare));
    expect(Math.abs(counts.test - n * testShare)).toBeLessThanOrEqual(margin);
    expect(counts.train + counts.test).toBe(n);
  }
}, 240_000);

test('the side cannot be told from the texts: another key splits the same roots otherwise', async () => {
  const { db } = at;
  const project = await newProject(db);
  await addPairs(db, project, pairs(64, { judgements: [recorded('keyed', 'a')] }));
  const before = await splitsOf((await freezeAll(db, project.projectId, { testShare: 0.5 })).id);
  const [{ key } = { key: Buffer.alloc(0) }] = await rowsOf<{ key: Buffer }>(db, 'select key from split_key');
  expect(key).toHaveLength(32);
  await db.pool.query('update split_key set key = sha256(key)');
  const after = await splitsOf((await freezeAll(db, project.projectId, { testShare: 0.5 })).id);
  await db.pool.query('update split_key set key = $1', [key]);
  expect([...before].filter(([root, side]) => after.get(root) !== side)).not.toEqual([]);
});

test('a name is taken once in a project, and the refused snapshot leaves nothing', async () => {
  const { db } = at;
  const { projectId } = await newJudgedProject(db);
  await freezeAll(db, projectId, { name: 'week 1' });
  await expect(freezeAll(db, projectId, { name: 'week 1' })).rejects.toMatchObject({ code: 'name_taken' });
  await freezeAll(db, (await newJudgedProject(db)).projectId, { name: 'week 1' });
  expect(await listSnapshots(db, projectId)).toHaveLength(1);
});

test('the guideline versions behind a snapshot are named with how many preferences they stand behind', async () => {
  const { db } = at;
  const { projectId, batchId } = await newProject(db);
  await addPairs(db, { projectId, batchId }, [
    pair(1),
    pair(2),
    pair(3, { judgements: [recorded('g', 'a')] }),
  ]);
  const [person = ''] = await newPeople(db, 1);
  for (let i = 0; i < 2; i++) await judgeNext(db, person, projectId);
  expect(await claim(db, person, projectId)).toBeNull();
  const filter = { ...everything, includeRecorded: true };
  const { id } = await freeze(db, {
    projectId,
    name: 'g',
    filter,
    margin: 'none',
    testShare: 0,
    createdBy: null,
  });
  expect(await guidelineVersionsOf(db, id)).toEqual([
    { number: 1, preferences: 2, sha256: expect.stringMatching(/^[0-9a-f]{64}$/) },
  ]);
  expect(await findSnapshot(db, id)).toMatchObject({
    state: 'building',
    counts: { rows: 3, test: 0 },
    files: [],
  });
});
