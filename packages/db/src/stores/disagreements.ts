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

/** The model was told of it: a judgement of the comparison is a training row of its run. */
const fittedOn = `
  exists (select from assignment x
          join preference y on y.assignment_id = x.id
          join snapshot_row r on r.preference_id = y.id and r.split = 'train'
          join run_snapshot u on u.snapshot_id = r.snapshot_id and u.run_id = $1 and u.use <> 'evaluate'
          where x.comparison_id = c.id)`;

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

const shown = (side: string, probability: string, resolution: string, resolvedAt: string) => `
  c.id as "comparisonId", (select number from batch where id = c.batch_id) as batch,
  (select left(messages -> -1 ->> 'content', 200) from prompt where id = c.prompt_id) as excerpt,
  v.a as "votesA", v.b as "votesB", ${side} as "humanSide", ${probability} as probability, ${fittedOn} as "fittedOn",
  ${resolution} as resolution, ${resolvedAt} as "resolvedAt"`;

export const openStatement = {
  name: 'open-disagreements',
  text: `
  select ${shown(`case when v.a > v.b then 'a' else 'b' end`, doubt, 'null', 'null')}
  from ${openOnes}
    and (${doubt}, s.comparison_id) > (
      case when $2::uuid is null then -1
           else (select ${doubt} from model_score s where s.run_id = $1 and s.comparison_id = $2) end,
      coalesce($2, '00000000-0000-0000-0000-000000000000'))
  order by ${doubt}, s.comparison_id limit $3`,
};

/** Of the side that was the humans' when it was resolved. */
const thatSides = `case w.side when 'a' then s.probability else 1 - s.probability end`;

const resolvedStatement = {
  name: 'resolved-disagreements',
  text: `
  select ${shown('w.side', thatSides, 'w.resolution', 'w.resolved_at')}
  from disagreement_review w
  join model_score s on s.run_id = w.run_id and s.comparison_id = w.comparison_id
  join comparison c on c.id = s.comparison_id
  cross join lateral (${votes}) v
  where w.run_id = $1
    and (${thatSides}, s.comparison_id) > (
      case when $2::uuid is null then -1
           else (select ${thatSides} from disagreement_review w join model_score s using (run_id, comparison_id)
                 where w.run_id = $1 and w.comparison_id = $2) end,
      coalesce($2, '00000000-0000-0000-0000-000000000000'))
  order by ${thatSides}, s.comparison_id limit $3`,
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
