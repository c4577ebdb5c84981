import { fileURLToPath } from 'node:url';
import pg from 'pg';
import type { Ground } from '../lib/postgres.ts';
import type { Resources } from '../lib/resources.ts';
import { startServer } from '../lib/server-process.ts';
import { makeProject, startService } from '../lib/service.ts';
import { type Result, takeTurns } from '../lib/take-turns.ts';
import { signInAnnotators } from './annotators.ts';
import { Connection } from './connection.ts';
import { reference, runRound, service, type Target } from './load.ts';

const CONNECTIONS = 32;
const ANNOTATORS = 128;
const BURSTS = 20;
const ROUNDS = 5;
/** Every round, history and warm-up too, uses up ANNOTATORS × BURSTS of them: a quarter stays open to the end. */
const COMPARISONS = 24_000;

/** Requests a second of the two routes that annotators use all day, each beside a bare route with one statement. */
export async function measureHttp(
  resources: Resources,
  ground: Ground,
  { profile, log }: { profile?: string | undefined; log: (line: string) => void },
): Promise<Result[]> {
  const [databaseUrl, referenceUrl] = [await ground.database('service'), await ground.database('reference')];
  const bare = await startServer(resources, {
    module: fileURLToPath(new URL('reference-server.ts', import.meta.url)),
    env: { DATABASE_URL: referenceUrl, COMPARISONS: String(COMPARISONS) },
    profile,
  });
  const { server, call } = await startService(resources, { databaseUrl, files: ground.files, profile });
  log(`importing ${COMPARISONS} comparisons`);
  const projectId = await makeProject(call, COMPARISONS, false);
  log(`signing ${ANNOTATORS} annotators in`);
  const people = { call, address: server.address, databaseUrl };
  const annotators = await signInAnnotators(people, projectId, ANNOTATORS);
  const side = async (target: Target, address: URL) => {
    const connections = await resources.use(
      () => Promise.all(Array.from({ length: CONNECTIONS }, () => Connection.open(address))),
      async (opened) => {
        for (const connection of opened) connection.close();
      },
    );
    return async () => {
      const round = await runRound(target, connections, annotators, BURSTS);
      return {
        'claim-next': round.claims / round.claimSeconds,
        'submit-preference': round.claims / round.submitSeconds,
      };
    };
  };
  const units = { 'claim-next': 'requests/s', 'submit-preference': 'requests/s' };
  const sides = {
    ours: await side(service(projectId), server.address),
    reference: await side(reference, bare.address),
  };
  // A round of history and what autovacuum will have done in a service that is in use: the planner must not take the
  // tables that labeling fills for empty ones, or its cached plans read them from end to end.
  await sides.ours();
  await sides.reference();
  for (const url of [databaseUrl, referenceUrl]) await vacuum(url);
  log('measuring claims and submissions');
  const results = await takeTurns(units, sides, ROUNDS);
  await Promise.all([server.stop(), bare.stop()]);
  return results;
}

async function vacuum(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query('vacuum (analyze)');
    await client.query('checkpoint');
  } finally {
    await client.end();
  }
}
