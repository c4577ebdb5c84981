/// <reference path="../pg-copy-streams.d.ts" />
import type pg from 'pg';
import { to } from 'pg-copy-streams';
import type { Database } from '../database.ts';
import {
  canonicalJoins,
  judgementColumns,
  originColumns,
  pairColumns,
  pseudonym,
  shownColumns,
} from './canonical-sql.ts';

/** What a chunk of lines grows to before it is handed on: large enough that a file is written in few steps. */
const CHUNK_BYTES = 256 << 10;
const NEWLINE = 10;

/*
 * The canonical rows of docs/export-format.md, made into JSON lines by the server and streamed by COPY: in this process
 * they are bytes that pass through. The order of the fields is part of the format: the same snapshot, the same bytes.
 * As CSV with a quote and a delimiter that JSON text never holds, COPY escapes nothing.
 *
 * Annotators become pseudonyms keyed by what the snapshot holds: frozen twice, the same rows are the same bytes, and in
 * any other snapshot the same person has another name.
 */
export const snapshotLinesSql = (snapshotId: string, rows = '') => `
  copy (
    select row_to_json(line)::text from (
      select p.id, c.id as comparison_id, pj.slug as project, pj.dimension, b.number as batch, c.kind, r.split,
             ${pairColumns}, ${judgementColumns},
             ${pseudonym('k.key', 'coalesce(s.pseudonym_salt, uuid_send(s.id))', 'a.annotator_id')} as annotator,
             ${shownColumns}, json_build_object('a', r.votes_a, 'b', r.votes_b) as votes, r.weight, ${originColumns}
      from snapshot_row r
      join snapshot s on s.id = r.snapshot_id
      join split_key k on k.id = s.split_key_id
      join preference p on p.id = r.preference_id
      join assignment a on a.id = p.assignment_id
      join comparison c on c.id = r.comparison_id
      ${canonicalJoins}
      where r.snapshot_id = '${snapshotId}' ${rows}
      order by r.position
    ) line
  ) to stdout with (format csv, quote e'\\x01', delimiter e'\\x02')`;

/**
 * Rows of one statement: while a statement runs, PostgreSQL keeps every row version that it might still see, and each
 * claim of the project steps over those of all comparisons that were claimed since: four minutes of it made claims
 * twice as slow. A few thousand rows take less than a second.
 */
const ROWS = 5_000;
/** Rather than reading whole tables for each statement: positions follow the ids, so each look-up is beside the last. */
const byIndexes = 'set local enable_hashjoin = off; set local enable_mergejoin = off; set local jit = off';

/**
 * The canonical file of a snapshot, in chunks of whole lines, in constant memory. What is read was frozen, so nothing
 * shifts from one statement to the next; who stops early leaves the connection clean.
 *
 * @param snapshotId a uuid from the database, never from a request
 * @param step rows of one statement
 */
export async function* snapshotLines(db: Database, snapshotId: string, step = ROWS): AsyncGenerator<Buffer> {
  const client: pg.PoolClient = await db.pool.connect();
  let clean = false;
  try {
    const { rows } = await client.query<{ last: number }>(
      'select coalesce(max(position), 0) as last from snapshot_row where snapshot_id = $1',
      [snapshotId],
    );
    const last = rows[0]?.last ?? 0;
    for (let after = 0; after < last; after += step) {
      const part = `and r.position > ${after} and r.position <= ${after + step}`;
      await client.query(`begin read only; ${byIndexes}`);
      yield* wholeLines(client.query(to(snapshotLinesSql(snapshotId, part))));
      await client.query('commit');
    }
    clean = true;
  } finally {
    // A copy that is not read to its end leaves the connection in its middle: it is closed instead of given back.
    client.release(!clean);
  }
}

async function* wholeLines(source: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  let pending: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of source) {
    pending.push(chunk);
    bytes += chunk.length;
    if (bytes < CHUNK_BYTES) continue;
    const joined = Buffer.concat(pending, bytes);
    const end = joined.lastIndexOf(NEWLINE) + 1;
    if (end > 0) yield joined.subarray(0, end);
    pending = end < bytes ? [joined.subarray(end)] : [];
    bytes -= end;
  }
  if (bytes > 0) yield Buffer.concat(pending, bytes);
}
