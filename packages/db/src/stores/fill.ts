// The next batch, filled with the comparisons of which a model is least sure (uncertainty sampling: Lewis & Gale 1994).
import { DomainError } from '@preferably/domain';
import type pg from 'pg';
import { refusing } from '../constraint-errors.ts';
import { type Database, inTransaction } from '../database.ts';
import { doubt } from './disagreements.ts';
import { insertBatch } from './projects.ts';

export interface Filling {
  projectId: string;
  modelId: string;
  /** Draft batches of the project's work, each once. */
  fromBatchIds: string[];
}

/**
 * Comparisons `c` of the batches $2 that nobody has been given, with the score `s` by the model $1. A pair stands once in
 * a batch: of one that stands in several drafts only the first can move.
 */
const free = (join: 'join' | 'left join') => `
  select distinct on (least(c.response_a_id, c.response_b_id), greatest(c.response_a_id, c.response_b_id))
         c.id, ${doubt} as doubt
  from comparison c
  ${join} model_score s on s.run_id = $1 and s.comparison_id = c.id and s.probability is not null
  where c.batch_id = any ($2) and c.kind = 'work' and c.state = 'open'
    and c.votes_done + c.claims_open < c.votes_wanted and c.claims_open = 0
    and not exists (select from assignment a where a.comparison_id = c.id)
  order by least(c.response_a_id, c.response_b_id), greatest(c.response_a_id, c.response_b_id),
           ${doubt} desc nulls last, c.id`;

async function requireDrafts(
  client: Pick<pg.PoolClient, 'query'>,
  { projectId, fromBatchIds }: Filling,
  lock: 'for no key update' | '',
): Promise<number> {
  const { rows } = await client.query<{ votes: number }>(
    `select votes_wanted as votes from batch
     where id = any ($1) and project_id = $2 and state = 'draft' and kind = 'work' order by id ${lock}`,
    [fromBatchIds, projectId],
  );
  if (rows.length < fromBatchIds.length) {
    throw new DomainError(
      'batch_not_draft',
      'every batch to take from must be a draft of the work of this project; leave the others out',
    );
  }
  return Math.max(...rows.map(({ votes }) => votes));
}

/**
 * How many comparisons a new batch could take, and how many of them the model has scored.
 * @throws DomainError batch_not_draft
 */
export async function previewFill(db: Database, filling: Filling) {
  await requireDrafts(db.pool, filling, '');
  const { rows } = await db.pool.query<{ available: number; scored: number }>(
    `select count(*)::int as available, count(doubt)::int as scored from (${free('left join')}) free`,
    [filling.modelId, filling.fromBatchIds],
  );
  return rows[0] as { available: number; scored: number };
}

export const moveStatement = {
  text: `
  with free as (${free('join')}), picked as (
    select id, row_number() over (order by doubt desc, id) as place from free order by doubt desc, id limit $3
  )
  update comparison c set batch_id = $4, priority = (select count(*) from picked) - p.place
  from picked p where c.id = p.id`,
};

/**
 * Makes the next batch and moves the comparisons there, of which the least sure is handed out first. Each wants as many
 * votes as before; of new ones the batch wants as many as the drafts did.
 *
 * @throws DomainError batch_not_draft, nothing_to_fill, conflict (another batch was created at the same moment)
 */
export function fillBatch(
  db: Database,
  filling: Filling & { name: string; count: number },
): Promise<{ batchId: string; moved: number }> {
  const { projectId, modelId, fromBatchIds, name, count } = filling;
  return refusing(
    inTransaction(db.pool, async (client) => {
      // A draft that is locked is opened after this, or was before: nothing is taken from under somebody's hands.
      const votesWanted = await requireDrafts(client, filling, 'for no key update');
      const batchId = await insertBatch(client, { projectId, name, votesWanted, kind: 'work' });
      const { rowCount } = await client.query(moveStatement.text, [modelId, fromBatchIds, count, batchId]);
      if (!rowCount) {
        throw new DomainError(
          'nothing_to_fill',
          'these batches hold no comparison that this model has scored; have it score the open ones first',
        );
      }
      return { batchId, moved: rowCount };
    }),
  );
}
