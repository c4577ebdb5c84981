// Imports of the same lines at the same time: they wait for each other, and what stands at the end stands once.

import { claim } from '../queues/assignment-queue.ts';
import {
  addPairs,
  newPeople,
  newProject,
  pairs,
  recorded,
  rowsOf,
  useDatabase,
} from '../testing/fixtures.ts';
import type { NewComparison } from './imports.ts';

const at = useDatabase();

const backwards = (chunk: NewComparison[]): NewComparison[] =>
  chunk.toReversed().map(({ responseA, responseB, judgements, ...rest }) => ({
    ...rest,
    responseA: responseB,
    responseB: responseA,
    judgements: judgements.map((j) => ({ ...j, side: j.side === 'a' ? ('b' as const) : ('a' as const) })),
  }));

const sum = (all: { added: number; judgements: number }[]) => ({
  added: all.reduce((n, one) => n + one.added, 0),
  judgements: all.reduce((n, one) => n + one.judgements, 0),
});

test('the same chunk eight times at once, half of them backwards and swapped, is imported once', async () => {
  const { db } = at;
  for (let round = 0; round < 3; round++) {
    const project = await newProject(db);
    const chunk = pairs(200, {
      judgements: [recorded(`rater ${round}`, 'a'), recorded(`other ${round}`, 'b')],
    });
    const all = await Promise.all(
      Array.from({ length: 8 }, (_, i) => addPairs(db, project, i % 2 ? backwards(chunk) : chunk)),
    );
    expect(sum(all)).toEqual({ added: 200, judgements: 400 });
    const sql = `select count(*)::int as n, min(votes_done) as least, max(votes_done) as most, min(state) as state
                 from comparison where project_id = $1`;
    expect(await rowsOf(db, sql, [project.projectId])).toEqual([
      { n: 200, least: 2, most: 2, state: 'done' },
    ]);
    // Whichever order stands, rater chose the first answer and other the second.
    const chosen = `
      select an.recorded_as as rater, count(distinct left(r.content, 10))::int as kinds, min(left(r.content, 10)) as chosen
      from assignment a join annotator an on an.id = a.annotator_id join preference p on p.assignment_id = a.id
      join comparison c on c.id = a.comparison_id
      join response r on r.id = case p.side when 'a' then c.response_a_id else c.response_b_id end
      where a.project_id = $1 group by 1 order by 1`;
    expect(await rowsOf(db, chosen, [project.projectId])).toEqual([
      { rater: `other ${round}`, kinds: 1, chosen: 'Answer two' },
      { rater: `rater ${round}`, kinds: 1, chosen: 'Answer one' },
    ]);
  }
}, 240_000);

test('judgements of eight raters on the same pairs arrive at once, in any order, while people claim them', async () => {
  const { db } = at;
  const project = await newProject(db);
  await addPairs(db, project, pairs(100, { votesWanted: 20 }));
  const people = await newPeople(db, 8);
  const files = Array.from({ length: 8 }, (_, i) => pairs(100, { judgements: [recorded(`file ${i}`, 'a')] }));
  const [all] = await Promise.all([
    Promise.all(files.map((chunk, i) => addPairs(db, project, i % 2 ? backwards(chunk) : chunk))),
    Promise.all(people.map((person) => claim(db, person, project.projectId))),
  ]);
  expect(sum(all)).toEqual({ added: 0, judgements: 800 });
  const sql = `select count(*)::int as n, min(votes_done) as least, max(votes_done) as most,
                      sum(claims_open)::int as claims from comparison where project_id = $1`;
  expect(await rowsOf(db, sql, [project.projectId])).toEqual([{ n: 100, least: 8, most: 8, claims: 8 }]);
}, 240_000);
