import { createWriteStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import type pg from 'pg';
import { to } from 'pg-copy-streams';

/*
 * The canonical file by one statement: the joins of packages/db/src/streams/snapshot-rows.ts, each row made into a line
 * by the server. As CSV with a quote and a delimiter that JSON text never holds, so that COPY escapes nothing.
 */
const statement = (snapshotId: string) => `
  copy (
    select json_build_object(
      'id', p.id, 'comparison_id', c.id, 'project', pj.slug, 'dimension', pj.dimension, 'batch', b.number,
      'split', r.split, 'root_sha256', pr.root_sha256, 'prompt', pr.messages, 'response_a', ra.content,
      'response_b', rb.content, 'side', p.side, 'strength', p.strength,
      'safety', case when p.safe_a is null then null else json_build_object('a', p.safe_a, 'b', p.safe_b) end,
      'safety_bin', case
        when p.safe_a is null then null
        when p.safe_a = p.safe_b then 'both_' || p.safe_a
        when (p.side = 'a') = (p.safe_a = 'safe') then 'chosen_safe' else 'chosen_unsafe' end,
      'annotator',
      'annotator-' || left(encode(sha256(k.key || uuid_send(r.snapshot_id) || uuid_send(a.annotator_id)), 'hex'), 12),
      'shown_first', p.shown_first, 'guideline_version', v.number, 'recorded', p.recorded, 'source', c.source,
      'lang', pr.lang,
      'submitted_at', to_char(p.submitted_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')
    )::text
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
    left join guideline_version v on v.id = p.guideline_version_id
    where r.snapshot_id = '${snapshotId}'
    order by r.position
  ) to stdout with (format csv, quote e'\\x01', delimiter e'\\x02')`;

/** Copies a snapshot's rows to a file on the same terms as the service's storage: large writes, flushed to disk. */
export async function copySnapshot(pool: pg.Pool, snapshotId: string, file: string): Promise<void> {
  const client = await pool.connect();
  try {
    const rows = client.query(to(statement(snapshotId)));
    await pipeline(rows, createWriteStream(file, { highWaterMark: 1 << 20, flush: true }));
  } finally {
    client.release();
  }
}
