import { ApiError } from '@preferably/contracts';
import { isPassing, isTaken, Lease } from './lease.ts';

const problem = (status: number, code: 'run_not_yours' | 'scoring_not_yours' | 'internal' | 'conflict') =>
  new ApiError(status, { type: 'about:blank', title: 't', status, code }, 'm');

/** A clock that jumps to the next thing waited for, so that a busy machine changes nothing. */
class JumpingClock {
  #now = 0;
  #waiting: { at: number; wake: () => void }[] = [];

  now = () => this.#now;

  wait = (ms: number, signal: AbortSignal) =>
    new Promise<void>((resolve) => {
      if (signal.aborted) return resolve();
      const leave = () => {
        this.#waiting = this.#waiting.filter((e) => e !== entry);
        signal.removeEventListener('abort', leave);
        resolve();
      };
      const entry = { at: this.#now + ms, wake: leave };
      this.#waiting.push(entry);
      signal.addEventListener('abort', leave);
    });

  /** Lets time go by until the signal fires; false when it has not by `most`. */
  async until(signal: AbortSignal, most: number): Promise<boolean> {
    for (;;) {
      await new Promise((resolve) => setImmediate(resolve));
      if (signal.aborted) return true;
      const next = this.#waiting.toSorted((x, y) => x.at - y.at)[0];
      if (!next || next.at > most) return false;
      this.#now = next.at;
      next.wake();
    }
  }
}

/** A lease of 60 s whose n-th heartbeat (from 1) is answered by `answer`. */
function leaseWith(answer: (beat: number, signal: AbortSignal) => Promise<{ cancelRequested: boolean }>) {
  const clock = new JumpingClock();
  const beats: number[] = [];
  const beat = (signal: AbortSignal) => answer(beats.push(clock.now()), signal);
  const lease = new Lease({ seconds: 60, beat, log: () => {}, clock });
  lease.keep();
  return { lease, clock, beats };
}

const silence = (signal: AbortSignal) =>
  new Promise<never>((_, reject) => signal.addEventListener('abort', () => reject(signal.reason)));

test('a heartbeat each third keeps the lease, and hears that the run shall be cancelled', async () => {
  const { lease, clock, beats } = leaseWith(async (beat) => ({ cancelRequested: beat === 5 }));
  expect(await clock.until(lease.cancelled, 200_000)).toBe(true);
  expect(beats).toEqual([20_000, 40_000, 60_000, 80_000, 100_000]);
  expect(lease.lost.aborted).toBe(false);
  await lease.end();
});

test('a run that was given to another worker is lost at once', async () => {
  const { lease, clock, beats } = leaseWith(async () => Promise.reject(problem(409, 'run_not_yours')));
  expect(await clock.until(lease.lost, 60_000)).toBe(true);
  expect(beats).toEqual([20_000]);
  await lease.end();
});

test('a service that does not answer for a whole lease has lost us the run, after several tries', async () => {
  const { lease, clock, beats } = leaseWith(async () => Promise.reject(new ApiError(0, null, 'no answer')));
  expect(await clock.until(lease.lost, 59_999)).toBe(false);
  expect(await clock.until(lease.lost, 60_000)).toBe(true);
  expect(beats.length).toBeGreaterThan(5);
  await lease.end();
});

test('one beat that hangs does not cost the run', async () => {
  const { lease, clock } = leaseWith((beat, signal) =>
    beat === 1 ? silence(signal) : Promise.resolve({ cancelRequested: beat === 4 }),
  );
  expect(await clock.until(lease.cancelled, 200_000)).toBe(true);
  expect(lease.lost.aborted).toBe(false);
  await lease.end();
});

test('beats that never answer do not outlive the lease', async () => {
  const { lease, clock } = leaseWith((_, signal) => silence(signal));
  expect(await clock.until(lease.lost, 60_000)).toBe(true);
  await lease.end();
});

test('any other call that renews counts like a beat', async () => {
  const { lease, clock } = leaseWith(async () => Promise.reject(new ApiError(0, null, 'no answer')));
  expect(await clock.until(lease.lost, 50_000)).toBe(false);
  await lease.renewing(async () => ({ cancelRequested: false }));
  expect(await clock.until(lease.lost, 100_000)).toBe(false);
  expect(await clock.until(lease.lost, 120_000)).toBe(true);
  await lease.end();
});

test.each([
  ['run_not_yours', problem(409, 'run_not_yours'), true, false],
  ['scoring_not_yours', problem(409, 'scoring_not_yours'), true, false],
  ['404 without a problem', new ApiError(404, null, 'm'), true, false],
  ['another conflict', problem(409, 'conflict'), false, false],
  ['a broken server', problem(500, 'internal'), false, true],
  ['no answer', new ApiError(0, null, 'm'), false, true],
  ['a refused key, for a moment', new ApiError(401, null, 'm'), false, true],
  ['an error of our own', new TypeError('x'), false, false],
])('%s: what it means for the run', (_, error, taken, passing) => {
  expect(isTaken(error)).toBe(taken);
  expect(isPassing(error)).toBe(passing);
});
