// The rules of known answers and of the tries of a test, tried to be broken in SQL.
import { type Database, newId } from './database.ts';
import {
  addGold,
  addPairs,
  answered,
  newBatch,
  newPeople,
  newProject,
  pair,
  pairs,
  rowsOf,
  useDatabase,
} from './testing/fixtures.ts';

const at = useDatabase();

/** A project with work and gold in one batch and a test in another. */
async function scene() {
  const { db } = at;
  const project = await newProject(db);
  const testBatchId = await newBatch(db, project.projectId, 'open', 'qualification');
  await addPairs(db, project, pairs(1));
  await addGold(db, project, 2, 1);
  await addPairs(db, { ...project, batchId: testBatchId }, answered(3, 1), 'qualification');
  const idOf = async (kind: string) => {
    const sql = 'select id from comparison where project_id = $1 and kind = $2::"ComparisonKind"';
    return (await rowsOf<{ id: string }>(db, sql, [project.projectId, kind]))[0]?.id ?? '';
  };
  const [work, gold, qualification] = [await idOf('work'), await idOf('gold'), await idOf('qualification')];
  return { db, testBatchId, work, gold, qualification, ...project };
}

const refused = (write: Promise<unknown>, constraint: string) =>
  expect(write).rejects.toMatchObject({ constraint });

test('neither a batch nor a comparison ever becomes one of another kind', async () => {
  const { db, batchId, testBatchId, work, gold, qualification } = await scene();
  const batchTo = (id: string, kind: string) =>
    db.pool.query(`update batch set kind = '${kind}' where id = $1`, [id]);
  await refused(batchTo(batchId, 'qualification'), 'batch_kind_immutable');
  await refused(batchTo(testBatchId, 'work'), 'batch_kind_immutable');
  const comparisonTo = (id: string, kind: string) =>
    db.pool.query(`update comparison set kind = '${kind}' where id = $1`, [id]);
  await refused(comparisonTo(work, 'gold'), 'comparison_kind_immutable');
  await refused(comparisonTo(gold, 'work'), 'comparison_kind_immutable');
  await refused(comparisonTo(qualification, 'gold'), 'comparison_kind_immutable');
});

test('a test batch holds comparisons of the test, and no other batch does, by neither way in', async () => {
  const { db, projectId, batchId, testBatchId, work, qualification } = await scene();
  const work_ = { projectId, batchId };
  const test_ = { projectId, batchId: testBatchId };
  await refused(addPairs(db, test_, [pair(9)]), 'comparison_kind_of_its_batch');
  await refused(addGold(db, test_, 9, 1), 'comparison_kind_of_its_batch');
  await refused(addPairs(db, work_, answered(9, 1), 'qualification'), 'comparison_kind_of_its_batch');
  const move = (id: string, to: string) =>
    db.pool.query('update comparison set batch_id = $2 where id = $1', [id, to]);
  await refused(move(work, testBatchId), 'comparison_kind_of_its_next_batch');
  await refused(move(qualification, batchId), 'comparison_kind_of_its_next_batch');
  await move(work, await newBatch(db, projectId));
});

test('gold and test comparisons have a known answer when their transaction ends, and work has none', async () => {
  const { db, work, ...project } = await scene();
  const none = pair(9, { knownAnswer: null });
  await refused(addPairs(db, project, [none], 'gold'), 'comparison_answer_known');
  const answer = db.pool.query(`insert into known_answer (comparison_id, side) values ($1, 'a')`, [work]);
  await refused(answer, 'known_answer_never_of_work');
});

test('a known answer is not changed, not taken away and not there twice, and goes with its comparison', async () => {
  const { db, gold } = await scene();
  const change = `update known_answer set side = 'b' where comparison_id = $1`;
  await refused(db.pool.query(change, [gold]), 'known_answer_immutable');
  await refused(
    db.pool.query('delete from known_answer where comparison_id = $1', [gold]),
    'known_answer_kept',
  );
  const again = `insert into known_answer (comparison_id, side) values ($1, 'b')`;
  await refused(db.pool.query(again, [gold]), 'known_answer_pkey');
  await refused(db.pool.query('truncate known_answer'), 'known_answer_never_truncated');
  await db.pool.query('delete from comparison where id = $1', [gold]);
  expect(await rowsOf(db, 'select from known_answer where comparison_id = $1', [gold])).toEqual([]);
});

test('a known answer labels both responses or none', async () => {
  const { db, ...project } = await scene();
  const safety = { a: 'safe', b: null as never } as const;
  const half = [pair(9, { knownAnswer: { side: 'a', safety } })];
  await refused(addPairs(db, project, half, 'gold'), 'known_answer_labels_both_or_none');
});

