/// <reference path="../pg-copy-streams.d.ts" />
import { pipeline } from 'node:stream/promises';
import pg from 'pg';
import { from, to } from 'pg-copy-streams';
import { migrate } from '../migrate.ts';

const TABLES = `
  select c.oid::regclass::text as name, string_agg(quote_ident(a.attname), ', ' order by a.attnum) as columns
  from pg_class c join pg_attribute a on a.attrelid = c.oid
  where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' and c.relname <> '_prisma_migrations'
    and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
  group by c.oid order by name`;

/** Makes an empty database hold what another one holds, as a dump that is restored does; the two may differ in their major. */
export async function copyDatabase(fromUrl: string, toUrl: string): Promise<void> {
  await migrate(toUrl);
  const source = new pg.Client({ connectionString: fromUrl, application_name: 'preferably test' });
  const target = new pg.Client({ connectionString: toUrl, application_name: 'preferably test' });
  await Promise.all([source.connect(), target.connect()]);
  try {
    const { rows: tables } = await source.query<{ name: string; columns: string }>(TABLES);
    // Neither the order of the tables nor what their triggers add matters to rows that stood somewhere already.
    await target.query(`begin; set local session_replication_role = 'replica'; set local datestyle = 'ISO'`);
    await target.query(`truncate ${tables.map(({ name }) => name).join(', ')}`);
    await source.query('begin isolation level repeatable read read only');
    for (const { name, columns } of tables) {
      const rows = source.query(to(`copy ${name} (${columns}) to stdout`));
      await pipeline(rows, target.query(from(`copy ${name} (${columns}) from stdin`)));
    }
    await target.query('commit');
  } finally {
    await Promise.all([source.end(), target.end()]);
  }
}
