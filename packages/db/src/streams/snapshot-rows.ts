import type { SnapshotRow } from '@preferably/domain';
import type { Database } from '../database.ts';

const PAGE = 500;

/*
 * Keyset over (snapshot_id, position), joined by primary keys: every page costs the same, and what is read was frozen,
 * so nothing shifts. Annotators become pseudonyms keyed by snapshot: the same person has another name in the next one.
 */
const statement = {
  name: 'snapshot-rows',
  text: `
  select r.position, p.id as "preferenceId", c.id as "comparisonId", pj.slug as project, pj.dimension,
         b.number as batch, r.split, pr.root_sha256 as "rootSha256", pr.messages as prompt,
         ra.content as "responseA", rb.content as "responseB", p.side, p.strength, p.safe_a as "safeA",
         p.safe_b as "safeB", p.categories_a as "categoriesA", p.categories_b as "categoriesB",
         p.chips_a as "chipsA", p.chips_b as "chipsB", p.comment, e.content as edited,
         'annotator-' || left(encode(sha256(k.key || uuid_send(r.snapshot_id) || uuid_send(a.annotator_id)), 'hex'), 12)
           as annotator,
         p.shown_first as "shownFirst", v.number as "guidelineVersion", p.recorded, c.source, pr.lang,
         to_char(p.submitted_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "submittedAt"
  from snapshot_row r
  join snapshot s on s.id = r.snapshot_id
  join split_key k on k.id = s.split_key_id
  join preference p on p.id = r.preference_id
  join assignment a on a.id = p.assignment_id
  join comparison c on c.id = r.comparison_id
  join project pj on pj.id = c.project_id
  join batch b on b.id = c.batch_id
  join prompt pr on pr.id = c.prompt_id
  join response ra on ra.id = c.response_a_id
  join response rb on rb.id = c.response_b_id
  left join response e on e.id = p.edited_response_id
  left join guideline_version v on v.id = p.guideline_version_id
  where r.snapshot_id = $1 and r.position > $2
  order by r.position limit $3`,
};

type Stored = Omit<SnapshotRow, 'safety' | 'categories' | 'chips'> & {
  position: number;
  safeA: 'safe' | 'unsafe' | null;
  safeB: 'safe' | 'unsafe' | null;
  categoriesA: string[];
  categoriesB: string[];
  chipsA: string[];
  chipsB: string[];
};

/** The rows of a snapshot in their frozen order, a page at a time; the next page is fetched while one is used. */
export async function* snapshotRows(db: Database, snapshotId: string): AsyncGenerator<SnapshotRow[]> {
  const page = async (after: number) =>
    (await db.pool.query<Stored>({ ...statement, values: [snapshotId, after, PAGE] })).rows;
  let coming = page(0);
  for (;;) {
    const stored = await coming;
    const last = stored.at(-1);
    if (!last) return;
    coming = page(last.position);
    // A failure of the page ahead is met when it is awaited; until then it must not count as unhandled.
    coming.catch(() => {});
    yield stored.map(({ position: _, safeA, safeB, categoriesA, categoriesB, chipsA, chipsB, ...row }) => ({
      ...row,
      categories: { a: categoriesA, b: categoriesB },
      chips: { a: chipsA, b: chipsB },
      safety: safeA && safeB ? { a: safeA, b: safeB } : null,
    }));
  }
}
