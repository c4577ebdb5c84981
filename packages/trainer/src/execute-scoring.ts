import {
  finishScoring,
  listToScore,
  putScores,
  type ScoringOrder,
  scoringHeartbeat,
} from '@preferably/contracts';
import { stopOf, stoppedOr, tellEnd } from './claimed-work.ts';
import type { ExecutionContext } from './execute-order.ts';
import { fetchModel } from './fetch-model.ts';
import { Lease, messageOf } from './lease.ts';
import { type Outcome, outcomeOf, type StopReason, storable } from './outcome.ts';
import { ScoreTraffic } from './score-traffic.ts';
import { type TrainerEnd, TrainerProcess } from './trainer-process.ts';

/** Does one claimed scoring, from the model's download to its last word. Never throws for a scoring's own faults. */
export async function executeScoring(
  order: ScoringOrder,
  context: ExecutionContext,
): Promise<Outcome | 'lost'> {
  const { client, worker } = context;
  const params = { scoringId: order.scoringId };
  const by = { worker, attempt: order.attempt };
  const log = (line: string) => context.log(`scoring ${order.scoringId}: ${line}`);
  const lease = new Lease({
    seconds: order.leaseSeconds,
    beat: (signal) => client(scoringHeartbeat, { params, body: by, signal }),
    log,
  });
  lease.keep();
  try {
    const outcome = await score(order, { ...context, log }, lease);
    if (lease.lost.aborted) return 'lost';
    const tell = (end: Outcome) => client(finishScoring, { params, body: { ...by, ...end } });
    const told = await tellEnd(outcome, tell, lease, log);
    if (!told) return 'lost';
    log(`${told.outcome}${told.outcome === 'failed' ? ` – ${told.error}` : ''}`);
    return told;
  } finally {
    await lease.end();
  }
}

/** One process for all comparisons: the model is loaded once. */
async function score(order: ScoringOrder, context: ExecutionContext, lease: Lease): Promise<Outcome> {
  const { client, worker, log } = context;
  const stop = stopOf(lease, context.shutdown);
  let model: string;
  try {
    model = await fetchModel(order, { ...context, signal: stop.signal });
  } catch (error) {
    return stoppedOr(error, stop.reason());
  }
  if (stop.signal.aborted) return stoppedOr(null, stop.reason());

  const params = { scoringId: order.scoringId };
  const by = { worker, attempt: order.attempt };
  const traffic = new ScoreTraffic({
    page: (after, signal) =>
      client(listToScore, { params, query: { ...by, ...(after === null ? {} : { after }) }, signal }),
    send: (scores) => lease.renewing(() => client(putScores, { params, body: { ...by, scores } })),
    stop: stop.signal,
    lost: lease.lost,
    log,
  });
  const trainer = new TrainerProcess({
    command: context.python,
    args: ['-m', 'reward_trainer', 'score', '--model', model, '--in', '-', '--out', '-'],
    cwd: context.pythonDir,
    env: context.pythonEnv,
    input: traffic.rows(),
    onEvent: (answer) => traffic.take(answer),
  });
  const halt = AbortSignal.any([stop.signal, traffic.failed]);
  const onHalt = () => void trainer.stop(Math.min(GRACE_MS, context.graceMs));
  halt.addEventListener('abort', onHalt, { once: true });
  if (halt.aborted) onHalt();
  const end = await trainer.ended;
  halt.removeEventListener('abort', onHalt);
  await traffic.end();
  const { scored, unscorable } = traffic.counts;
  log(`${scored} comparisons scored, ${unscorable} cannot be`);
  return decide(traffic, end, stop.reason());
}

/** There is no checkpoint to write: what was handed in is kept, and the rest is scored again. */
const GRACE_MS = 5000;

function decide(traffic: ScoreTraffic, end: TrainerEnd, stopped: StopReason): Outcome {
  const { given, scored, unscorable } = traffic.counts;
  const failed = (error: string): Outcome => ({ outcome: 'failed', error: storable(error) });
  if (traffic.fault && !stopped) return failed(messageOf(traffic.fault));
  if (end.code !== 0) {
    // `score` speaks to a person: its last line says what is wrong.
    const words = end.code === 2 || end.code === 3 ? (end.stderr.at(-1) ?? null) : null;
    return outcomeOf(end, stopped, words);
  }
  // Its input ended early because we stopped giving, and it did all that it was given.
  if (!traffic.complete) return stoppedOr(new Error('not everything was given to the trainer'), stopped);
  if (scored + unscorable < given) {
    return failed(
      `the trainer answered ${scored + unscorable} of ${given} comparisons; trainer and worker must be of one version`,
    );
  }
  return { outcome: 'succeeded' };
}
