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
export const snapshotLinesSql = (snapshotId: string) => `
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
      where r.snapshot_id = '${snapshotId}'
      order by r.position
    ) line
  ) to stdout with (format csv, quote e'\\x01', delimiter e'\\x02')`;

/*
 * For a large snapshot the planner reads whole tables, joins them by hashing and sorts the texts on disk: a third faster
 * than looking up row by row. One process of the server does it, so that one processor is left to who labels meanwhile.
 */
const alone = `set local work_mem = '64MB'; set local max_parallel_workers_per_gather = 0; set local jit = off`;

/**
 * The canonical file of a snapshot, in chunks of whole lines, in constant memory. What is read was frozen, so nothing
 * shifts; who stops early leaves the connection clean.
 *
 * @param snapshotId a uuid from the database, never from a request
 */
export async function* snapshotLines(db: Database, snapshotId: string): AsyncGenerator<Buffer> {
  const client: pg.PoolClient = await db.pool.connect();
  let clean = false;
  try {
    await client.query(`begin isolation level repeatable read read only; ${alone}`);
    yield* wholeLines(client.query(to(snapshotLinesSql(snapshotId))));
    await client.query('commit');
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
