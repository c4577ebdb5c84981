import type { FlagReason, FlagResolution } from '@preferably/domain';
import type { Database } from '../database.ts';

export interface FlagRow {
  assignmentId: string;
  comparisonId: string;
  batch: number;
  excerpt: string;
  annotator: string;
  reason: FlagReason;
  note: string | null;
  flaggedAt: Date;
  resolution: FlagResolution | null;
  resolvedAt: Date | null;
}

/** Flags an annotator's own assignment; false when it is none of theirs. A flag that was resolved opens again. */
export async function flag(
  db: Database,
  assignmentId: string,
  annotatorId: string,
  why: { reason: FlagReason; note: string | null },
): Promise<boolean> {
  const { rowCount } = await db.pool.query(
    `insert into flag (assignment_id, reason, note, flagged_at)
     select id, $3, $4, now() from assignment where id = $1 and annotator_id = $2
     on conflict (assignment_id) do update
     set reason = excluded.reason, note = excluded.note, flagged_at = excluded.flagged_at,
         resolution = null, resolved_at = null, resolved_by = null`,
    [assignmentId, annotatorId, why.reason, why.note],
  );
  return rowCount === 1;
}

/** Flags of a project in the order of their assignments, which is the order of claiming. */
export async function listFlags(
  db: Database,
  projectId: string,
  query: { state: 'open' | 'resolved'; after?: string | undefined; limit: number },
): Promise<FlagRow[]> {
  const { rows } = await db.pool.query<FlagRow>(
    `select f.assignment_id as "assignmentId", c.id as "comparisonId", b.number as batch,
            left(pr.messages -> -1 ->> 'content', 200) as excerpt,
            coalesce(u.name, n.recorded_as, '') as annotator, f.reason, f.note, f.flagged_at as "flaggedAt",
            f.resolution, f.resolved_at as "resolvedAt"
     from flag f
     join assignment a on a.id = f.assignment_id
     join comparison c on c.id = a.comparison_id
     join batch b on b.id = c.batch_id
     join prompt pr on pr.id = c.prompt_id
     join annotator n on n.id = a.annotator_id
     left join "user" u on u.id = n.user_id
     where a.project_id = $1 and (f.resolved_at is null) = $2 and ($3::uuid is null or f.assignment_id > $3)
     order by f.assignment_id limit $4`,
    [projectId, query.state === 'open', query.after ?? null, query.limit],
  );
  return rows;
}

/**
 * Resolves an open flag and, where it is withdrawn, takes its comparison out of the work: nobody is given it any more,
 * and what was judged of it stays. Null when there is no such open flag in the project.
 */
export async function resolveFlag(
  db: Database,
  projectId: string,
  assignmentId: string,
  resolution: FlagResolution,
  by: string,
): Promise<{ comparisonId: string } | null> {
  const { rows } = await db.pool.query<{ comparisonId: string }>(
    `with resolved as (
       update flag f set resolution = $3, resolved_at = now(), resolved_by = $4
       from assignment a
       where f.assignment_id = $2 and f.resolved_at is null and a.id = f.assignment_id and a.project_id = $1
       returning a.comparison_id
     ), withdrawn as (
       update comparison c set state = 'withdrawn' from resolved r where c.id = r.comparison_id and $3 = 'withdrawn'
     )
     select comparison_id as "comparisonId" from resolved`,
    [projectId, assignmentId, resolution, by],
  );
  return rows[0] ?? null;
}
