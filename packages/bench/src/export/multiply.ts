import type pg from 'pg';

/** The id of the n-th copy of a row: the same but for the time in it, so that copies lie one behind the other. */
const copyOf = (id: string) =>
  `(lpad(to_hex((extract(epoch from now()) * 1000)::bigint + n), 12, '0') || substr(replace(${id}::text, '-', ''), 13))::uuid`;
const sha = (text: string) => `encode(sha256(convert_to(${text}, 'UTF8')), 'hex')`;
const prompt = `(messages -> 0 ->> 'content') || ' ' || n`;

/**
 * What is copied of each table, and how; every text gets the copy's number, so that no two are the same. What refers comes
 * before what it refers to, so that each statement finds the originals alone.
 */
const statements = [
  `insert into preference (id, assignment_id, revision, side, strength, shown_first, recorded, submitted_at)
   select ${copyOf('p.id')}, ${copyOf('p.assignment_id')}, p.revision, p.side, p.strength, p.shown_first, p.recorded,
          p.submitted_at
   from (select p.* from preference p join assignment a on a.id = p.assignment_id where a.project_id = $1) p
     cross join generate_series(1, $2) n`,
  `insert into assignment (id, comparison_id, project_id, annotator_id, shown_first, state, claimed_at, ended_at)
   select ${copyOf('id')}, ${copyOf('comparison_id')}, project_id, annotator_id, shown_first, state, claimed_at, ended_at
   from assignment cross join generate_series(1, $2) n where project_id = $1`,
  `insert into comparison (id, project_id, batch_id, prompt_id, response_a_id, response_b_id, kind, state, votes_wanted,
                           votes_done, source, source_id)
   select ${copyOf('id')}, project_id, batch_id, ${copyOf('prompt_id')}, ${copyOf('response_a_id')},
          ${copyOf('response_b_id')}, kind, state, votes_wanted, votes_done, source, source_id || '-' || n
   from comparison cross join generate_series(1, $2) n where project_id = $1`,
  `insert into response (id, prompt_id, content, sha256, origin, model)
   select ${copyOf('r.id')}, ${copyOf('r.prompt_id')}, content || ' ' || n, ${sha(`content || ' ' || n`)}, origin, model
   from (select r.* from response r join prompt p on p.id = r.prompt_id where p.project_id = $1) r
     cross join generate_series(1, $2) n`,
  `insert into prompt (id, project_id, messages, sha256, root_sha256, lang)
   select ${copyOf('id')}, project_id, jsonb_set(messages, '{0,content}', to_jsonb(${prompt})), ${sha(`sha256 || ' ' || n`)},
          ${sha(`root_sha256 || ' ' || n`)}, lang
   from prompt cross join generate_series(1, $2) n where project_id = $1`,
  `insert into root (sha256, hashes, bands, leaders)
   select ${sha(`r.sha256 || ' ' || n`)}, r.hashes, r.bands, array[${sha(`r.sha256 || ' ' || n`)}]
   from root r cross join generate_series(1, $2) n
   where exists (select from prompt p where p.project_id = $1 and p.root_sha256 = r.sha256)`,
];

/**
 * Copies all judged comparisons of a project, with their texts, people and roots, so many times: a million rows in
 * minutes where importing them would take an hour. What is copied is right, so nothing is checked again.
 */
export async function multiply(pool: pg.Pool, projectId: string, copies: number): Promise<void> {
  const client = await pool.connect();
  try {
    await client.query(
      `begin; set local session_replication_role = replica; set local synchronous_commit = off`,
    );
    for (const statement of statements) await client.query(statement, [projectId, copies]);
    await client.query('commit');
  } catch (error) {
    await client.query('rollback');
    throw error;
  } finally {
    client.release();
  }
}
