import { ApiError, type NewScore, type ToScore } from '@preferably/contracts';
import { ScoreTraffic, type TrafficOptions } from './score-traffic.ts';

const row = (id: string): ToScore => ({
  ...{ id, prompt: [{ role: 'user', content: 'Which?' }] },
  ...{ response_a: 'This one.', response_b: 'That one.' },
});
const never = new AbortController().signal;

/** A service with so many comparisons a page, which keeps what it is sent. */
function service(pages: string[][], change: Partial<TrafficOptions> = {}) {
  const sent: NewScore[][] = [];
  const asked: (string | null)[] = [];
  const traffic = new ScoreTraffic({
    page: async (after) => {
      asked.push(after);
      const at = after === null ? 0 : pages.findIndex((ids) => ids.at(-1) === after) + 1;
      const ids = pages[at] ?? [];
      return { comparisons: ids.map(row), next: at < pages.length - 1 ? (ids.at(-1) ?? null) : null };
    },
    send: async (scores) => void sent.push(scores),
    stop: never,
    lost: never,
    log: () => {},
    backOffMs: () => 0,
    ...change,
  });
  return { traffic, sent, asked };
}

async function linesOf(traffic: ScoreTraffic): Promise<string[]> {
  const ids: string[] = [];
  for await (const text of traffic.rows())
    ids.push(
      ...text
        .trimEnd()
        .split('\n')
        .map((line) => JSON.parse(line).id as string),
    );
  return ids;
}

test('every page is given once, in order, and only as it is read', async () => {
  const { traffic, asked } = service([['1', '2'], ['3', '4'], ['5']]);
  const rows = traffic.rows();
  await rows.next();
  expect(asked).toEqual([null]);
  expect(await linesOf(traffic)).toEqual(['1', '2', '3', '4', '5']);
  expect(traffic.complete).toBe(true);
});

test('a service without comparisons gives none, and that is all of them', async () => {
  const { traffic } = service([[]]);
  expect(await linesOf(traffic)).toEqual([]);
  expect([traffic.complete, traffic.counts.given]).toEqual([true, 0]);
});

test('answers are handed in by the batch, the rest at the end', async () => {
  const { traffic, sent } = service([], { batchSize: 2 });
  await traffic.take({ id: '1', a: 1, b: 0, probability: 0.9, truncated: true });
  expect(sent).toEqual([]);
  await traffic.take({ line: 2, id: '2', error: 'too long' });
  await traffic.take({ id: '3', a: 0.5, b: 0.5 });
  await traffic.end();
  expect(sent).toEqual([
    [
      { comparisonId: '1', a: 1, b: 0, probability: 0.9, truncated: true },
      { comparisonId: '2', a: null, b: null, probability: null, truncated: false },
    ],
    // Without a calibration the probability is that of the model itself.
    [{ comparisonId: '3', a: 0.5, b: 0.5, probability: 0.5, truncated: false }],
  ]);
  expect(traffic.counts).toMatchObject({ scored: 2, unscorable: 1 });
});

test('a service that is away for a moment costs no score and no comparison', async () => {
  let away = 2;
  const flaky = <T>(give: () => T) => {
    if (away-- > 0) throw new ApiError(0, null, 'no answer');
    return give();
  };
  const sent: NewScore[][] = [];
  const { traffic } = service([['1']], { send: async (scores) => flaky(() => void sent.push(scores)) });
  await traffic.take({ id: '1', a: 1, b: 0 });
  await traffic.end();
  expect(sent).toHaveLength(1);
  away = 2;
  const page = { comparisons: [row('1')], next: null };
  expect(await linesOf(service([], { page: async () => flaky(() => page) }).traffic)).toEqual(['1']);
});

test.each<[string, (traffic: ScoreTraffic) => Promise<unknown>]>([
  ['a refused page', (traffic) => linesOf(traffic)],
  ['refused scores', (traffic) => traffic.take({ id: '1', a: 1, b: 0 }).then(() => traffic.end())],
])('%s ends it with the service’s words', async (_, act) => {
  const refuse = async () => Promise.reject(new ApiError(403, null, 'the key is refused'));
  const { traffic } = service([], { page: refuse, send: refuse });
  await act(traffic);
  expect(traffic.failed.aborted).toBe(true);
  expect(traffic.fault?.message).toBe('the key is refused');
  expect(traffic.complete).toBe(false);
});

test.each([{}, { id: 7 }, { id: '1', a: 1 }, { id: '1', a: 'much', b: 0 }])(
  'an answer that makes no sense ends it: %j',
  async (answer) => {
    const { traffic, sent } = service([]);
    await traffic.take({ id: '0', a: 1, b: 0 });
    await traffic.take(answer);
    await traffic.end();
    expect(traffic.fault?.message).toMatch(/makes no sense/u);
    expect(sent).toEqual([]);
  },
);

test('when it is to stop it gives no more, also while it waits for a page, and hands in what it has', async () => {
  const stopping = new AbortController();
  const silence = (signal: AbortSignal) =>
    new Promise<never>((_, reject) => signal.addEventListener('abort', () => reject(signal.reason)));
  const sent: NewScore[][] = [];
  const { traffic } = service([], {
    page: async (after, signal) =>
      after === null ? { comparisons: [row('1')], next: '1' } : silence(signal),
    send: async (scores) => void sent.push(scores),
    stop: stopping.signal,
  });
  const rows = traffic.rows();
  await rows.next();
  await traffic.take({ id: '1', a: 1, b: 0 });
  const next = rows.next();
  stopping.abort();
  expect(await next).toEqual({ value: undefined, done: true });
  await traffic.end();
  expect([traffic.complete, traffic.fault, sent.length]).toEqual([false, null, 1]);
});

test('without its lease it hands in nothing', async () => {
  const lost = AbortSignal.abort();
  const sent: NewScore[][] = [];
  const { traffic } = service([], { lost, send: async (scores) => void sent.push(scores) });
  await traffic.take({ id: '1', a: 1, b: 0 });
  await traffic.end();
  expect(sent).toEqual([]);
});
