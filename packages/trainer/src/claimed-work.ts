// What a worker does alike with everything that it claims: it stops when it must, and says how it ended.
import { isPassing, isTaken, type Lease, messageOf } from './lease.ts';
import { type Outcome, type StopReason, storable } from './outcome.ts';
import { backOff, wait } from './wait.ts';

/** When the work has to stop, and why; the reason is null as long as it has not. */
export function stopOf(
  lease: Lease,
  shutdown: AbortSignal,
): { signal: AbortSignal; reason: () => StopReason } {
  return {
    signal: AbortSignal.any([lease.lost, lease.cancelled, shutdown]),
    reason: () => {
      if (lease.lost.aborted) return 'lost';
      if (lease.cancelled.aborted) return 'cancelled';
      return shutdown.aborted ? 'shutdown' : null;
    },
  };
}

/** How work ends that was stopped before Python had a say; `fault` counts only when it was not stopped. */
export function stoppedOr(fault: unknown, reason: StopReason): Outcome {
  if (reason) return { outcome: reason === 'cancelled' ? 'cancelled' : 'released' };
  return { outcome: 'failed', error: storable(messageOf(fault)) };
}

/**
 * Tells the service how the work ended, again and again while the lease lasts. An end that it does not take would be
 * told by nobody, and all the work done again: then it hears that, as a failure.
 * @returns what the service knows now; null when nobody listens any more
 */
export async function tellEnd<End extends { outcome: string }>(
  end: End | Failed,
  tell: (end: End | Failed) => Promise<unknown>,
  lease: Pick<Lease, 'lost'>,
  log: (line: string) => void,
): Promise<End | Failed | null> {
  let told: End | Failed = end;
  for (let attempt = 1; !lease.lost.aborted; attempt++) {
    try {
      await tell(told);
      return told;
    } catch (error) {
      if (isTaken(error)) return null;
      if (isPassing(error)) {
        await wait(backOff(attempt), lease.lost);
        continue;
      }
      log(`the service refused its end (${messageOf(error)})`);
      if (told !== end) return null;
      told = {
        outcome: 'failed',
        error: storable(
          `the service does not take what the worker says of its end (${messageOf(error)}); worker and service must be of one version`,
        ),
      };
    }
  }
  return null;
}

type Failed = Extract<Outcome, { outcome: 'failed' }>;
