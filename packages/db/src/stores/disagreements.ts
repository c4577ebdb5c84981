import type { DisagreementResolution, Side } from '@preferably/domain';
import type { Database } from '../database.ts';
import { currentJudgements, isWork } from '../statistics/current-judgements.ts';

export interface StoredDisagreement {
  comparisonId: string;
  batch: number;
  excerpt: string;
  votesA: number;
  votesB: number;
  humanSide: Side;
  probability: number;
  fittedOn: boolean;
  resolution: DisagreementResolution | null;
  resolvedAt: Date | null;
}

/** 0 where a model is sure of a side, one half where it knows nothing: the order of the index model_score_doubt. */
export const doubt = 'least(s.probability, 1 - s.probability)';

const votes = `
  select count(*) filter (where p.side = 'a')::int as a, count(*) filter (where p.side = 'b')::int as b
  from ${currentJudgements} where a.comparison_id = c.id`;

/*
 * The model's side is against that of most, and nobody has said what becomes of it. Read along model_score_doubt, a page
 * looks at no more scores than it needs; counting them looks at all.
 */
export const openOnes = `
  model_score s
  join comparison c on c.id = s.comparison_id and ${isWork} and c.votes_done > 0
  cross join lateral (${votes}) v
  where s.run_id = $1 and s.probability is not null
    and (s.probability > 0.5 and v.b > v.a or s.probability < 0.5 and v.a > v.b)
    and not exists (select from disagreement_review w where w.run_id = s.run_id and w.comparison_id = s.comparison_id)`;

/*
 * The model was told of it: a judgement of the comparison is a training row of its run. Looked up for a page of rows and
 * not within the page: there the planner reads every training row there is.
 */
const fittedOn = `
  exists (select from assignment x
          join preference y on y.assignment_id = x.id
          join snapshot_row r on r.preference_id = y.id and r.split = 'train'
          join run_snapshot u on u.snapshot_id = r.snapshot_id and u.run_id = $1 and u.use <> 'evaluate'
          where x.comparison_id = c.id)`;

/** A page of rows in the order of `probability` and `id`, as they are shown. */
const shown = (page: string) => `
  select c.id as "comparisonId", b.number as batch, left(pr.messages -> -1 ->> 'content', 200) as excerpt,
         page.a as "votesA", page.b as "votesB", page.side as "humanSide", page.probability,
         ${fittedOn} as "fittedOn", page.resolution, page.resolved_at as "resolvedAt"
  from (${page}) page
  join comparison c on c.id = page.id
  join batch b on b.id = c.batch_id
  join prompt pr on pr.id = c.prompt_id
  order by page.probability, page.id`;

export const openStatement = {
  name: 'open-disagreements',
  text: shown(`
  select s.comparison_id as id, v.a, v.b, case when v.a > v.b then 'a' else 'b' end as side, ${doubt} as probability,
         null as resolution, null as resolved_at
  from ${openOnes}
    and (${doubt}, s.comparison_id) > (
      case when $2::uuid is null then -1
           else (select ${doubt} from model_score s where s.run_id = $1 and s.comparison_id = $2) end,
      coalesce($2, '00000000-0000-0000-0000-000000000000'))
  order by ${doubt}, s.comparison_id limit $3`),
};

/** Of the side that was the humans' when it was resolved. The model was against it, so it is the doubt as well. */
const thatSides = `case w.side when 'a' then s.probability else 1 - s.probability end`;

const resolvedStatement = {
  name: 'resolved-disagreements',
  text: shown(`
  select c.id, v.a, v.b, w.side, ${thatSides} as probability, w.resolution, w.resolved_at
  from disagreement_review w
  join model_score s on s.run_id = w.run_id and s.comparison_id = w.comparison_id
  join comparison c on c.id = s.comparison_id
  cross join lateral (${votes}) v
  where w.run_id = $1
    and (${thatSides}, c.id) > (
      case when $2::uuid is null then -1
           else (select coalesce(${thatSides}, ${doubt})
                 from model_score s left join disagreement_review w using (run_id, comparison_id)
                 where s.run_id = $1 and s.comparison_id = $2) end,
      coalesce($2, '00000000-0000-0000-0000-000000000000'))
  order by ${thatSides}, c.id limit $3`),
};

/** A page of where a model and the humans disagree, the clearest first, after one of them. */
export async function listDisagreements(
  db: Database,
  modelId: string,
  { state, after, limit }: { state: 'open' | 'resolved'; after?: string | undefined; limit: number },
): Promise<StoredDisagreement[]> {
  const statement = state === 'open' ? openStatement : resolvedStatement;
  const values = [modelId, after ?? null, limit];
  return (await db.pool.query<StoredDisagreement>({ ...statement, values })).rows;
}

export async function countOpen(db: Database, modelId: string): Promise<number> {
  const sql = `select count(*)::int as open from ${openOnes}`;
  return (await db.pool.query<{ open: number }>(sql, [modelId])).rows[0]?.open ?? 0;
}
