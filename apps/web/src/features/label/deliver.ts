import {
  ApiError,
  type Client,
  flagAssignment,
  skipAssignment,
  submitPreference,
} from '@preferably/contracts';
import type { ErrorCode } from '@preferably/domain';
import type { Waiting } from './local-store.ts';

/**
 * What became of one waiting judgement. `later`: nothing was decided, so it and all behind it wait on. `signed_out`:
 * they wait for a new sign-in. `refused`: the service will never take it as it is.
 */
export type Delivered =
  | { outcome: 'stored' }
  | { outcome: 'later'; error: unknown }
  | { outcome: 'signed_out' }
  | { outcome: 'refused'; code: ErrorCode };

/** Sends one judgement. Sending it again is harmless: its id makes it the same preference (PUT, RFC 9110 §9.2.2). */
export async function deliver(api: Client, entry: Waiting): Promise<Delivered> {
  const params = { assignmentId: entry.assignmentId };
  try {
    switch (entry.kind) {
      case 'preference':
        await api(submitPreference, { params, body: entry.body });
        break;
      case 'skip':
        await api(skipAssignment, { params, body: { reason: entry.reason } });
        break;
      case 'flag':
        await api(flagAssignment, { params, body: { reason: entry.reason, note: entry.note } });
    }
    return { outcome: 'stored' };
  } catch (error) {
    // An answer that is not the service's own, a hotel's sign-in page for one, decides nothing.
    if (!(error instanceof ApiError)) return { outcome: 'later', error };
    const { status } = error;
    if (status === 401) return { outcome: 'signed_out' };
    if (status < 400 || status >= 500 || status === 429 || status === 408) return { outcome: 'later', error };
    const code = error.problem?.code ?? 'internal';
    // A comparison that is no longer held needs not be given back.
    if (entry.kind === 'skip' && code === 'assignment_closed') return { outcome: 'stored' };
    return { outcome: 'refused', code };
  }
}

/** Seconds to wait before the n-th try in a row: doubling, half a minute at most. */
export const pauseSeconds = (tries: number) => Math.min(30, 2 ** tries);
