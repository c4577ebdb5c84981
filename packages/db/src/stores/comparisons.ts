import type { ComparisonState } from '@preferably/domain';
import type { Database } from '../database.ts';

export interface ListedComparison {
  id: string;
  batch: number;
  state: ComparisonState;
  votesWanted: number;
  votesDone: number;
  claimsOpen: number;
  sourceId: string | null;
  lang: string | null;
  turns: number;
  excerpt: string;
}

/** A page of a project's comparisons after an id, in the order of their ids (UUIDv7: the order of their import). */
export async function listComparisons(
  db: Database,
  projectId: string,
  page: { batch?: number; after?: string; limit: number },
): Promise<ListedComparison[]> {
  const { rows } = await db.pool.query<ListedComparison>(
    `select c.id, b.number as batch, c.state, c.votes_wanted as "votesWanted", c.votes_done as "votesDone",
            c.claims_open as "claimsOpen", c.source_id as "sourceId", pr.lang,
            jsonb_array_length(pr.messages) as turns, left(pr.messages -> -1 ->> 'content', 200) as excerpt
     from comparison c join batch b on b.id = c.batch_id join prompt pr on pr.id = c.prompt_id
     where c.project_id = $1 and ($2::int is null or b.number = $2) and ($3::uuid is null or c.id > $3)
     order by c.id limit $4`,
    [projectId, page.batch ?? null, page.after ?? null, page.limit],
  );
  return rows;
}
