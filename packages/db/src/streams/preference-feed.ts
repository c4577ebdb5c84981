import { type CanonicalRow, DomainError } from '@preferably/domain';
import type { Database } from '../database.ts';
import {
  canonicalJoins,
  judgementColumns,
  originColumns,
  pairColumns,
  pseudonym,
  shownColumns,
} from './canonical-sql.ts';

export type FeedRow = Omit<CanonicalRow, 'kind' | 'split' | 'votes' | 'weight'> & { revision: number };

/** The transaction that wrote a row, and the row: the order of the feed. */
export interface FeedPlace {
  writtenBy: string;
  id: string;
}

export interface FeedPage {
  rows: FeedRow[];
  /** Of the last row that was looked at; null when there was none. */
  last: FeedPlace | null;
  more: boolean;
}

/** How many preferences, of whichever project, a page looks at: what bounds its cost where a project has few of many. */
const WINDOW = 5_000;

/*
 * Rows become visible when their transaction commits, in no order that an id or a clock could tell. But every
 * transaction below pg_snapshot_xmin has ended, so below it nothing appears any more: what lies there is served in the
 * order of its transactions, and a row that commits late is served late instead of never.
 *
 * `looked_at` holds the places of the window and its end; the texts are fetched for the rows of the page alone.
 */
export const feedSql = `
  with looked_at as materialized (
    select p.id, p.written_by, p.assignment_id, p.revision from preference p
    where (p.written_by, p.id) > ($2::xid8, $3::uuid) and p.written_by < pg_snapshot_xmin(pg_current_snapshot())
    order by p.written_by, p.id limit $5
  ), page as materialized (
    select l.id, l.written_by, a.comparison_id, a.annotator_id from looked_at l
    join assignment a on a.id = l.assignment_id and a.project_id = $1
    join annotator an on an.id = a.annotator_id and an.erased_at is null
    join comparison c on c.id = a.comparison_id and c.kind = 'work' and c.state <> 'withdrawn'
    where not exists (select 1 from preference q where q.assignment_id = l.assignment_id and q.revision > l.revision)
    order by l.written_by, l.id limit $4
  ), ends as (
    select count(*)::int as looked, (select count(*)::int from page) as found,
           (array_agg(l.written_by::text || '.' || l.id order by l.written_by desc, l.id desc))[1] as last_looked,
           (select (array_agg(written_by::text || '.' || id order by written_by desc, id desc))[1] from page) as last_found
    from looked_at l
  ), lines as (
    select page.written_by, p.id, row_to_json(line) as line from page
    join preference p on p.id = page.id
    join comparison c on c.id = page.comparison_id
    ${canonicalJoins}
    cross join (select key from split_key order by id limit 1) k
    cross join lateral (
      select p.id, c.id as comparison_id, p.revision, pj.slug as project, pj.dimension, b.number as batch,
             ${pairColumns}, ${judgementColumns},
             ${pseudonym('k.key', 'uuid_send(pj.id)', 'page.annotator_id')} as annotator,
             ${shownColumns}, ${originColumns}
    ) line
  )
  select ends.*, (select coalesce(json_agg(line order by written_by, id), '[]') from lines) as rows,
         (select max(written_by) from preference) >= pg_snapshot_xmax(pg_current_snapshot()) as from_elsewhere,
         $2::xid8 >= pg_snapshot_xmax(pg_current_snapshot()) as cursor_from_elsewhere
  from ends`;

const BEGINNING: FeedPlace = { writtenBy: '0', id: '00000000-0000-0000-0000-000000000000' };

/** A page of a project's judgements that come after a place, each current revision once. */
export async function preferenceFeed(
  db: Database,
  projectId: string,
  after: FeedPlace | null,
  limit: number,
): Promise<FeedPage> {
  const { writtenBy, id } = after ?? BEGINNING;
  const { rows } = await db.pool.query<{
    rows: FeedRow[];
    looked: number;
    found: number;
    last_looked: string | null;
    last_found: string | null;
    from_elsewhere: boolean | null;
    cursor_from_elsewhere: boolean;
  }>({ name: 'preference-feed', text: feedSql, values: [projectId, writtenBy, id, limit, WINDOW] });
  const page = rows[0];
  if (!page) throw new Error('the feed gave no answer');
  // Numbers of transactions are those of one cluster: a restored dump brings those of another along.
  if (page.from_elsewhere) {
    throw new DomainError(
      'conflict',
      'this database was restored from a dump and its feed is not in order yet; docs/operations.md says how to put it in order',
    );
  }
  if (page.cursor_from_elsewhere) {
    throw new DomainError(
      'invalid_request',
      'this cursor is older than the restored database; begin again without one',
    );
  }
  const full = page.found === limit;
  const end = full ? page.last_found : page.last_looked;
  const [xid, last] = end?.split('.') ?? [];
  return {
    rows: page.rows,
    last: xid !== undefined && last !== undefined ? { writtenBy: xid, id: last } : null,
    more: page.looked === WINDOW || (full && page.last_found !== page.last_looked),
  };
}
