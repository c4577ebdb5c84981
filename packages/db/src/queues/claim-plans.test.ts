// Among 20,000 comparisons and the gold of years a claim looks at the next ones of its kind, not past all others.
import { newId } from '../database.ts';
import { addGold, addPairs, newPeople, newProject, pairs, useDatabase } from '../testing/fixtures.ts';
import { planOf } from '../testing/plan.ts';
import { claimNextStatement } from './claim.ts';
import { fillStatement } from './hand.ts';

const at = useDatabase();
let person: string;
let projectId: string;

beforeAll(async () => {
  const { db } = at;
  const project = await newProject(db);
  projectId = project.projectId;
  // The gold comes first in the order of the ids, so that whoever reads past it reads all of it.
  await addGold(db, project, 30_000, 2000);
  for (let part = 0; part < 10; part++)
    await addPairs(
      db,
      project,
      pairs(2000).map((p) => ({ ...p, prompt: [{ role: 'user', content: `${part}: ${p.line}?` }] })),
    );
  const people = await newPeople(db, 100);
  person = people[0] ?? '';
  await db.pool.query(
    `insert into assignment (id, comparison_id, project_id, annotator_id, guideline_version_id, shown_first, state,
                             claimed_at, lease_expires_at, ended_at)
     select gen_random_uuid(), c.id, c.project_id, n.id, $2, 'a', 'submitted', now(), now(), now()
     from (select id, project_id from comparison where kind = 'gold' order by id limit 500) c
     cross join unnest($1::uuid[]) n(id)`,
    [people, project.versionId],
  );
  await db.pool.query('analyze');
}, 120_000);

const statements: [string, { text: string }, () => unknown[]][] = [
  ['a single claim', claimNextStatement, () => [person, projectId, newId()]],
  ['a hand', fillStatement, () => [person, projectId, [1, 2, 3, 4, 5].map(newId), 5, []]],
];

test.each(statements)('%s finds its next comparisons by batch and kind', async (_, statement, values) => {
  const { readWhole, conditionsOf } = await planOf(at.db, statement, values());
  for (const table of ['comparison', 'assignment', 'known_answer']) expect(readWhole).not.toContain(table);
  const conditions = conditionsOf('comparison_next');
  expect(conditions.length).toBeGreaterThanOrEqual(2);
  for (const condition of conditions) expect(condition).toMatch(/batch_id.*kind/u);
});

test.each(statements)(
  '%s of work reads a few pages, however much gold lies before it',
  async (_, statement, values) => {
    const client = await at.db.pool.connect();
    try {
      await client.query('begin');
      const { rows } = await client.query<{ 'QUERY PLAN': { Plan: Record<string, number> }[] }>(
        `explain (analyze, buffers, format json) ${statement.text}`,
        values(),
      );
      const plan = rows[0]?.['QUERY PLAN'][0]?.Plan ?? {};
      // Some hundred with its locks, its inserts and its constraints; past the gold alone it would be thousands.
      expect((plan['Shared Hit Blocks'] ?? 0) + (plan['Shared Read Blocks'] ?? 0)).toBeLessThan(600);
    } finally {
      await client.query('rollback');
      client.release();
    }
  },
);
