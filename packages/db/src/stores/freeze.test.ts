// Which judgements a snapshot takes in, and what it makes of several of one comparison.
import type { Strength } from '@preferably/domain';
import {
  addPairs,
  answered,
  claimOrFail,
  everything,
  freezeAll,
  handOut,
  judgement,
  judgeNext,
  newBatch,
  newPeople,
  newProject,
  pair,
  publishNext,
  rowsOf,
  useDatabase,
} from '../testing/fixtures.ts';
import { acknowledge } from './acknowledgements.ts';
import { flag } from './flags.ts';
import { submit } from './preferences.ts';
import { putMember } from './projects.ts';
import type { FreezeFilter } from './snapshots.ts';
import { preview } from './snapshots.ts';

const at = useDatabase();

type Vote = [side: 'a' | 'b', strength?: Strength];

/** A project whose n-th comparison gets the n-th list of votes, each by another person. */
async function voted(...comparisons: Vote[][]) {
  const { db } = at;
  const project = await newProject(db, { votesWanted: 9 });
  const most = Math.max(...comparisons.map((votes) => votes.length));
  const people = await newPeople(db, most);
  const judged: { comparisonId: string; preferenceId: string }[][] = [];
  for (const [n, votes] of comparisons.entries()) {
    await addPairs(db, project, [pair(n, { votesWanted: 9 })]);
    const [row] = await rowsOf<{ id: string }>(
      db,
      'select max(id::text) as id from comparison where project_id = $1',
      [project.projectId],
    );
    const of = [];
    for (const [i, [side, strength = 'better']] of votes.entries()) {
      const person = people[i] ?? '';
      const claimed = await claimOrFail(db, person, project.projectId, row?.id);
      const stored = await submit(db, judgement(claimed.assignmentId, person, { side, strength }));
      of.push({ comparisonId: claimed.comparisonId, preferenceId: stored?.preferenceId ?? '' });
    }
    judged.push(of);
  }
  return { db, ...project, people, judged };
}

const rowsIn = (snapshotId: string) =>
  rowsOf<{ preference: string; a: number; b: number; weight: number }>(
    at.db,
    `select preference_id as preference, votes_a as a, votes_b as b, weight from snapshot_row
     where snapshot_id = $1 order by position`,
    [snapshotId],
  );

describe('majority', () => {
  test('one row a comparison, by the median judgement of the side that most prefer', async () => {
    const { db, projectId, judged } = await voted(
      [['a', 'significantly_better'], ['a', 'slightly_better'], ['b'], ['a', 'better']],
      [['b']],
    );
    const { id, counts } = await freezeAll(db, projectId, { aggregation: 'majority' });
    expect(counts).toMatchObject({ rows: 2, comparisons: 2, leftOut: { merged: 2, outvoted: 1 } });
    expect(await rowsIn(id)).toEqual([
      { preference: judged[0]?.[3]?.preferenceId, a: 3, b: 1, weight: 1 },
      { preference: judged[1]?.[0]?.preferenceId, a: 0, b: 1, weight: 1 },
    ]);
  });

  test('a tie is left out, or goes to the side with the greater sum of strengths', async () => {
    const { db, projectId, judged } = await voted(
      [
        ['a', 'significantly_better'],
        ['b', 'slightly_better'],
      ],
      [['a'], ['b']],
    );
    await expect(freezeAll(db, projectId, { aggregation: 'majority' })).rejects.toMatchObject({
      code: 'snapshot_empty',
    });
    const { id, counts } = await freezeAll(db, projectId, { aggregation: 'majority', tieRule: 'stronger' });
    expect(counts.leftOut).toEqual({ tie: 2, outvoted: 1 });
    expect((await rowsIn(id)).map((row) => row.preference)).toEqual([judged[0]?.[0]?.preferenceId]);
  });
});

test('a verdict of a reviewer stands whatever the others say, and a comparison without one goes by majority', async () => {
  const { db, projectId, people, judged } = await voted(
    [['a'], ['a'], ['b', 'slightly_better']],
    [['a'], ['a']],
  );
  await putMember(db, projectId, people[2] ?? '', 'reviewer');
  const { id, counts } = await freezeAll(db, projectId, { aggregation: 'adjudicated' });
  expect(counts.leftOut).toEqual({ outvoted: 2, merged: 1 });
  expect((await rowsIn(id)).map((row) => row.preference)).toEqual([
    judged[0]?.[2]?.preferenceId,
    judged[1]?.[0]?.preferenceId,
  ]);
});

test('weighted: each judgement is a row, and those of one comparison weigh one together', async () => {
  const { db, projectId } = await voted([['a'], ['a'], ['b']], [['b']]);
  const { id } = await freezeAll(db, projectId, { aggregation: 'weighted' });
  const rows = await rowsIn(id);
  expect(rows.map((row) => Math.round(row.weight * 1000) / 1000)).toEqual([0.333, 0.333, 0.333, 1]);
});

