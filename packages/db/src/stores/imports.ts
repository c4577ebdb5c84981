import { createHash } from 'node:crypto';
import {
  type ComparisonKind,
  type KnownAnswer,
  rootOf,
  type Side,
  type Strength,
  type Turn,
} from '@preferably/domain';
import type pg from 'pg';
import { type Database, inTransaction, newId } from '../database.ts';
import { putJudgements } from './import-judgements.ts';

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
  /** Null for work, and only for work. */
  knownAnswer: KnownAnswer | null;
}

/** Votes wanted of a comparison with a known answer: everybody may judge it, so it is never done. */
const EVERYBODYS_VOTE = 1_000_000;

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');

export interface ImportTarget {
  importId: string;
  projectId: string;
  batchId: string;
  kind: ComparisonKind;
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
export function addComparisons(db: Database, to: ImportTarget, chunk: NewComparison[]) {
  return inTransaction(db.pool, async (client) => {
    const prompts = await putPrompts(client, to, chunk);
    const responses = await putResponses(client, chunk, prompts);
    const pairs = chunk.map((c, i) => ({
      from: c,
      promptId: prompts[i] as string,
      a: responses.get(`${prompts[i]} ${sha256(c.responseA)}`) as string,
      b: responses.get(`${prompts[i]} ${sha256(c.responseB)}`) as string,
    }));
    const added = await putPairs(client, to, pairs);
    if (to.kind !== 'work') await putKnownAnswers(client, added);
    const judgements = await putJudgements(client, to, pairs);
    return { added: added.length, judgements };
  });
}

export type Pair = { from: NewComparison; promptId: string; a: string; b: string };

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
      chunk.map((c) => sha256(rootOf(c.prompt))),
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

/** Writes the pairs that do not stand there yet, and gives those back with their ids. */
async function putPairs(client: pg.PoolClient, to: ImportTarget, pairs: Pair[]) {
  const made = new Map(pairs.map((p) => [newId(), p]));
  const votesOf = ({ from }: Pair) =>
    to.kind === 'work' ? Math.max(from.votesWanted, from.judgements.length) : EVERYBODYS_VOTE;
  const { rows } = await client.query<{ id: string }>(
    `insert into comparison (id, project_id, batch_id, prompt_id, response_a_id, response_b_id, votes_wanted, import_id,
                             source, source_id, kind)
     select n.id, $1, $2, n.prompt, n.a, n.b, n.votes, $3, n.source, n.source_id, $11::"ComparisonKind"
     from unnest($4::uuid[], $5::uuid[], $6::uuid[], $7::uuid[], $8::int[], $9::text[], $10::text[])
       as n(id, prompt, a, b, votes, source, source_id)
     order by least(n.a, n.b), greatest(n.a, n.b)
     on conflict do nothing
     returning id`,
    [
      to.projectId,
      to.batchId,
      to.importId,
      [...made.keys()],
      pairs.map((p) => p.promptId),
      pairs.map((p) => p.a),
      pairs.map((p) => p.b),
      pairs.map(votesOf),
      pairs.map((p) => p.from.source),
      pairs.map((p) => p.from.sourceId),
      to.kind,
    ],
  );
  return rows.map(({ id }) => ({ id, from: (made.get(id) as Pair).from }));
}

/** A pair that stood there before keeps the answer it has. */
async function putKnownAnswers(client: pg.PoolClient, added: { id: string; from: NewComparison }[]) {
  const answers = added.flatMap(({ id, from }) => (from.knownAnswer ? [{ id, ...from.knownAnswer }] : []));
  await client.query(
    `insert into known_answer (comparison_id, side, safe_a, safe_b)
     select * from unnest($1::uuid[], $2::"Side"[], $3::"SafetyLabel"[], $4::"SafetyLabel"[])`,
    [
      answers.map((k) => k.id),
      answers.map((k) => k.side),
      answers.map((k) => k.safety?.a ?? null),
      answers.map((k) => k.safety?.b ?? null),
    ],
  );
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
