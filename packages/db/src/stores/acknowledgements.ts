import type { Database } from '../database.ts';
import { findVersion } from './guidelines.ts';

/** The version of the guidelines that a project `p` works with: the newest one that is published. */
export const newestVersion = `
  select v.id from guideline_version v
  where v.guideline_set_id = p.guideline_set_id and v.state = 'published' order by v.number desc limit 1`;

/*
 * Acknowledges the newest version, and puts the claims that are alive under it in every project with these guidelines,
 * so that what is judged after the reading is stamped with what was read.
 *
 * A preference takes its assignment's version at the moment of submission. So a judgement that was made under the older
 * version and is still on its way when its author acknowledges the newer one, on another device, counts with the newer.
 * The labeling page therefore sends all that waits before it acknowledges. What is ended, and with it every later
 * revision, keeps the version that was shown. A claim that another statement holds at this moment (a submission, a fill)
 * is passed over rather than waited for: a submission counts as what it was, and the next fill does the rest.
 */
const acknowledgeStatement = {
  name: 'acknowledge',
  text: `
  with current as (
    select n.id, p.guideline_set_id from project p cross join lateral (${newestVersion}) n
    where p.id = $2 and n.id = $3
  ), kept as (
    insert into acknowledgement (annotator_id, version_id, at) select $1, id, now() from current
    on conflict do nothing
  ), alive as (
    select a.id from assignment a join project p on p.id = a.project_id join current on true
    where a.annotator_id = $1 and a.state = 'claimed' and p.guideline_set_id = current.guideline_set_id
      and a.guideline_version_id <> current.id
    for update of a skip locked
  ), moved as (
    update assignment a set guideline_version_id = current.id from alive, current where a.id = alive.id
  )
  select id from current`,
};

/** False when the version is not, or no longer, the one that the project works with. Again changes nothing. */
export async function acknowledge(
  db: Database,
  annotatorId: string,
  projectId: string,
  versionId: string,
): Promise<boolean> {
  const { rowCount } = await db.pool.query({
    ...acknowledgeStatement,
    values: [annotatorId, projectId, versionId],
  });
  return rowCount === 1;
}

/** Whether there are guidelines that this annotator has to read before anything is handed out. */
export async function hasUnread(db: Database, annotatorId: string, projectId: string): Promise<boolean> {
  const { rowCount } = await db.pool.query(
    `select from project p cross join lateral (${newestVersion}) n
     where p.id = $2 and not exists (select 1 from acknowledgement k where k.annotator_id = $1 and k.version_id = n.id)`,
    [annotatorId, projectId],
  );
  return rowCount === 1;
}

/** The version that a project works with, whether this annotator has acknowledged it, and the one they had before. */
export async function readingOf(db: Database, annotatorId: string, projectId: string) {
  const { rows } = await db.pool.query<{ current: string; acknowledged: boolean; previous: string | null }>(
    `select n.id as current,
            exists (select 1 from acknowledgement k where k.annotator_id = $1 and k.version_id = n.id) as acknowledged,
            (select v.id from acknowledgement k join guideline_version v on v.id = k.version_id
             where k.annotator_id = $1 and v.guideline_set_id = p.guideline_set_id and v.id <> n.id
             order by v.number desc limit 1) as previous
     from project p cross join lateral (${newestVersion}) n where p.id = $2`,
    [annotatorId, projectId],
  );
  const [row] = rows;
  if (!row) return { current: null, acknowledged: false, previous: null };
  const [current, previous] = await Promise.all([
    findVersion(db, row.current),
    row.previous === null ? null : findVersion(db, row.previous),
  ]);
  return { current, acknowledged: row.acknowledged, previous };
}
