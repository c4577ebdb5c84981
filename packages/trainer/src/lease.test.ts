import { ApiError } from '@preferably/contracts';
import { isPassing, isTaken, Lease } from './lease.ts';

const problem = (status: number, code: 'run_not_yours' | 'internal' | 'conflict') =>
  new ApiError(status, { type: 'about:blank', title: 't', status, code }, 'm');
const fires = (signal: AbortSignal) =>
  new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }));

test('a heartbeat keeps the lease and hears that the run shall be cancelled', async () => {
  let beats = 0;
  const lease = new Lease({
    seconds: 0.3,
    beat: async () => ({ cancelRequested: ++beats === 5 }),
    log: () => {},
  });
  lease.keep();
  await fires(lease.cancelled);
  // Five beats take longer than one lease lasts.
  expect(lease.lost.aborted).toBe(false);
  await lease.end();
});

test('a run that was given to another worker is lost at once', async () => {
  const lease = new Lease({
    seconds: 0.1,
    beat: async () => Promise.reject(problem(409, 'run_not_yours')),
    log: () => {},
  });
  lease.keep();
  await fires(lease.lost);
  await lease.end();
});

test('a service that is silent for a whole lease has lost us the run', async () => {
  let attempts = 0;
  const lease = new Lease({
    seconds: 0.2,
    beat: async () => {
      attempts += 1;
      throw new ApiError(0, null, 'no answer');
    },
    log: () => {},
  });
  lease.keep();
  await fires(lease.lost);
  expect(attempts).toBeGreaterThanOrEqual(2);
  await lease.end();
});

test('one beat that hangs does not cost the run', async () => {
  let beats = 0;
  const lease = new Lease({
    seconds: 0.9,
    beat: (signal) => {
      beats += 1;
      if (beats !== 1) return Promise.resolve({ cancelRequested: beats === 4 });
      return new Promise((_, reject) => signal.addEventListener('abort', () => reject(new Error('late'))));
    },
    log: () => {},
  });
  lease.keep();
  await fires(lease.cancelled);
  expect(lease.lost.aborted).toBe(false);
  await lease.end();
});

test('beats that never answer do not outlive the lease', async () => {
  const lease = new Lease({
    seconds: 0.1,
    beat: (signal) =>
      new Promise((_, reject) => signal.addEventListener('abort', () => reject(new Error('late')))),
    log: () => {},
  });
  lease.keep();
  await fires(lease.lost);
  await lease.end();
});

test.each([
  ['run_not_yours', problem(409, 'run_not_yours'), true, false],
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
