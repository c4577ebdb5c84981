// At 100,000 judgements of a hundred people, somebody's own work is found by its owner, not by reading everybody's.
import { activityStatement } from '../statistics/my-activity.ts';
import { addPairs, newPeople, newProject, pairs, rowsOf, useDatabase } from '../testing/fixtures.ts';
import { workStatement } from './work.ts';

const at = useDatabase();
let person: string;

interface Plan {
  'Node Type': string;
  'Relation Name'?: string;
  'Index Name'?: string;
  Plans?: Plan[];
}

beforeAll(async () => {
  const { db } = at;
  const project = await newProject(db);
  await addPairs(db, project, pairs(1000));
  const people = await newPeople(db, 100);
  person = people[0] ?? '';
  await db.pool.query(
    `insert into assignment (id, comparison_id, project_id, annotator_id, guideline_version_id, shown_first, state,
                             claimed_at, lease_expires_at, ended_at)
     select gen_random_uuid(), c.id, c.project_id, n.id, $2, 'a', 'submitted', now() - interval '10 days',
            now(), now() - random() * interval '9 days'
     from comparison c cross join unnest($1::uuid[]) n(id)`,
    [people, project.versionId],
  );
  await db.pool.query(
    `insert into preference (id, assignment_id, revision, side, strength, guideline_version_id, shown_first, submitted_at)
     select gen_random_uuid(), id, 1, 'a', 'better', guideline_version_id, shown_first, ended_at from assignment`,
  );
  await db.pool.query('analyze');
}, 120_000);

/** The tables that are read whole, and the indexes that are used. */
async function planOf(statement: { text: string }, values: unknown[]) {
  const sql = `explain (format json) ${statement.text}`;
  const [row] = await rowsOf<{ 'QUERY PLAN': { Plan: Plan }[] }>(at.db, sql, values);
  const nodes: Plan[] = [];
  const walk = (plan: Plan) => {
    nodes.push(plan);
    plan.Plans?.forEach(walk);
  };
  if (row?.['QUERY PLAN'][0]) walk(row['QUERY PLAN'][0].Plan);
  return {
    readWhole: nodes.filter((n) => n['Node Type'] === 'Seq Scan').map((n) => n['Relation Name']),
    sorts: nodes.filter((n) => n['Node Type'] === 'Sort').length,
    indexes: nodes.flatMap((n) => n['Index Name'] ?? []),
  };
}

test.each([
  ['newest first', null, null],
  ['what was judged', 'judged', null],
  ['a search that finds nothing', null, 'nowhere'],
])('a page of the own work, %s', async (_, state, search) => {
  const { readWhole, sorts, indexes } = await planOf(workStatement, [
    person,
    null,
    null,
    state,
    null,
    search,
    51,
  ]);
  expect(readWhole).not.toContain('assignment');
  expect(readWhole).not.toContain('preference');
  expect(indexes).toContain('assignment_own_work');
  expect(sorts).toBe(0);
});

test('the own activity', async () => {
  const { readWhole } = await planOf(activityStatement, [person, 'Asia/Seoul', null]);
  expect(readWhole).not.toContain('assignment');
  expect(readWhole).not.toContain('preference');
});
