import { createHash } from 'node:crypto';
import type { Side, Strength, Turn } from '@preferably/domain';
import type pg from 'pg';
import { type Database, inTransaction, newId } from '../database.ts';
import { registerRoots, rootSha256 } from './roots.ts';

export interface RecordedJudgement {
  /** Pseudonymous name of the rater, the same in every import of that source. */
  rater: string;
  side: Side;
  strength: Strength | null;
  safety: { a: boolean; b: boolean } | null;
  shownFirst: Side | null;
}

export interface NewComparison {
  line: number;
  prompt: Turn[];
  responseA: string;
  responseB: string;
  models: { a: string; b: string } | null;
  lang: string | null;
  source: string | null;
  sourceId: string | null;
  votesWanted: number;
  judgements: RecordedJudgement[];
}

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');
const other = (side: Side): Side => (side === 'a' ? 'b' : 'a');

export interface ImportTarget {
  importId: string;
  projectId: string;
  batchId: string;
  importedAt: Date;
}

/**
 * Writes a chunk of comparisons in one transaction of a few set-based statements. Prompts, responses and pairs that
 * stand already are left as they are, so the same file twice changes nothing; a pair that stands in the other order
 * keeps its order and its judgements are turned round. Every statement takes its rows in the order of their keys, so
 * that two imports of the same lines in another order wait for each other and never deadlock.
 *
 * @returns how many comparisons and recorded judgements are new
 */
export async function addComparisons(db: Database, to: ImportTarget, chunk: NewComparison[]) {
  const counts = await inTransaction(db.pool, async (client) => {
    const prompts = await putPrompts(client, to, chunk);
    const responses = await putResponses(client, chunk, prompts);
    const pairs = chunk.map((c, i) => ({
      from: c,
      promptId: prompts[i] as string,
      a: responses.get(`${prompts[i]} ${sha256(c.responseA)}`) as string,
      b: responses.get(`${prompts[i]} ${sha256(c.responseB)}`) as string,
    }));
    const added = await putPairs(client, to, pairs);
    const judgements = await putJudgements(client, to, pairs);
    return { added, judgements };
  });
  // After the transaction: what it wrote is right without it, and freezing makes up for it.
  await registerRoots(
    db,
    chunk.map((c) => c.prompt),
  );
  return counts;
}

type Pair = { from: NewComparison; promptId: string; a: string; b: string };

async function putPrompts(
  client: pg.PoolClient,
  to: ImportTarget,
  chunk: NewComparison[],
): Promise<string[]> {
  const messages = chunk.map((c) => JSON.stringify(c.prompt.map(({ role, content }) => ({ role, content }))));
  const hashes = messages.map(sha256);
  await client.query(
    `insert into prompt (id, project_id, messages, sha256, root_sha256, lang)
     select n.id, $1, n.messages, n.sha256, n.root, n.lang
     from unnest($2::uuid[], $3::jsonb[], $4::text[], $5::text[], $6::text[]) as n(id, messages, sha256, root, lang)
     order by n.sha256
     on conflict (project_id, sha256) do nothing`,
    [
      to.projectId,
      chunk.map(() => newId()),
      messages,
      hashes,
      chunk.map((c) => rootSha256(c.prompt)),
      chunk.map((c) => c.lang),
    ],
  );
  const { rows } = await client.query<{ id: string; sha256: string }>(
    'select id, sha256 from prompt where project_id = $1 and sha256 = any($2)',
    [to.projectId, hashes],
  );
  const byHash = new Map(rows.map((r) => [r.sha256, r.id]));
  return hashes.map((h) => byHash.get(h) as string);
}

