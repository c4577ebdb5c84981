import type { ScoringScope, ScoringState, Turn } from '@preferably/domain';
import { refusing } from '../constraint-errors.ts';
import { type Database, newId } from '../database.ts';

export interface StoredScoring {
  id: string;
  projectId: string;
  modelId: string;
  modelName: string;
  scope: ScoringScope;
  state: ScoringState;
  comparisons: number;
  scored: number;
  unscorable: number;
  cancelRequested: boolean;
  error: string | null;
  createdAt: Date;
  startedAt: Date | null;
  endedAt: Date | null;
}

const SCORING = `
  select s.id, s.project_id as "projectId", s.run_id as "modelId", r.name as "modelName", s.scope, s.state,
         s.comparisons, s.scored, s.unscorable, s.cancel_requested_at is not null as "cancelRequested", s.error,
         s.created_at as "createdAt", s.started_at as "startedAt", s.ended_at as "endedAt"
  from scoring s join run r on r.id = s.run_id`;

/** Of a project, newest first. */
export async function listScorings(db: Database, projectId: string): Promise<StoredScoring[]> {
  const sql = `${SCORING} where s.project_id = $1 order by s.id desc`;
  return (await db.pool.query<StoredScoring>(sql, [projectId])).rows;
}

export async function findScoring(db: Database, id: string): Promise<StoredScoring | null> {
  return (await db.pool.query<StoredScoring>(`${SCORING} where s.id = $1`, [id])).rows[0] ?? null;
}

/*
 * What a scope means for a comparison `c`: nothing but work, of which gold is none, and nothing that was withdrawn.
 * `votes_done` counts the judgements, recorded ones too.
 */
const within = (scope: string) => `
  c.kind = 'work' and c.state <> 'withdrawn'
  and (${scope} = 'all' or ${scope} = 'open' and c.state = 'open' or ${scope} = 'judged' and c.votes_done > 0)`;

const unscored = (model: string) => `
  not exists (select from model_score x where x.run_id = ${model} and x.comparison_id = c.id)`;

/**
 * Asks for a model's scores of everything within the scope that has none by it yet.
 * @returns the scoring's id; null when there is nothing to score
 * @throws DomainError scoring_under_way
 */
export async function createScoring(
  db: Database,
  modelId: string,
  scope: ScoringScope,
  createdBy: string,
): Promise<string | null> {
  const { rows } = await refusing(
    db.pool.query<{ id: string }>(
      `insert into scoring (id, project_id, run_id, scope, comparisons, created_by)
       select $1, m.project_id, m.run_id, $3::"ScoringScope", n.comparisons, $4
       from reward_model m
       cross join lateral (
         select count(*)::int as comparisons from comparison c
         where c.project_id = m.project_id and ${within('$3::"ScoringScope"')} and ${unscored('m.run_id')}
       ) n
       where m.run_id = $2 and n.comparisons > 0
       returning id`,
      [newId(), modelId, scope, createdBy],
    ),
  );
  return rows[0]?.id ?? null;
}

export interface UnscoredComparison {
  id: string;
  prompt: Turn[];
  responseA: string;
  responseB: string;
}

/** Keyset over the project's comparisons: what was scored meanwhile, by this attempt or an earlier one, is passed over. */
export const toScoreStatement = {
  name: 'to-score',
  text: `
  select c.id, pr.messages as prompt, ra.content as "responseA", rb.content as "responseB"
  from scoring s
  join comparison c on c.project_id = s.project_id
  join prompt pr on pr.id = c.prompt_id
  join response ra on ra.id = c.response_a_id
  join response rb on rb.id = c.response_b_id
  where s.id = $1 and c.id > coalesce($2::uuid, '00000000-0000-0000-0000-000000000000')
    and ${within('s.scope')} and ${unscored('s.run_id')}
  order by c.id limit $3`,
};

/** The next comparisons without a score, after one of them, in the order of their ids. */
export async function listToScore(
  db: Database,
  scoringId: string,
  page: { after: string | null; limit: number },
): Promise<UnscoredComparison[]> {
  const values = [scoringId, page.after, page.limit];
  return (await db.pool.query<UnscoredComparison>({ ...toScoreStatement, values })).rows;
}

/** How many comparisons of its project a model has scored, of those in the work and of those judged. */
export async function countScored(db: Database, modelId: string): Promise<{ open: number; judged: number }> {
  const { rows } = await db.pool.query<{ open: number; judged: number }>(
    `select count(*) filter (where c.state = 'open')::int as open,
            count(*) filter (where c.votes_done > 0 and c.state <> 'withdrawn')::int as judged
     from model_score s join comparison c on c.id = s.comparison_id
     where s.run_id = $1 and s.probability is not null and c.kind = 'work'`,
    [modelId],
  );
  return rows[0] as { open: number; judged: number };
}
