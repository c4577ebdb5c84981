// At 100,000 judgements of a hundred people, somebody's own work is found by its owner, not by reading everybody's.
import { activityStatement } from '../statistics/my-activity.ts';
import { addPairs, newPeople, newProject, pairs, useDatabase } from '../testing/fixtures.ts';
import { planOf } from '../testing/plan.ts';
import { workStatement } from './work.ts';

const at = useDatabase();
let person: string;

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

test.each([
  ['newest first', null, null],
  ['what was judged', 'judged', null],
  ['a search that finds nothing', null, 'nowhere'],
])('a page of the own work, %s', async (_, state, search) => {
  const { readWhole, sorts, indexes } = await planOf(at.db, workStatement, [
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
  const { readWhole } = await planOf(at.db, activityStatement, [person, 'Asia/Seoul']);
  expect(readWhole).not.toContain('assignment');
  expect(readWhole).not.toContain('preference');
});
