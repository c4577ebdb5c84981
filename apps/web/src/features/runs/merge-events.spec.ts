import { expect, test } from '@playwright/test';
import type { RunEvent } from '@preferably/contracts';
import { mergeEvents, nothingYet } from './merge-events.ts';

const at = '2026-01-01T00:00:00.000Z';
const event = (
  attempt: number,
  seq: number,
  kind: string,
  payload: Record<string, unknown> = {},
): RunEvent => ({
  attempt,
  seq,
  at,
  kind,
  payload: { kind, ...payload },
});
const step = (attempt: number, seq: number, number: number, loss = 0.7): RunEvent =>
  event(attempt, seq, 'step', {
    step: number,
    steps: 9,
    loss,
    accuracy: 0.5,
    learning_rate: 1e-4,
    pairs_per_second: 10,
    tokens_per_second: 1000,
    eta_seconds: 60,
  });
const lossesOf = (events: RunEvent[]) => mergeEvents(nothingYet, events).points.map((p) => [p.step, p.loss]);

const curves: { name: string; events: RunEvent[]; losses: number[][] }[] = [
  { name: 'no events make no curve', events: [], losses: [] },
  {
    name: 'steps make the curve in their order',
    events: [step(1, 0, 1, 0.9), step(1, 1, 2, 0.8)],
    losses: [
      [1, 0.9],
      [2, 0.8],
    ],
  },
  {
    name: 'a repeated event changes nothing',
    events: [step(1, 0, 1, 0.9), step(1, 0, 1, 0.1)],
    losses: [[1, 0.9]],
  },
  {
    name: 'an attempt that resumes keeps the steps before it, and its own steps win',
    events: [
      step(1, 0, 1, 0.9),
      step(1, 1, 2, 0.8),
      step(1, 2, 3, 0.7),
      event(2, 0, 'resumed', { step: 1 }),
      step(2, 1, 2, 0.2),
    ],
    losses: [
      [1, 0.9],
      [2, 0.2],
    ],
  },
  {
    name: 'steps of a lost attempt stay until the next one passes them',
    events: [step(1, 0, 1, 0.9), step(1, 1, 2, 0.8), event(2, 0, 'resumed', { step: 1 })],
    losses: [
      [1, 0.9],
      [2, 0.8],
    ],
  },
  {
    name: 'an attempt that begins anew drops the whole curve before it',
    events: [
      step(1, 0, 1, 0.9),
      step(1, 1, 2, 0.8),
      event(2, 0, 'restarted', { reason: 'other data' }),
      step(2, 1, 1, 0.3),
    ],
    losses: [[1, 0.3]],
  },
  {
    name: 'a late event of an earlier attempt is passed over',
    events: [step(2, 0, 1, 0.3), step(1, 9, 2, 0.9)],
    losses: [[1, 0.3]],
  },
  {
    name: 'a step without its numbers is logged and draws nothing',
    events: [event(1, 0, 'step', { step: 1 })],
    losses: [],
  },
];
for (const { name, events, losses } of curves) {
  test(name, () => expect(lossesOf(events)).toEqual(losses));
}

const phases: { name: string; events: RunEvent[]; phase: string }[] = [
  { name: 'before the first event the worker fetches', events: [], phase: 'fetching' },
  { name: 'with a model the pairs are read', events: [event(1, 0, 'model')], phase: 'preparing' },
  {
    name: 'with the data training begins',
    events: [event(1, 0, 'model'), event(1, 1, 'data')],
    phase: 'training',
  },
  {
    name: 'a checkpoint does not end the training',
    events: [step(1, 0, 1), event(1, 1, 'checkpoint', { step: 1 })],
    phase: 'training',
  },
  {
    name: 'evaluating follows the steps',
    events: [step(1, 0, 1), event(1, 1, 'evaluating', { dimension: 'safety', done: 1, total: 2 })],
    phase: 'evaluating',
  },
  { name: 'the report comes last', events: [step(1, 0, 1), event(1, 1, 'report')], phase: 'finishing' },
  {
    name: 'a new attempt fetches again',
    events: [event(1, 0, 'report'), event(2, 0, 'hello')],
    phase: 'fetching',
  },
];
for (const { name, events, phase } of phases) {
  test(name, () => expect(mergeEvents(nothingYet, events).phase).toBe(phase));
}

const share = (attempt: number, seq: number, number: number, finished = false): RunEvent =>
  event(attempt, seq, 'share', { share: `${number}/4`, number, of: 4, finished });

test('each share of a learning curve draws its own curve from its first step', () => {
  const events = [share(1, 0, 1), step(1, 1, 1, 0.9), event(1, 2, 'report'), share(1, 3, 2)];
  const state = mergeEvents(nothingYet, events);
  expect(state).toMatchObject({ phase: 'fetching', step: null, points: [], share: { number: 2, of: 4 } });
  expect(lossesOf([...events, step(1, 4, 1, 0.5)])).toEqual([[1, 0.5]]);
});

test('a share that is gone on with keeps its curve, and finished ones are passed over', () => {
  const before = [share(1, 0, 1), step(1, 1, 1, 0.9), share(1, 2, 2), step(1, 3, 1, 0.8), step(1, 4, 2, 0.7)];
  const after = [
    share(2, 0, 1, true),
    share(2, 1, 2),
    event(2, 2, 'resumed', { step: 1 }),
    step(2, 3, 2, 0.1),
  ];
  const state = mergeEvents(nothingYet, [...before, ...after]);
  expect(state.share).toMatchObject({ number: 2 });
  expect(state.points.map((point) => [point.step, point.loss])).toEqual([
    [1, 0.8],
    [2, 0.1],
  ]);
});

test('pages of events add up to what one list of them gives', () => {
  const all = [
    event(1, 0, 'model'),
    step(1, 1, 1),
    step(1, 2, 2),
    step(2, 0, 2, 0.1),
    event(2, 1, 'evaluating'),
  ];
  const paged = all.reduce((state, each) => mergeEvents(state, [each]), nothingYet);
  expect(paged).toEqual(mergeEvents(nothingYet, all));
});

test('nothing new gives the very same object, so that nothing is drawn again', () => {
  const once = mergeEvents(nothingYet, [step(1, 0, 1)]);
  expect(mergeEvents(once, [step(1, 0, 1)])).toBe(once);
  expect(mergeEvents(once, [])).toBe(once);
});

test('the log holds everything but the steps, and the position moves with both', () => {
  const state = mergeEvents(nothingYet, [
    event(1, 0, 'model'),
    step(1, 1, 1),
    event(1, 2, 'checkpoint', { step: 1 }),
  ]);
  expect(state.log.map((e) => e.kind)).toEqual(['model', 'checkpoint']);
  expect(state.last).toEqual({ attempt: 1, seq: 2 });
  expect(state.checkpoint).toBe(1);
});
