// The judgements that come with imported comparisons: each gets an assignment and a preference of a pseudonymous rater.
import type { Side } from '@preferably/domain';
import type pg from 'pg';
import { newId } from '../database.ts';
import type { ImportTarget, Pair } from './imports.ts';

const other = (side: Side): Side => (side === 'a' ? 'b' : 'a');

/** Gives recorded judgements an assignment and a preference each, and counts them on their comparisons. */
export async function putJudgements(client: pg.PoolClient, to: ImportTarget, pairs: Pair[]): Promise<number> {
  const judged = pairs.filter((p) => p.from.judgements.length > 0);
  if (judged.length === 0) return 0;
  const raters = [...new Set(judged.flatMap((p) => p.from.judgements.map((j) => j.rater)))];
  await client.query(
    `insert into annotator (id, recorded_as)
     select * from unnest($1::uuid[], $2::text[]) as n(id, name) order by n.name on conflict do nothing`,
    [raters.map(() => newId()), raters],
  );
  const known = await client.query<{ id: string; recorded_as: string }>(
    'select id, recorded_as from annotator where recorded_as = any($1)',
    [raters],
  );
  const annotators = new Map(known.rows.map((r) => [r.recorded_as, r.id]));
  const standing = await client.query<{ id: string; a: string; b: string }>(
    `select c.id, c.response_a_id as a, c.response_b_id as b
     from comparison c
     join unnest($2::uuid[], $3::uuid[]) as n(a, b)
       on least(c.response_a_id, c.response_b_id) = least(n.a, n.b)
      and greatest(c.response_a_id, c.response_b_id) = greatest(n.a, n.b)
     where c.batch_id = $1 order by c.id for update of c`,
    [to.batchId, judged.map((p) => p.a), judged.map((p) => p.b)],
  );
  const comparisons = new Map(
    standing.rows.flatMap((r) => [
      [`${r.a} ${r.b}`, { id: r.id, turned: false }],
      [`${r.b} ${r.a}`, { id: r.id, turned: true }],
    ]),
  );

  const rows = judged.flatMap((p) => {
    const at = comparisons.get(`${p.a} ${p.b}`);
    if (!at) throw new Error('a pair that was just written is not there');
    return p.from.judgements.map((j) => {
      const side = at.turned ? other(j.side) : j.side;
      const shown = j.shownFirst ?? 'a';
      const safety = j.safety && at.turned ? { a: j.safety.b, b: j.safety.a } : j.safety;
      return {
        assignment: newId(),
        preference: newId(),
        comparison: at.id,
        annotator: annotators.get(j.rater) as string,
        side,
        strength: j.strength,
        shown: at.turned ? other(shown) : shown,
        safeA: safety && (safety.a ? 'safe' : 'unsafe'),
        safeB: safety && (safety.b ? 'safe' : 'unsafe'),
      };
    });
  });
  const { rowCount } = await client.query(
    `with new_row as (
       select * from unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::uuid[], $5::"Side"[], $6::"Strength"[], $7::"Side"[],
                            $8::"SafetyLabel"[], $9::"SafetyLabel"[])
         as n(assignment, preference, comparison, annotator, side, strength, shown, safe_a, safe_b)
     ), assigned as (
       insert into assignment (id, comparison_id, project_id, annotator_id, shown_first, state, claimed_at, ended_at)
       select n.assignment, n.comparison, $10, n.annotator, n.shown, 'imported', $11, $11 from new_row n
       on conflict (comparison_id, annotator_id) do nothing
       returning id, comparison_id
     ), counted as (
       update comparison c
       set votes_done = c.votes_done + n.votes,
           votes_wanted = greatest(c.votes_wanted, c.votes_done + n.votes + c.claims_open),
           state = (case when c.state = 'withdrawn' then 'withdrawn'
                         when c.votes_done + n.votes >= greatest(c.votes_wanted, c.votes_done + n.votes + c.claims_open)
                         then 'done' else 'open' end)::"ComparisonState"
       from (select comparison_id, count(*)::int as votes from assigned group by comparison_id) n
       where c.id = n.comparison_id
     )
     insert into preference (id, assignment_id, revision, side, strength, safe_a, safe_b, shown_first, recorded, submitted_at)
     select n.preference, n.assignment, 1, n.side, n.strength, n.safe_a, n.safe_b, n.shown, true, $11
     from new_row n join assigned a on a.id = n.assignment`,
    [
      rows.map((r) => r.assignment),
      rows.map((r) => r.preference),
      rows.map((r) => r.comparison),
      rows.map((r) => r.annotator),
      rows.map((r) => r.side),
      rows.map((r) => r.strength),
      rows.map((r) => r.shown),
      rows.map((r) => r.safeA),
      rows.map((r) => r.safeB),
      to.projectId,
      to.importedAt,
    ],
  );
  return rowCount ?? 0;
}
