// How the database would answer a statement, for tests of what it reads.
import type { Database } from '../database.ts';
import { rowsOf } from './fixtures.ts';

interface Plan {
  'Node Type': string;
  'Relation Name'?: string;
  'Index Name'?: string;
  'Index Cond'?: string;
  Plans?: Plan[];
}

/** The tables that are read whole, how often something is sorted, and the indexes that are used with their conditions. */
export async function planOf(db: Database, statement: { text: string }, values: unknown[]) {
  const sql = `explain (format json) ${statement.text}`;
  const [row] = await rowsOf<{ 'QUERY PLAN': { Plan: Plan }[] }>(db, sql, values);
  const nodes: Plan[] = [];
  const walk = (plan: Plan) => {
    nodes.push(plan);
    plan.Plans?.forEach(walk);
  };
  if (row?.['QUERY PLAN'][0]) walk(row['QUERY PLAN'][0].Plan);
  return {
    readWhole: nodes.filter((n) => n['Node Type'] === 'Seq Scan').map((n) => n['Relation Name']),
    sorts: nodes.filter((n) => n['Node Type'] === 'Sort').length,
    indexes: nodes.flatMap((n) => n['Index Name'] ?? []),
    conditionsOf: (index: string) =>
      nodes.filter((n) => n['Index Name'] === index).map((n) => n['Index Cond'] ?? ''),
  };
}
