import {
  addPairs,
  freezeAll,
  judgement,
  judgeNext,
  newPeople,
  newProject,
  pairs,
  useDatabase,
} from '../testing/fixtures.ts';
import { submit } from './preferences.ts';
import { diffSnapshots } from './snapshot-diff.ts';

const at = useDatabase();
const all = { after: null, limit: 100 };

async function scene() {
  const { db } = at;
  const project = await newProject(db, { votesWanted: 2 });
  await addPairs(db, project, pairs(4, { votesWanted: 2 }));
  const [person = '', other = ''] = await newPeople(db, 2);
  const mine = [];
  for (let i = 0; i < 3; i++) mine.push(await judgeNext(db, person, project.projectId));
  const first = await freezeAll(db, project.projectId, { testShare: 0 });
  return { db, ...project, person, other, mine, first: first.id };
}

test('a snapshot does not differ from itself', async () => {
  const { db, first } = await scene();
  const diff = await diffSnapshots(db, { before: first, after: first, byAssignment: true }, all);
  expect(diff).toEqual({ counts: { in: 0, out: 0, changed: 0, same: 3 }, changes: [] });
});

test('a new judgement came in, a revised one changed, one that the filter leaves out went', async () => {
  const { db, projectId, person, other, mine, first } = await scene();
  const [one, two] = mine;
  await submit(db, judgement(one?.assignmentId ?? '', person, { side: 'b', strength: 'slightly_better' }));
  await db.pool.query(`update comparison set state = 'withdrawn' where id = $1`, [two?.comparisonId]);
  await judgeNext(db, other, projectId);
  const later = await freezeAll(db, projectId, { testShare: 0 });
  const { counts, changes } = await diffSnapshots(
    db,
    { before: first, after: later.id, byAssignment: true },
    all,
  );
  expect(counts).toEqual({ in: 1, out: 1, changed: 1, same: 1 });
  const of = (change: string) => changes.find((each) => each.change === change);
  expect(of('in')).toMatchObject({ before: null, after: { split: 'train', strength: 'better' } });
  expect(of('out')).toMatchObject({ comparisonId: two?.comparisonId, after: null });
  expect(of('changed')).toMatchObject({
    key: one?.assignmentId,
    before: { preferenceId: one?.preferenceId, strength: 'better' },
    after: { strength: 'slightly_better' },
  });
});

test('another share moves rows to the other side, and that is a change', async () => {
  const { db, projectId, first } = await scene();
  const later = await freezeAll(db, projectId, { testShare: 0.9 });
  const { counts } = await diffSnapshots(db, { before: first, after: later.id, byAssignment: true }, all);
  expect(counts).toEqual({ in: 0, out: 0, changed: later.counts.test, same: later.counts.train });
});

test('where one row stands for a comparison, comparisons are followed', async () => {
  const { db, projectId, other, first } = await scene();
  await judgeNext(db, other, projectId, { side: 'a', strength: 'significantly_better' });
  const later = await freezeAll(db, projectId, { testShare: 0, aggregation: 'majority' });
  const { counts } = await diffSnapshots(db, { before: first, after: later.id, byAssignment: false }, all);
  expect(counts.in + counts.out).toBe(0);
  expect(counts.same + counts.changed).toBe(3);
});

test('a page ends where the next one begins', async () => {
  const { db, projectId, first } = await scene();
  const later = await freezeAll(db, projectId, { testShare: 0.9 });
  const between = { before: first, after: later.id, byAssignment: true };
  const whole = (await diffSnapshots(db, between, all)).changes;
  const paged = [];
  for (let after: string | null = null; ; ) {
    const { changes } = await diffSnapshots(db, between, { after, limit: 1 });
    paged.push(...changes);
    after = changes.at(-1)?.key ?? null;
    if (after === null) break;
  }
  expect(paged).toEqual(whole);
});
