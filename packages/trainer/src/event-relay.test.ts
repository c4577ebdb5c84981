import { EventRelay, type OutgoingEvent } from './event-relay.ts';

const options = (send: (events: OutgoingEvent[]) => Promise<unknown>) => ({
  send,
  mayRetry: () => true,
  lost: new AbortController().signal,
  log: () => {},
  batchMs: 5,
  backOffMs: () => 1,
});

test('events arrive once, in order, numbered from 0, in batches no larger than asked', async () => {
  const batches: OutgoingEvent[][] = [];
  const relay = new EventRelay({ ...options(async (events) => batches.push(events)), batchSize: 4 });
  for (let step = 0; step < 10; step++) await relay.push({ kind: 'step', step });
  expect(await relay.end()).toBe(true);
  expect(batches.flat().map((e) => [e.seq, e.kind, e.payload.step])).toEqual(
    Array.from({ length: 10 }, (_, i) => [i, 'step', i]),
  );
  expect(batches.map((b) => b.length)).toEqual([4, 4, 2]);
});

test('a failed send is repeated with the same events before any later one', async () => {
  const attempts: number[][] = [];
  let failures = 2;
  const relay = new EventRelay(
    options(async (events) => {
      attempts.push(events.map((e) => e.seq));
      if (failures-- > 0) throw new Error('no answer');
    }),
  );
  await relay.push({ kind: 'model' });
  await relay.push({ kind: 'data' });
  await relay.end();
  expect(attempts).toEqual([
    [0, 1],
    [0, 1],
    [0, 1],
  ]);
});

test('a refused batch is left out and the run goes on', async () => {
  const sent: string[] = [];
  const relay = new EventRelay({
    ...options(async ([event]) => {
      if (event?.kind === 'bad') throw new Error('400');
      sent.push(event?.kind ?? '');
    }),
    mayRetry: () => false,
    batchSize: 1,
  });
  for (const kind of ['model', 'bad', 'report']) await relay.push({ kind });
  expect(await relay.end()).toBe(true);
  expect(sent).toEqual(['model', 'report']);
});

test('when the lease is lost it stops trying and says that something was left', async () => {
  const lost = new AbortController();
  let attempts = 0;
  const relay = new EventRelay({
    ...options(async () => {
      if (++attempts === 3) lost.abort();
      throw new Error('no answer');
    }),
    lost: lost.signal,
  });
  await relay.push({ kind: 'step' });
  expect(await relay.end()).toBe(false);
  expect(attempts).toBe(3);
});

test('a trainer that is faster than the service has to wait', async () => {
  let release = () => {};
  const gate = new Promise<void>((resolve) => (release = resolve));
  const relay = new EventRelay({ ...options(() => gate), full: 3 });
  await relay.push({ kind: 'a' });
  await relay.push({ kind: 'b' });
  let third = false;
  const pushed = relay.push({ kind: 'c' }).then(() => (third = true));
  await new Promise((resolve) => setImmediate(resolve));
  expect(third).toBe(false);
  release();
  await pushed;
  expect(await relay.end()).toBe(true);
});