test.each([
  ['a negative share of gold', 'gold_share = -0.1', 'project_gold_share_range'],
  ['more gold than work', 'gold_share = 0.51', 'project_gold_share_range'],
  ['half a rule', 'qualification_tries = 1', 'project_qualification_whole'],
  ['a test of nothing', rules(0, 0.5, 1), 'project_qualification_range'],
  ['a mark above everything', rules(1, 1.1, 1), 'project_qualification_range'],
  ['a test without a try', rules(1, 1, 0), 'project_qualification_range'],
])('no project has %s', async (_, change, constraint) => {
  const { projectId } = await newProject(at.db);
  await refused(at.db.pool.query(`update project set ${change} where id = $1`, [projectId]), constraint);
});

function rules(comparisons: number, mark: number, tries: number): string {
  return `qualification_comparisons = ${comparisons}, qualification_pass_mark = ${mark}, qualification_tries = ${tries}`;
}

interface Try {
  number?: number;
  comparisons?: number;
  needed?: number;
  ended?: string | null;
  correct?: number | null;
  passed?: boolean | null;
  granted?: string | null;
}

async function trying() {
  const { projectId } = await newProject(at.db);
  const [person = ''] = await newPeople(at.db, 1);
  const attempt = (db: Database, row: Try) => {
    const { number = 1, comparisons = 3, needed = 2, ended = null, correct = null, passed = null } = row;
    return db.pool.query(
      `insert into qualification_attempt (id, project_id, annotator_id, number, comparisons, needed, started_at,
                                          ended_at, correct, passed, granted_by)
       values ($1, $2, $3, $4, $5, $6, now(), $7, $8, $9, $10)`,
      [newId(), projectId, person, number, comparisons, needed, ended, correct, passed, row.granted ?? null],
    );
  };
  return { person, projectId, attempt: (row: Try) => attempt(at.db, row) };
}

test('nobody has two open tries in one project, or two of one number', async () => {
  const { attempt } = await trying();
  await attempt({});
  await refused(attempt({ number: 2 }), 'qualification_attempt_one_open');
  const ended = { ended: '2026-01-01', correct: 1, passed: false };
  await refused(attempt(ended), 'qualification_attempt_project_id_annotator_id_number_key');
  await attempt({ number: 2, ...ended });
});

test('an ended try is neither changed nor deleted', async () => {
  const { attempt, person } = await trying();
  await attempt({ ended: '2026-01-01', correct: 1, passed: false });
  const name = 'qualification_attempt_ended_immutable';
  const better = 'update qualification_attempt set correct = 2, passed = true where annotator_id = $1';
  await refused(at.db.pool.query(better, [person]), name);
  const away = 'delete from qualification_attempt where annotator_id = $1';
  await refused(at.db.pool.query(away, [person]), name);
  await refused(at.db.pool.query('truncate qualification_attempt'), 'qualification_attempt_never_truncated');
});

test.each<[string, Try, string]>([
  ['an end without a result', { ended: '2026-01-01' }, 'qualification_attempt_ended_whole'],
  ['a result without an end', { correct: 2, passed: true }, 'qualification_attempt_ended_whole'],
  [
    'a pass that its counts do not give',
    { ended: '2026-01-01', correct: 1, passed: true },
    'qualification_attempt_passed_by_counts',
  ],
  [
    'a failure that its counts do not give',
    { ended: '2026-01-01', correct: 2, passed: false },
    'qualification_attempt_passed_by_counts',
  ],
  ['more needed than there are', { needed: 4 }, 'qualification_attempt_counts'],
  [
    'more correct than there are',
    { ended: '2026-01-01', correct: 4, passed: true },
    'qualification_attempt_counts',
  ],
  ['a try of nothing', { comparisons: 0, needed: 0 }, 'qualification_attempt_counts'],
  ['a number below one', { number: 0 }, 'qualification_attempt_number_from_one'],
])('no try has %s', async (_, row, constraint) => {
  const { attempt } = await trying();
  await refused(attempt(row), constraint);
});

test('what an admin grants is passed and holds no comparisons', async () => {
  const { attempt, person } = await trying();
  const passed = { ended: '2026-01-01', correct: 0, passed: true, needed: 0 };
  const name = 'qualification_attempt_granted_is_passed';
  await refused(attempt({ granted: person, comparisons: 0, needed: 0 }), name);
  await refused(attempt({ granted: person, ...passed }), name);
  await attempt({ granted: person, comparisons: 0, ...passed });
});
