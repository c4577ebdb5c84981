import { outcomeOf, type StopReason, storable } from './outcome.ts';
import type { TrainerEnd } from './trainer-process.ts';

const end = (part: Partial<TrainerEnd>): TrainerEnd => ({
  code: null,
  signal: null,
  startError: null,
  stderr: [],
  ...part,
});

const cases: [string, TrainerEnd, StopReason, string | null, string, RegExp | null][] = [
  ['exit 0 succeeds', end({ code: 0 }), null, null, 'succeeded', null],
  [
    'a run that finished before the stop was heard succeeds',
    end({ code: 0 }),
    'cancelled',
    null,
    'succeeded',
    null,
  ],
  ['a cancelled run is cancelled', end({ code: 75 }), 'cancelled', null, 'cancelled', null],
  [
    'a cancelled run that had to be killed is cancelled',
    end({ signal: 'SIGKILL' }),
    'cancelled',
    null,
    'cancelled',
    null,
  ],
  ['a shutdown gives the run back', end({ code: 75 }), 'shutdown', null, 'released', null],
  [
    'a shutdown without a checkpoint gives it back too',
    end({ signal: 'SIGKILL' }),
    'shutdown',
    null,
    'released',
    null,
  ],
  [
    'somebody else interrupted the trainer: back into the queue',
    end({ code: 75 }),
    null,
    null,
    'released',
    null,
  ],
  [
    'bad data fails with the trainer’s own words alone',
    end({ code: 2, stderr: ['a library line'] }),
    null,
    'x.jsonl has no usable test rows',
    'failed',
    /^x\.jsonl has no usable test rows$/u,
  ],
  ['out of memory says what to lower', end({ code: 3 }), null, null, 'failed', /smaller base model/u],
  ['a killed trainer hints at memory', end({ signal: 'SIGKILL' }), null, null, 'failed', /SIGKILL.*memory/u],
  [
    'a crash shows its code, its last event and the library’s last messages',
    end({ code: 1, stderr: ['RuntimeError: boom'] }),
    null,
    'the run crashed',
    'failed',
    /exit code 1\): the run crashed\nLast messages:\nRuntimeError: boom/u,
  ],
  [
    'a missing Python says how to make it',
    end({ startError: 'python: ENOENT' }),
    null,
    null,
    'failed',
    /setup\.sh/u,
  ],
];

test.each(cases)('%s', (_, trainerEnd, stopped, lastError, outcome, words) => {
  const decided = outcomeOf(trainerEnd, stopped, lastError);
  expect(decided.outcome).toBe(outcome);
  if (words) expect(decided).toMatchObject({ error: expect.stringMatching(words) });
});

test('an error never grows over what the service takes', () => {
  const decided = outcomeOf(
    end({ code: 1, stderr: Array(20).fill('x'.repeat(240)) }),
    null,
    'y'.repeat(9000),
  );
  expect(decided.outcome === 'failed' && decided.error.length).toBeLessThanOrEqual(4000);
});

test('what is told is text that the service can store, the end of a long one kept', () => {
  const long = `${'a'.repeat(999)}😀${'b'.repeat(3000)}😀${'c'.repeat(2899)}`;
  const told = storable(`\0${long}`);
  expect(told.length).toBeLessThanOrEqual(4000);
  expect(told.isWellFormed()).toBe(true);
  expect(told).not.toContain('\0');
  expect(told.endsWith('ccc')).toBe(true);
  expect(storable('short 😀')).toBe('short 😀');
});
