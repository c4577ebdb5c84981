// What becomes of a comparison where a model and the humans disagree, and how that is taken back.
import { type DisagreementResolution, DomainError, type Side } from '@preferably/domain';
import type pg from 'pg';
import { type Database, inTransaction } from '../database.ts';
import { openOnes } from './disagreements.ts';

interface Locked {
  batchOpen: boolean;
}

/** Locks the comparison, so that whatever is looked at next stays so until the end of the transaction. */
async function lock(client: pg.PoolClient, comparisonId: string): Promise<Locked | null> {
  const { rows } = await client.query<Locked>(
    `select b.state = 'open' as "batchOpen" from comparison c join batch b on b.id = c.batch_id
     where c.id = $1 for update of c`,
    [comparisonId],
  );
  return rows[0] ?? null;
}

/**
 * Resolves an open disagreement. To be judged again, a comparison wants one vote more, unless it wants some anyway; one
 * that is withdrawn is given to nobody any more, and what was judged of it stays.
 *
 * @returns false when there is no such open disagreement
 * @throws DomainError batch_closed: nobody would be given it
 */
export function resolve(
  db: Database,
  modelId: string,
  comparisonId: string,
  resolution: DisagreementResolution,
  by: string,
): Promise<boolean> {
  return inTransaction(db.pool, async (client) => {
    const locked = await lock(client, comparisonId);
    const { rows } = await client.query<{ side: Side }>(
      `select case when v.a > v.b then 'a' else 'b' end as side from ${openOnes} and s.comparison_id = $2`,
      [modelId, comparisonId],
    );
    const [found] = rows;
    if (!locked || !found) return false;
    let raised = false;
    if (resolution === 'judged_again') {
      if (!locked.batchOpen) {
        throw new DomainError(
          'batch_closed',
          'the batch of this comparison is not open, so nobody would be given it; open the batch, then ask again',
        );
      }
      const { rowCount } = await client.query(
        `update comparison set votes_wanted = votes_done + 1, state = 'open' where id = $1 and state = 'done'`,
        [comparisonId],
      );
      raised = rowCount === 1;
    }
    if (resolution === 'withdrawn') {
      await client.query(`update comparison set state = 'withdrawn' where id = $1`, [comparisonId]);
    }
    await client.query(
      `insert into disagreement_review (run_id, comparison_id, side, resolution, votes_raised, resolved_by)
       values ($1, $2, $3, $4, $5, $6)`,
      [modelId, comparisonId, found.side, resolution, raised, by],
    );
    return true;
  });
}

interface Review {
  resolution: DisagreementResolution;
  votesRaised: boolean;
  /** Somebody was given the comparison since, or a claim of before became a vote. */
  used: boolean;
  /** It was withdrawn for a flag too, or another model's review asks for the same vote. */
  wantedElsewhere: boolean;
}

const reviewSql = `
  select w.resolution, w.votes_raised as "votesRaised",
         exists (select from assignment a where a.comparison_id = w.comparison_id
                 and (a.claimed_at > w.resolved_at or a.state = 'submitted' and a.ended_at > w.resolved_at)) as used,
         case w.resolution
           when 'withdrawn' then exists (
             select from assignment a join flag f on f.assignment_id = a.id
             where a.comparison_id = w.comparison_id and f.resolution = 'withdrawn')
           when 'judged_again' then w.votes_raised and exists (
             select from disagreement_review o
             where o.comparison_id = w.comparison_id and o.run_id <> w.run_id and o.resolution = 'judged_again')
           else false end as "wantedElsewhere"
  from disagreement_review w where w.run_id = $1 and w.comparison_id = $2`;

/**
 * Takes a resolution back, and with it what it did to the comparison.
 * @returns false when there is no such resolution
 * @throws DomainError conflict: something has come of it already
 */
export function reopen(db: Database, modelId: string, comparisonId: string): Promise<boolean> {
  return inTransaction(db.pool, async (client) => {
    await lock(client, comparisonId);
    const { rows } = await client.query<Review>(reviewSql, [modelId, comparisonId]);
    const [review] = rows;
    if (!review) return false;
    if (review.resolution !== 'humans_right') await takeBack(client, comparisonId, review);
    await client.query('delete from disagreement_review where run_id = $1 and comparison_id = $2', [
      modelId,
      comparisonId,
    ]);
    return true;
  });
}

async function takeBack(client: pg.PoolClient, comparisonId: string, review: Review): Promise<void> {
  if (review.used) {
    throw new DomainError(
      'conflict',
      'somebody was given this comparison meanwhile, so the resolution cannot be taken back',
    );
  }
  if (review.wantedElsewhere) {
    throw new DomainError(
      'conflict',
      review.resolution === 'withdrawn'
        ? 'this comparison was withdrawn because of a flag as well; it stays withdrawn'
        : "another model's disagreement asks for the same judgement; reopen that one first",
    );
  }
  if (review.resolution === 'withdrawn') {
    await client.query(
      `update comparison set state = (case when votes_done >= votes_wanted then 'done' else 'open' end)::"ComparisonState"
       where id = $1 and state = 'withdrawn'`,
      [comparisonId],
    );
  }
  if (review.votesRaised) {
    await client.query(
      `update comparison set votes_wanted = votes_wanted - 1,
              state = (case when state = 'withdrawn' then 'withdrawn' when votes_done >= votes_wanted - 1 then 'done'
                            else 'open' end)::"ComparisonState"
       where id = $1 and votes_done + claims_open < votes_wanted`,
      [comparisonId],
    );
  }
}