async function putResponses(client: pg.PoolClient, chunk: NewComparison[], prompts: string[]) {
  const all = chunk.flatMap((c, i) => [
    { promptId: prompts[i], content: c.responseA, model: c.models?.a ?? null },
    { promptId: prompts[i], content: c.responseB, model: c.models?.b ?? null },
  ]);
  await client.query(
    `insert into response (id, prompt_id, content, sha256, model)
     select * from unnest($1::uuid[], $2::uuid[], $3::text[], $4::text[], $5::text[])
       as n(id, prompt, content, sha256, model)
     order by n.prompt, n.sha256
     on conflict (prompt_id, sha256) do nothing`,
    [
      all.map(() => newId()),
      all.map((r) => r.promptId),
      all.map((r) => r.content),
      all.map((r) => sha256(r.content)),
      all.map((r) => r.model),
    ],
  );
  const { rows } = await client.query<{ id: string; key: string }>(
    `select id, prompt_id || ' ' || sha256 as key from response where prompt_id = any($1)`,
    [[...new Set(prompts)]],
  );
  return new Map(rows.map((r) => [r.key, r.id]));
}

async function putPairs(client: pg.PoolClient, to: ImportTarget, pairs: Pair[]): Promise<number> {
  const { rowCount } = await client.query(
    `insert into comparison (id, project_id, batch_id, prompt_id, response_a_id, response_b_id, votes_wanted, import_id,
                             source, source_id)
     select n.id, $1, $2, n.prompt, n.a, n.b, n.votes, $3, n.source, n.source_id
     from unnest($4::uuid[], $5::uuid[], $6::uuid[], $7::uuid[], $8::int[], $9::text[], $10::text[])
       as n(id, prompt, a, b, votes, source, source_id)
     order by least(n.a, n.b), greatest(n.a, n.b)
     on conflict do nothing`,
    [
      to.projectId,
      to.batchId,
      to.importId,
      pairs.map(() => newId()),
      pairs.map((p) => p.promptId),
      pairs.map((p) => p.a),
      pairs.map((p) => p.b),
      pairs.map((p) => Math.max(p.from.votesWanted, p.from.judgements.length)),
      pairs.map((p) => p.from.source),
      pairs.map((p) => p.from.sourceId),
    ],
  );
  return rowCount ?? 0;
}

