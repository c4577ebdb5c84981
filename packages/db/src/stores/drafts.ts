import type { Database } from '../database.ts';

/**
 * Keeps the newest draft of a claim; false when the claim is not this annotator's or no longer alive. An older draft
 * that arrives late, from another tab or device, changes nothing.
 */
export async function keepDraft(
  db: Database,
  assignmentId: string,
  annotatorId: string,
  draft: { body: object; savedAt: Date },
): Promise<boolean> {
  const { rows } = await db.pool.query<{ alive: boolean }>({
    name: 'keep-draft',
    text: `with mine as (
             select id from assignment where id = $1 and annotator_id = $2 and state = 'claimed'
           ), kept as (
             insert into draft (assignment_id, body, saved_at) select id, $3, least($4, now()) from mine
             on conflict (assignment_id) do update set body = excluded.body, saved_at = excluded.saved_at
             where draft.saved_at < excluded.saved_at
           )
           select exists (select 1 from mine) as alive`,
    values: [assignmentId, annotatorId, JSON.stringify(draft.body), draft.savedAt],
  });
  return rows[0]?.alive ?? false;
}

/** Drops drafts of claims that have ended, at most `limit`, and says how many: nobody will read them again. */
export async function dropEndedDrafts(db: Database, limit = 500): Promise<number> {
  const { rowCount } = await db.pool.query(
    `delete from draft where assignment_id in (
       select d.assignment_id from draft d join assignment a on a.id = d.assignment_id
       where a.state <> 'claimed' limit $1)`,
    [limit],
  );
  return rowCount ?? 0;
}
