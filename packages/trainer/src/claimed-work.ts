// What a worker does alike with everything that it claims: it stops when it must, and says how it ended.
import { isPassing, isTaken, type Lease, messageOf } from './lease.ts';
import type { Outcome, StopReason } from './outcome.ts';
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
  return { outcome: 'failed', error: messageOf(fault).slice(0, 4000) };
}

/** Tells the service how the work ended, again and again while the lease lasts. False when nobody listens any more. */
export async function tellEnd(
  tell: () => Promise<unknown>,
  lease: Lease,
  log: (line: string) => void,
): Promise<boolean> {
  for (let attempt = 1; !lease.lost.aborted; attempt++) {
    try {
      await tell();
      return true;
    } catch (error) {
      if (isTaken(error)) return false;
      if (!isPassing(error)) {
        log(`the service refused its end (${messageOf(error)})`);
        return false;
      }
      await wait(backOff(attempt), lease.lost);
    }
  }
  return false;
}
