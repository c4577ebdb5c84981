import { expect, test } from '@playwright/test';
import type { Assignment } from '@preferably/contracts';
import {
  type Event,
  initialState,
  type LabelState,
  misclickMs,
  nextState,
  readinessOf,
} from './label-session.ts';

function assignment(part: Partial<Assignment> = {}): Assignment {
  return {
    id: '00000000-0000-4000-8000-000000000001',
    comparisonId: '00000000-0000-4000-8000-000000000004',
    projectId: '00000000-0000-4000-8000-000000000002',
    projectName: 'p',
    dimension: 'helpfulness',
    batch: { number: 1, name: 'b' },
    lang: null,
    prompt: [{ role: 'user', content: 'hi' }],
    responses: { first: 'one', second: 'two' },
    guidelines: { versionId: '00000000-0000-4000-8000-000000000003', number: 1, texts: { en: 'x' } },
    leaseExpiresAt: '2026-01-01T00:00:00Z',
    ...part,
  };
}

const claimed = (a: Assignment | null, now = 1000): Event => ({
  type: 'claimed',
  assignment: a,
  now,
  draft: null,
});
const chose = (step: number, now = 2000): Event => ({ type: 'chose', step, now, by: 'key' });
const labelled = (place: 'first' | 'second', label: 'safe' | 'unsafe'): Event => ({
  type: 'labelled',
  place,
  label,
  now: 3000,
  by: 'key',
});
const after = (...events: Event[]): LabelState => events.reduce(nextState, initialState);

test('a claimed comparison is ready and empty', () => {
  const state = after(claimed(assignment()));
  expect(state.phase).toBe('ready');
  expect(state.work?.draft).toEqual({ step: null, safety: { first: null, second: null }, comment: '' });
});

test('no comparison means no work', () => {
  expect(after(claimed(null)).phase).toBe('no_work');
});

test('the first choice is timed, later ones are counted as changes', () => {
  const { work } = after(claimed(assignment()), chose(2, 2000), chose(7, 9000), chose(7, 9500));
  expect([work?.firstChoiceAt, work?.changes, work?.draft.step]).toEqual([2000, 1, 7]);
});

test('a press of the pointer right after the comparison changed is not taken', () => {
  const by = 'pointer' as const;
  const early = after(claimed(assignment()), { type: 'chose', step: 3, now: 1000 + misclickMs - 1, by });
  const late = after(claimed(assignment()), { type: 'chose', step: 3, now: 1000 + misclickMs, by });
  expect([early.work?.draft.step, late.work?.draft.step]).toEqual([null, 3]);
});

test('a failed submission keeps the draft and the id for the retry', () => {
  const state = after(
    claimed(assignment()),
    chose(4),
    { type: 'sending', id: 'i' },
    {
      type: 'failed',
      during: 'send',
      error: new Error('x'),
    },
  );
  expect([state.phase, state.work?.draft.step, state.work?.sentId]).toEqual(['ready', 4, 'i']);
});

const changesOfMind: [string, Event][] = [
  ['another step', chose(5)],
  ['another label', labelled('first', 'safe')],
  ['another comment', { type: 'commented', comment: 'why' }],
];
for (const [name, event] of changesOfMind) {
  test(`${name} after a failed submission is another preference with another id`, () => {
    const sent = after(claimed(assignment()), chose(4), { type: 'sending', id: 'i' });
    const state = nextState(nextState(sent, { type: 'failed', during: 'send', error: null }), event);
    expect(state.work?.sentId).toBeNull();
  });
}

test('nothing is taken while a preference is being sent', () => {
  const state = after(claimed(assignment()), chose(4), { type: 'sending', id: 'i' }, chose(8));
  expect(state.work?.draft.step).toBe(4);
});

test('the same comparison claimed again keeps its draft', () => {
  expect(after(claimed(assignment()), chose(1), claimed(assignment())).work?.draft.step).toBe(1);
});

test('another comparison starts empty', () => {
  const other = assignment({ comparisonId: '00000000-0000-4000-8000-000000000005' });
  expect(after(claimed(assignment()), chose(1), claimed(other)).work?.draft.step).toBeNull();
});

test('a saved comparison can be opened again, and the waiting one comes back after it', () => {
  const second = assignment({ id: '00000000-0000-4000-8000-000000000009' });
  const open = after(claimed(assignment()), chose(1), { type: 'saved', now: 5 }, claimed(second), {
    type: 'reopened',
  });
  expect([open.work?.draft.step, open.aside?.assignment.id]).toEqual([1, second.id]);
  const done = nextState(open, { type: 'saved', now: 6 });
  expect([done.phase, done.work?.assignment.id, done.aside]).toEqual(['ready', second.id, null]);
});

test('looking again without saving changes nothing', () => {
  const second = assignment({ id: '00000000-0000-4000-8000-000000000009' });
  const before = after(claimed(assignment()), chose(1), { type: 'saved', now: 5 }, claimed(second));
  const state = [{ type: 'reopened' }, chose(8), { type: 'put_back' }].reduce(
    (s, e) => nextState(s, e as Event),
    before,
  );
  expect(state).toEqual(before);
});

type Case = [string, Event[], 'helpfulness' | 'safety', string];
const readiness: Case[] = [
  ['nothing chosen', [], 'helpfulness', 'choice'],
  ['a choice in a helpfulness project', [chose(3)], 'helpfulness', 'ok'],
  ['a choice without labels in a safety project', [chose(3)], 'safety', 'safety'],
  ['one label missing', [chose(3), labelled('first', 'safe')], 'safety', 'safety'],
  ['both safe', [chose(3), labelled('first', 'safe'), labelled('second', 'safe')], 'safety', 'ok'],
  ['both unsafe', [chose(6), labelled('first', 'unsafe'), labelled('second', 'unsafe')], 'safety', 'ok'],
  [
    'prefers the safe one',
    [chose(3), labelled('first', 'safe'), labelled('second', 'unsafe')],
    'safety',
    'ok',
  ],
  [
    'prefers the unsafe one',
    [chose(8), labelled('first', 'safe'), labelled('second', 'unsafe')],
    'safety',
    'contradiction',
  ],
];
for (const [name, events, dimension, wanted] of readiness) {
  test(`readiness: ${name} -> ${wanted}`, () => {
    const { work } = after(claimed(assignment({ dimension })), ...events);
    const found = work && readinessOf(work);
    expect(found?.ok ? 'ok' : found?.missing).toBe(wanted);
  });
}
