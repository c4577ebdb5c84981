import { createHash } from 'node:crypto';
import { type KnownRoot, leadersOf, rootOf, signatureOf, type Turn } from '@preferably/domain';
import type pg from 'pg';
import { type Database, inTransaction } from '../database.ts';

/** How many prompts are looked at, decided and written at once. */
const PAGE = 1000;

/** Roots become known one after the other, all over the instance: each has to see those before it. */
const LOCK = 0x726f6f74;

/** The sha256 of a dialog's root, by which a prompt names it. */
export const rootSha256 = (prompt: readonly Turn[]) =>
  createHash('sha256').update(rootOf(prompt)).digest('hex');

/**
 * Makes the roots of dialogs known, and decides once and for all which earlier ones they follow. Importing does it as
 * it goes. Again changes nothing.
 */
export async function registerRoots(db: Database, prompts: readonly (readonly Turn[])[]): Promise<void> {
  const roots = new Map(prompts.map((prompt) => [rootSha256(prompt), rootOf(prompt)]));
  await inTransaction(db.pool, async (client) => {
    await client.query('select pg_advisory_xact_lock($1)', [LOCK]);
    const known = await client.query<{ sha256: string }>('select sha256 from root where sha256 = any($1)', [
      [...roots.keys()],
    ]);
    for (const { sha256 } of known.rows) roots.delete(sha256);
    await register(client, roots);
  });
}

/*
 * The first human turn stands for the dialog: of a long one, no more is read. Only the first page is looked for among
 * all prompts; from there on the prompts are read once, in the order in which they came.
 */
const firstUnknown = `
  select min(pr.id::text) as id from prompt pr
  where pr.project_id = $1 and not exists (select 1 from root r where r.sha256 = pr.root_sha256)`;
const page = `
  select pr.id, jsonb_path_query_first(pr.messages, '$[*] ? (@.role == "user")') as turn
  from prompt pr where pr.project_id = $1 and pr.id >= $2 order by pr.id limit $3`;

/** Makes those roots of a project known that an import which broke off has left. */
export async function registerLeftRoots(db: Database, projectId: string): Promise<void> {
  let from = (await db.pool.query<{ id: string | null }>(firstUnknown, [projectId])).rows[0]?.id ?? null;
  while (from !== null) {
    const { rows } = await db.pool.query<{ id: string; turn: Turn }>(page, [projectId, from, PAGE + 1]);
    await registerRoots(
      db,
      rows.slice(0, PAGE).map(({ turn }) => [turn]),
    );
    from = rows[PAGE]?.id ?? null;
  }
}

const arrayOf = (values: readonly (string | number)[]) => `{${values.join(',')}}`;

async function register(client: pg.PoolClient, roots: ReadonlyMap<string, string>): Promise<void> {
  if (roots.size === 0) return;
  const signed = [...roots].map(([sha256, root]) => ({ sha256, ...signatureOf(root) }));
  // What is known of a table that grows while it is asked misleads the planner: it is always the index.
  await client.query('set local enable_seqscan = off');
  const { rows: before } = await client.query<KnownRoot & { of: string }>(
    `select n.sha256 as of, r.sha256, r.hashes, r.leaders
     from unnest($1::text[], $2::text[]) as n(sha256, bands)
     cross join lateral (select * from root r where r.bands && n.bands::int[] offset 0) r`,
    [signed.map((s) => s.sha256), signed.map((s) => arrayOf(s.bands))],
  );
  const earlier = new Map<string, KnownRoot[]>();
  for (const row of before) earlier.set(row.of, [...(earlier.get(row.of) ?? []), row]);
  // Those of the same chunk that come before are not in the table yet.
  const inBand = new Map<number, KnownRoot[]>();
  const decided = signed.map((root) => {
    const beside = new Set(root.bands.flatMap((band) => inBand.get(band) ?? []));
    const known = { ...root, leaders: leadersOf(root, [...(earlier.get(root.sha256) ?? []), ...beside]) };
    for (const band of root.bands) {
      const there = inBand.get(band);
      if (there) there.push(known);
      else inBand.set(band, [known]);
    }
    return known;
  });
  await client.query(
    `insert into root (sha256, hashes, bands, leaders)
     select n.sha256, n.hashes, n.bands::int[], n.leaders::text[]
     from unnest($1::text[], $2::bytea[], $3::text[], $4::text[]) as n(sha256, hashes, bands, leaders)`,
    [
      decided.map((d) => d.sha256),
      decided.map((d) => Buffer.from(d.hashes)),
      decided.map((d) => arrayOf(d.bands)),
      decided.map((d) => arrayOf(d.leaders)),
    ],
  );
}
