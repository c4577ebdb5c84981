/** Resolves after `ms`, or at once when the signal fires: whoever waits looks at the signal next. */
export function wait(ms: number, signal?: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal?.aborted) return resolve();
    const done = () => {
      clearTimeout(timer);
      signal?.removeEventListener('abort', done);
      resolve();
    };
    const timer = setTimeout(done, ms);
    signal?.addEventListener('abort', done, { once: true });
  });
}

/** Tries of a worker that nobody watches, by `backOff`: a service that is away for ten minutes costs no work. */
export const PATIENT_ATTEMPTS = 45;

/** 1 s, 2 s, 4 s … up to `most`. `attempt` counts from 1. */
export const backOff = (attempt: number, most = 15_000) => Math.min(most, 1000 * 2 ** (attempt - 1));