test('votes and agreement are counted among the judgements that pass the other filters', async () => {
  const { db, projectId } = await voted(
    [['a'], ['a'], ['b', 'slightly_better']],
    [['a'], ['b']],
    [['a', 'slightly_better'], ['b']],
  );
  const freezing = async (change: Partial<FreezeFilter>) =>
    (await freezeAll(db, projectId, { filter: { ...everything, ...change } })).counts;
  expect(await freezing({ minVotes: 3 })).toMatchObject({ rows: 3, leftOut: { few_votes: 4 } });
  expect(await freezing({ minAgreement: 0.6 })).toMatchObject({ rows: 3, leftOut: { low_agreement: 4 } });
  expect(await freezing({ minAgreement: 1, strengths: ['better'] })).toMatchObject({
    rows: 3,
    leftOut: { low_agreement: 2, other_strength: 2 },
  });
});

describe('each filter alone', () => {
  let scene: Awaited<ReturnType<typeof make>>;
  async function make() {
    const { db } = at;
    const project = await newProject(db, { votesWanted: 1 });
    const models = { a: 'small', b: 'large' };
    await addPairs(db, project, [pair(1, { lang: 'ko', models })]);
    const gold = answered(2, 1).map((row) => ({ ...row, lang: null }));
    await addPairs(db, project, gold, 'gold');
    const [person = '', other = ''] = await newPeople(db, 2);
    const first = await judgeNext(db, person, project.projectId);
    await flag(db, first.assignmentId, person, { reason: 'other', note: null });
    const versionId = await publishNext(db, project.guidelineSetId);
    await acknowledge(db, other, project.projectId, versionId);
    const sql = `select id from comparison where project_id = $1 and kind = 'gold'`;
    const [known] = await rowsOf<{ id: string }>(db, sql, [project.projectId]);
    await submit(db, judgement(await handOut(db, other, known?.id ?? ''), other));
    return { ...project, person, other };
  }
  beforeAll(async () => {
    scene = await make();
  });

  const soon = new Date(Date.now() + 3_600_000).toISOString();
  test.each<[string, (s: typeof scene) => Partial<FreezeFilter>, number, Record<string, number>]>([
    ['gold is out by default', () => ({ includeGold: false }), 1, { not_work: 1 }],
    ['and in when asked for', () => ({}), 2, {}],
    ['from a moment on', () => ({ submittedFrom: soon }), 0, { other_date: 2 }],
    ['before a moment', () => ({ submittedBefore: soon }), 2, {}],
    ['a language', () => ({ languages: ['ko'] }), 1, { other_language: 1 }],
    ['no language', () => ({ languages: ['und'] }), 1, { other_language: 1 }],
    ['a guideline version', () => ({ guidelineVersions: [2] }), 1, { other_guidelines: 1 }],
    ['an annotator', (s) => ({ annotatorIds: [s.other] }), 1, { other_annotator: 1 }],
    ['without flagged ones', () => ({ flags: 'unflagged' }), 1, { flags: 1 }],
    ['flagged ones alone', () => ({ flags: 'flagged' }), 1, { flags: 1 }],
    ['one model on either side', () => ({ models: ['large'] }), 1, { other_models: 1 }],
    ['a pair of models', () => ({ models: ['large', 'small'] }), 1, { other_models: 1 }],
    ['another pair of models', () => ({ models: ['large', 'tiny'] }), 0, { other_models: 2 }],
    ['a bin where nothing is labelled', () => ({ safetyBins: ['both_safe'] }), 0, { other_safety_bin: 2 }],
    ['another batch', () => ({ batchIds: ['01234567-89ab-7def-8123-456789abcdef'] }), 0, { other_batch: 2 }],
  ])('%s', async (_, change, rows, leftOut) => {
    const { projectId } = scene;
    const filter = { ...everything, includeGold: true, ...change(scene) };
    const shape = { projectId, filter, aggregation: 'each', tieRule: 'leave_out', testShare: 0.2 } as const;
    expect(await preview(at.db, shape)).toMatchObject({ rows, leftOut });
  });
});

test('every batch tells how its rows are divided, and together they are all', async () => {
  const { db } = at;
  const project = await newProject(db);
  const second = await newBatch(db, project.projectId);
  const [person = ''] = await newPeople(db, 1);
  for (const [n, batchId] of [project.batchId, second, second].entries())
    await addPairs(db, { ...project, batchId }, [pair(n + 1)]);
  for (let i = 0; i < 3; i++) await judgeNext(db, person, project.projectId);
  const { counts } = await freezeAll(db, project.projectId, { testShare: 0.5 });
  expect(counts.byBatch.map(({ batch, train, test }) => [batch, train + test])).toEqual([
    [1, 1],
    [2, 2],
  ]);
  expect(counts.byBatch.reduce((sum, { test }) => sum + test, 0)).toBe(counts.test);
});
