import fs from 'node:fs/promises';
import path from 'node:path';
import { ApiError, type Client, claimRun, claimScoring, createClient } from '@preferably/contracts';
import type { WorkerConfig } from './config.ts';
import { type ExecutionContext, executeOrder } from './execute-order.ts';
import { executeScoring } from './execute-scoring.ts';
import { messageOf } from './lease.ts';
import type { Outcome } from './outcome.ts';
import { backOff, wait } from './wait.ts';

export interface WorkerOptions extends WorkerConfig {
  /** Fires to end the worker: a running trainer writes its checkpoint and the run goes back into the queue. */
  shutdown: AbortSignal;
  log?: (line: string) => void;
  /** Pause between two questions for work. */
  idleMs?: number;
  /** How long Python may take to write its checkpoint when it is stopped. */
  graceMs?: number;
  pythonDir?: string;
}

/** Claims runs and scorings and does them one after another until `shutdown`. Throws when the service goes on refusing the key. */
export async function runWorker(options: WorkerOptions): Promise<void> {
  const { url, apiKey, shutdown, idleMs = 2000, log = () => {} } = options;
  const client = createClient({ baseUrl: url, headers: () => ({ 'x-api-key': apiKey }) });
  const context: ExecutionContext = {
    ...options,
    client,
    log,
    graceMs: options.graceMs ?? 60_000,
    pythonDir: options.pythonDir ?? path.resolve(import.meta.dirname, '../python'),
  };
  await fs.mkdir(options.workDir, { recursive: true });
  log(`worker ${options.worker} asks ${url} for work`);

  let failures = 0;
  let refusals = 0;
  while (!shutdown.aborted) {
    let work: Work | null = null;
    try {
      work = await nextWork(client, context);
      if (failures > 0) log('the service answers again');
      failures = 0;
      refusals = 0;
    } catch (error) {
      if (shutdown.aborted) return;
      if (!(error instanceof ApiError)) throw error;
      refusals = error.status === 401 || error.status === 403 ? refusals + 1 : 0;
      if (refusals === mostRefusals) throw new Error(refused(error.status));
      failures += 1;
      if (failures === 1)
        log(`no work could be asked for (${messageOf(error)}); asking again, ever more slowly`);
    }
    if (!work) {
      await wait(failures > 0 ? backOff(failures, 30_000) : idleMs, shutdown);
      continue;
    }
    log(work.told);
    const end = await work.execute();
    // What just went back would be ours again at once: leave others a chance.
    if (end === 'lost' || end.outcome === 'released') await wait(idleMs, shutdown);
  }
}

interface Work {
  told: string;
  execute: () => Promise<Outcome | 'lost'>;
}

/** The next run; and while there is none, the next scoring. */
async function nextWork(client: Client, context: ExecutionContext): Promise<Work | null> {
  const asked = { body: { worker: context.worker }, signal: context.shutdown };
  const { order: run } = await client(claimRun, asked);
  if (run) {
    const told = `run ${run.runId}: claimed, attempt ${run.attempt}, ${run.dimension} on ${run.baseModel}`;
    return { told, execute: () => executeOrder(run, context) };
  }
  const { order: scoring } = await client(claimScoring, asked);
  if (!scoring) return null;
  const { scoringId, attempt, modelId } = scoring;
  const told = `scoring ${scoringId}: claimed, attempt ${attempt}, by model ${modelId}`;
  return { told, execute: () => executeScoring(scoring, context) };
}

/** A service whose database is away for a moment cannot tell a good key from a bad one: one refusal proves little. */
const mostRefusals = 5;

const refused = (status: number) =>
  `The service refused the worker's key ${mostRefusals} times (${status}): make an API key with the scope "work" and set PREFERABLY_API_KEY.`;
