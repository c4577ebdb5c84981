import { PrismaPg } from '@prisma/adapter-pg';
import pg from 'pg';
import { v7 } from 'uuid';
import { PrismaClient } from './generated/client.ts';
import { workAfterOthers } from './work-after-others.ts';

/** One pool for both ways in: Prisma for the everyday, named `pg` statements where a round trip counts. */
export interface Database {
  pool: pg.Pool;
  /** A few connections for statements that take seconds, for which the server works after everybody else. */
  patient: pg.Pool;
  prisma: PrismaClient;
  close(): Promise<void>;
}

/** So many statements that take seconds go on at the same time; more wait for one another. */
const PATIENT = 2;

/*
 * What Prisma takes for granted: it reads an instant without the offset that the server writes behind it. A server that
 * was set up for another place would have every one of them read as many hours off.
 */
const SESSION = `set timezone to 'UTC'; set datestyle to 'ISO, YMD'`;

/** @param connections upper bound of open connections of this process, beside the patient ones */
export function openDatabase(url: string, connections = 16): Database {
  const poolOf = (max: number) =>
    new pg.Pool({
      connectionString: url,
      max,
      onConnect: async (client) => {
        await client.query(SESSION);
      },
    });
  const [pool, patient] = [poolOf(connections), poolOf(PATIENT)];
  workAfterOthers(patient);
  // An idle connection that the server ends is replaced on the next query, which then reports what is wrong.
  for (const each of [pool, patient]) each.on('error', () => {});
  const prisma = new PrismaClient({ adapter: new PrismaPg(pool) });
  return {
    pool,
    patient,
    prisma,
    async close() {
      await prisma.$disconnect();
      await Promise.all([pool.end(), patient.end()]);
    },
  };
}

/** Ids are made here, not by the server: UUIDv7 keeps inserts at the end of every index (RFC 9562 §5.7). */
export const newId = (): string => v7();

/** Runs `work` in one transaction on one connection; rolls back and rethrows when it fails. */
export async function inTransaction<T>(
  pool: pg.Pool,
  work: (client: pg.PoolClient) => Promise<T>,
  isolation: 'read committed' | 'repeatable read' = 'read committed',
): Promise<T> {
  const client = await pool.connect();
  let broken: Error | undefined;
  try {
    await client.query(`begin isolation level ${isolation}`);
    const result = await work(client);
    await client.query('commit');
    return result;
  } catch (error) {
    // A connection that cannot even roll back is thrown away instead of going back into the pool.
    await client.query('rollback').catch((e: Error) => {
      broken = e;
    });
    throw error;
  } finally {
    client.release(broken);
  }
}
