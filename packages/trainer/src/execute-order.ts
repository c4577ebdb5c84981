import fs from 'node:fs/promises';
import path from 'node:path';
import { type Client, finishRun, heartbeat, postRunEvents, type WorkOrder } from '@preferably/contracts';
import { stopOf, stoppedOr, tellEnd } from './claimed-work.ts';
import { dropUnused } from './drop-unused.ts';
import { EventRelay } from './event-relay.ts';
import { type FetchedExport, fetchExports } from './fetch-exports.ts';
import { isPassing, Lease, messageOf } from './lease.ts';
import { type Outcome, outcomeOf, storable } from './outcome.ts';
import { type RunResults, readResults } from './run-results.ts';
import { runFolder, runSpec, writeRunSpec } from './run-spec.ts';
import { TrainerProcess } from './trainer-process.ts';
import { UploadError, uploadRun } from './upload-run.ts';

export interface ExecutionContext {
  client: Client;
  url: string;
  apiKey: string;
  worker: string;
  workDir: string;
  python: string;
  pythonDir: string;
  pythonEnv: NodeJS.ProcessEnv;
  /** How long Python may take to write its checkpoint. */
  graceMs: number;
  shutdown: AbortSignal;
  log: (line: string) => void;
}

/** How a run ended, with all that the service is told of it. */
type End =
  | Exclude<Outcome, { outcome: 'succeeded' }>
  | ({ outcome: 'succeeded' } & Omit<RunResults, 'folders'>);

/** Does one claimed run, from its downloads to its last word to the service. Never throws for a run's own faults. */
export async function executeOrder(order: WorkOrder, context: ExecutionContext): Promise<Outcome | 'lost'> {
  const { client, worker } = context;
  const holder = { worker, attempt: order.attempt };
  const params = { runId: order.runId };
  const log = (line: string) => context.log(`run ${order.runId}: ${line}`);
  const lease = new Lease({
    seconds: order.leaseSeconds,
    beat: (signal) => client(heartbeat, { params, body: holder, signal }),
    log,
  });
  const relay = new EventRelay({
    send: (events) => lease.renewing(() => client(postRunEvents, { params, body: { ...holder, events } })),
    mayRetry: isPassing,
    lost: lease.lost,
    log,
  });
  lease.keep();
  try {
    const trained = await train(order, context, lease, relay);
    await relay.end();
    const outcome: End = trained.outcome === 'succeeded' ? await handIn(order, context, lease) : trained;
    if (lease.lost.aborted) return 'lost';
    const told = await finish(order, context, lease, outcome);
    // What counts of an ended run is in the service; one that was given back goes on in its folder.
    if (told && told.outcome !== 'released')
      await fs.rm(runFolder(context.workDir, order.runId), { recursive: true, force: true });
    return told ?? 'lost';
  } finally {
    await relay.end();
    await lease.end();
  }
}

async function train(
  order: WorkOrder,
  context: ExecutionContext,
  lease: Lease,
  relay: EventRelay,
): Promise<Outcome> {
  const { signal: stop, reason: stopReason } = stopOf(lease, context.shutdown);
  const folder = runFolder(context.workDir, order.runId);

  let specFile: string;
  try {
    const exports: FetchedExport[] = await fetchExports(order, { ...context, signal: stop });
    specFile = await writeRunSpec(folder, runSpec(order, exports, folder));
    // Of runs that another machine brought to their end.
    await dropUnused(path.dirname(folder), folder);
  } catch (error) {
    return stoppedOr(error, stopReason());
  }
  if (stop.aborted) return stoppedOr(null, stopReason());

  let lastError: string | null = null;
  const trainer = new TrainerProcess({
    command: context.python,
    args: ['-m', 'reward_trainer', order.learningCurve ? 'curve' : 'run', '--spec', specFile],
    cwd: context.pythonDir,
    env: context.pythonEnv,
    onEvent: (payload) => {
      if (payload.kind === 'error') lastError = String(payload.message ?? 'no message');
      return relay.push(payload);
    },
  });
  // Another worker may go on in the same folder: a trainer that lost its run gets little time for a last checkpoint.
  const onStop = () =>
    void trainer.stop(lease.lost.aborted ? Math.min(10_000, context.graceMs) : context.graceMs);
  stop.addEventListener('abort', onStop, { once: true });
  if (stop.aborted) onStop();
  const end = await trainer.ended;
  stop.removeEventListener('abort', onStop);
  return outcomeOf(end, stopReason(), lastError);
}

/** Hands in the run's files: it has succeeded when the service has them. Stopped, it goes on at another attempt. */
async function handIn(order: WorkOrder, context: ExecutionContext, lease: Lease): Promise<End> {
  const { client, url, apiKey, worker, workDir } = context;
  const log = (line: string) => context.log(`run ${order.runId}: ${line}`);
  let results: RunResults;
  try {
    results = await readResults(order, runFolder(workDir, order.runId));
  } catch (error) {
    return {
      outcome: 'failed',
      error: storable(
        `the trainer ended well but what it left cannot be used (${messageOf(error)}); trainer and worker must be of one version`,
      ),
    };
  }
  const { folders, ...told } = results;
  try {
    for (const folder of folders) {
      const { sent, kept } = await uploadRun({
        ...{ client, url, apiKey, runId: order.runId, folder, log },
        holder: { worker, attempt: order.attempt },
        signal: AbortSignal.any([lease.lost, lease.cancelled, context.shutdown]),
      });
      log(`${sent} files of ${path.basename(folder)} handed in, ${kept} were there`);
    }
    return { outcome: 'succeeded', ...told };
  } catch (error) {
    if (lease.cancelled.aborted) return { outcome: 'cancelled' };
    if (lease.lost.aborted || context.shutdown.aborted) return { outcome: 'released' };
    if (!(error instanceof UploadError)) log(`handing in failed: ${messageOf(error)}`);
    return {
      outcome: 'failed',
      error: storable(`the model was fitted, but its files could not be handed in: ${messageOf(error)}`),
    };
  }
}

/** Tells the service how the run ended. Null when nobody listens any more. */
async function finish(order: WorkOrder, context: ExecutionContext, lease: Lease, end: End) {
  const holder = { worker: context.worker, attempt: order.attempt };
  const log = (line: string) => context.log(`run ${order.runId}: ${line}`);
  const tell = (outcome: End) =>
    context.client(finishRun, { params: { runId: order.runId }, body: { ...holder, ...outcome } });
  const told = await tellEnd(end, tell, lease, log);
  if (told) log(`${told.outcome}${told.outcome === 'failed' ? ` – ${told.error}` : ''}`);
  return told;
}