/** Gives recorded judgements an assignment and a preference each, and counts them on their comparisons. */
async function putJudgements(client: pg.PoolClient, to: ImportTarget, pairs: Pair[]): Promise<number> {
  const judged = pairs.filter((p) => p.from.judgements.length > 0);
  if (judged.length === 0) return 0;
  const raters = [...new Set(judged.flatMap((p) => p.from.judgements.map((j) => j.rater)))];
  await client.query(
    `insert into annotator (id, recorded_as)
     select * from unnest($1::uuid[], $2::text[]) as n(id, name) order by n.name on conflict do nothing`,
    [raters.map(() => newId()), raters],
  );
  const known = await client.query<{ id: string; recorded_as: string }>(
    'select id, recorded_as from annotator where recorded_as = any($1)',
    [raters],
  );
  const annotators = new Map(known.rows.map((r) => [r.recorded_as, r.id]));
  const standing = await client.query<{ id: string; a: string; b: string }>(
    `select c.id, c.response_a_id as a, c.response_b_id as b
     from comparison c
     join unnest($2::uuid[], $3::uuid[]) as n(a, b)
       on least(c.response_a_id, c.response_b_id) = least(n.a, n.b)
      and greatest(c.response_a_id, c.response_b_id) = greatest(n.a, n.b)
     where c.batch_id = $1 order by c.id for update of c`,
    [to.batchId, judged.map((p) => p.a), judged.map((p) => p.b)],
  );
  const comparisons = new Map(
    standing.rows.flatMap((r) => [
      [`${r.a} ${r.b}`, { id: r.id, turned: false }],
      [`${r.b} ${r.a}`, { id: r.id, turned: true }],
    ]),
  );

  const rows = judged.flatMap((p) => {
    const at = comparisons.get(`${p.a} ${p.b}`);
    if (!at) throw new Error('a pair that was just written is not there');
    return p.from.judgements.map((j) => {
      const side = at.turned ? other(j.side) : j.side;
      const shown = j.shownFirst ?? 'a';
      const safety = j.safety && at.turned ? { a: j.safety.b, b: j.safety.a } : j.safety;
      return {
        assignment: newId(),
        preference: newId(),
        comparison: at.id,
        annotator: annotators.get(j.rater) as string,
        side,
        strength: j.strength,
        shown: at.turned ? other(shown) : shown,
        safeA: safety && (safety.a ? 'safe' : 'unsafe'),
        safeB: safety && (safety.b ? 'safe' : 'unsafe'),
      };
    });
  });
  const { rowCount } = await client.query(
    `with new_row as (
       select * from unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::uuid[], $5::"Side"[], $6::"Strength"[], $7::"Side"[],
                            $8::"SafetyLabel"[], $9::"SafetyLabel"[])
         as n(assignment, preference, comparison, annotator, side, strength, shown, safe_a, safe_b)
     ), assigned as (
       insert into assignment (id, comparison_id, project_id, annotator_id, shown_first, state, claimed_at, ended_at)
       select n.assignment, n.comparison, $10, n.annotator, n.shown, 'imported', $11, $11 from new_row n
       on conflict (comparison_id, annotator_id) do nothing
       returning id, comparison_id
     ), counted as (
       update comparison c
       set votes_done = c.votes_done + n.votes,
           votes_wanted = greatest(c.votes_wanted, c.votes_done + n.votes + c.claims_open),
           state = (case when c.state = 'withdrawn' then 'withdrawn'
                         when c.votes_done + n.votes >= greatest(c.votes_wanted, c.votes_done + n.votes + c.claims_open)
                         then 'done' else 'open' end)::"ComparisonState"
       from (select comparison_id, count(*)::int as votes from assigned group by comparison_id) n
       where c.id = n.comparison_id
     )
     insert into preference (id, assignment_id, revision, side, strength, safe_a, safe_b, shown_first, recorded, submitted_at)
     select n.preference, n.assignment, 1, n.side, n.strength, n.safe_a, n.safe_b, n.shown, true, $11
     from new_row n join assigned a on a.id = n.assignment`,
    [
      rows.map((r) => r.assignment),
      rows.map((r) => r.preference),
      rows.map((r) => r.comparison),
      rows.map((r) => r.annotator),
      rows.map((r) => r.side),
      rows.map((r) => r.strength),
      rows.map((r) => r.shown),
      rows.map((r) => r.safeA),
      rows.map((r) => r.safeB),
      to.projectId,
      to.importedAt,
    ],
  );
  return rowCount ?? 0;
}

export interface ImportCounts {
  lines: number;
  added: number;
  known: number;
  rejected: number;
  judgements: number;
}

export interface ImportError {
  line: number;
  reason: string;
}

/** Opens the record of an import; its counts are filled in when all lines are through. */
export function beginImport(
  db: Database,
  data: {
    projectId: string;
    batchId: string;
    format: string;
    name: string;
    judged: boolean;
    createdBy: string | null;
  },
) {
  const none = { lines: 0, added: 0, known: 0, rejected: 0, judgements: 0 };
  return db.prisma.import.create({ data: { id: newId(), ...none, ...data } });
}

export async function endImport(db: Database, importId: string, counts: ImportCounts, errors: ImportError[]) {
  const [row] = await db.prisma.$transaction([
    db.prisma.import.update({ where: { id: importId }, data: counts }),
    db.prisma.importError.createMany({ data: errors.map((e) => ({ importId, ...e })) }),
  ]);
  return row;
}

export const listImports = (db: Database, projectId: string) =>
  db.prisma.import.findMany({ where: { projectId }, orderBy: { id: 'desc' } });

export async function listImportErrors(db: Database, projectId: string, importId: string) {
  return db.prisma.importError.findMany({
    where: { importId, import: { projectId } },
    orderBy: { line: 'asc' },
    select: { line: true, reason: true },
  });
}
