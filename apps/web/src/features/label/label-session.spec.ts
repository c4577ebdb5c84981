import { expect, test } from '@playwright/test';
import type { OwnAssignment } from '@preferably/contracts';
import { misclickMs, nextState } from './label-session.ts';
import { type Event, emptyDraft } from './label-state.ts';
import { readinessOf } from './readiness.ts';
import { after, assignment, chose, filled, held, idOf, judged, one } from './session-samples.ts';
import { workAgain } from './work-again.ts';

test('the first of the hand is on the screen, empty; the others wait in the order of their claims', () => {
  const state = after(filled([held(3), held(1), held(2)]));
  expect([state.phase, state.work?.assignment.id]).toEqual(['ready', idOf(1)]);
  expect(state.work?.draft).toEqual(emptyDraft);
  expect(state.hand.map((a) => a.id)).toEqual([idOf(2), idOf(3)]);
});

test('no comparison means no work', () => {
  expect(after(filled([])).phase).toBe('no_work');
});

test('the first choice is timed, later ones are counted as changes', () => {
  const { work } = after(one, chose(2, 2000), chose(7, 9000), chose(7, 9500));
  expect([work?.firstChoiceAt, work?.changes, work?.draft.step]).toEqual([2000, 1, 7]);
});

test('a press of the pointer right after the comparison changed is not taken', () => {
  const by = 'pointer' as const;
  const early = after(one, { type: 'chose', step: 3, now: 1000 + misclickMs - 1, by });
  const late = after(one, { type: 'chose', step: 3, now: 1000 + misclickMs, by });
  expect([early.work?.draft.step, late.work?.draft.step]).toEqual([null, 3]);
});

test('a judged comparison makes room for the next at once, which starts empty', () => {
  const state = after(filled([held(1), held(2)]), chose(4), judged);
  expect([state.phase, state.work?.assignment.id, state.work?.draft.step]).toEqual(['ready', idOf(2), null]);
  expect(state.work?.shownAt).toBe(5000);
  expect(after(one, chose(4), judged).phase).toBe('filling');
});

test('what was judged and is still on its way does not come back, and is not the end of the work', () => {
  const { leaseExpiresAt } = assignment();
  const late = filled([held(1)], { ended: new Set([idOf(1)]), held: [{ id: idOf(1), leaseExpiresAt }] });
  expect(after(one, chose(4), judged, late)).toMatchObject({ phase: 'filling', work: null, hand: [] });
  expect(after(one, chose(4), judged, filled([])).phase).toBe('no_work');
});

test('more comparisons come behind the one on the screen and never twice', () => {
  const more = filled([held(2), held(1)], {
    held: [1, 2].map((n) => ({ id: idOf(n), leaseExpiresAt: '2027-01-01T00:00:00Z' })),
  });
  const state = after(one, chose(3), more, more);
  expect([state.work?.assignment.id, state.work?.draft.step]).toEqual([idOf(1), 3]);
  expect(state.hand.map((a) => a.id)).toEqual([idOf(2)]);
  expect(state.work?.assignment.leaseExpiresAt).toBe('2027-01-01T00:00:00Z');
});

test('a comparison that is no longer held keeps its draft and says so; one of the hand only goes', () => {
  const state = after(filled([held(1), held(2), held(3)]), chose(6), filled([held(3)]));
  expect([state.lease, state.work?.draft.step]).toEqual(['lost', 6]);
  expect(state.hand.map((a) => a.id)).toEqual([idOf(3)]);
  const next = nextState(state, { type: 'dropped', now: 9 });
  expect([next.lease, next.work?.assignment.id]).toEqual(['held', idOf(3)]);
});

test('a comparison whose batch was closed says so and not that it was lost, however often the hand is filled', () => {
  const closed = after(one, chose(2), filled([], { released: [idOf(1)] }));
  expect([closed.lease, closed.work?.draft.step]).toEqual(['closed', 2]);
  expect(nextState(closed, filled([held(2)])).lease).toBe('closed');
  expect(nextState(nextState(closed, filled([held(2)])), { type: 'dropped', now: 9 }).lease).toBe('held');
});

test('a failed fill leaves what is on the screen, and says when the lease is near its end', () => {
  const failed = (expiring: boolean): Event => ({ type: 'fill_failed', error: new Error('x'), expiring });
  expect(after(failed(false))).toMatchObject({ phase: 'fill_failed', work: null });
  expect(after(one, chose(2), failed(false))).toMatchObject({ phase: 'ready', lease: 'held' });
  expect(after(one, chose(2), failed(true))).toMatchObject({ phase: 'ready', lease: 'expiring' });
  expect(after(one, failed(true), one).lease).toBe('held');
});

const draft = (step: number) => ({ ...emptyDraft, step });
const there = { body: draft(2), savedAt: '2026-01-01T00:00:10Z' };
for (const [name, here, wanted] of [
  ['the browser has none', null, 2],
  ['the browser has an older one', '2026-01-01T00:00:09Z', 2],
  ['the browser has a newer one', '2026-01-01T00:00:11Z', 7],
] as const) {
  test(`of two drafts the newer one is taken up: ${name}`, () => {
    const kept = here && { assignmentId: idOf(1), draft: draft(7), savedAt: Date.parse(here) };
    const drafts = new Map(kept ? [[idOf(1), kept]] : []);
    expect(after(filled([held(1, { draft: there })], { drafts })).work?.draft.step).toBe(wanted);
  });
}

test('a judged comparison can be opened again, and the waiting one comes back after it', () => {
  const open = after(filled([held(1), held(2)]), chose(1), judged, { type: 'reopened' });
  expect([open.work?.draft.step, open.aside?.assignment.id]).toEqual([1, idOf(2)]);
  const done = nextState(open, { type: 'judged', now: 6 });
  expect([done.phase, done.work?.assignment.id, done.aside]).toEqual(['ready', idOf(2), null]);
});

test('looking again without saving changes nothing', () => {
  const before = after(filled([held(1), held(2)]), chose(1), judged);
  const state = [{ type: 'reopened' }, chose(8), { type: 'put_back' }].reduce(
    (s, e) => nextState(s, e as Event),
    before,
  );
  expect(state).toEqual(before);
});

const own: OwnAssignment = {
  ...assignment({ id: idOf(9), dimension: 'safety' }),
  number: 4,
  preference: {
    place: 'second',
    strength: 'better',
    safety: { first: 'unsafe', second: 'safe' },
    categories: { first: [], second: [] },
    chips: { first: ['made_up'], second: [] },
    comment: 'because',
    edited: 'two, better',
    revision: 2,
    submittedAt: '2026-01-01T00:00:00Z',
  },
  reopenable: true,
};
const opened: Event = { type: 'opened', work: workAgain(own, 1000) };

test('an earlier judgement opens as it was left, before the hand is there, and the hand comes behind it', () => {
  const state = after(opened, opened, filled([held(1), held(2)]));
  expect(state).toMatchObject({ phase: 'ready', revising: true, opened: true, aside: null, lease: 'held' });
  expect(state.work?.draft).toEqual({
    step: 7,
    safety: { first: 'unsafe', second: 'safe' },
    categories: { first: [], second: [] },
    chips: { first: ['made_up'], second: [] },
    comment: 'because',
    edited: { place: 'second', text: 'two, better' },
  });
  expect(state.work && readinessOf(state.work, { commentRequired: false, editStep: true }).ok).toBe(true);
  expect(state.hand.map((a) => a.id)).toEqual([idOf(1), idOf(2)]);
});

test('after an earlier judgement was judged again, labeling goes on with the hand, and it is the previous one', () => {
  const state = after(opened, filled([held(1)]), chose(2), judged);
  expect([state.phase, state.work?.assignment.id, state.opened]).toEqual(['ready', idOf(1), false]);
  const again = nextState(state, { type: 'reopened' });
  expect([again.work?.assignment.id, again.work?.draft.step, again.opened]).toEqual([idOf(9), 2, false]);
});

test('a comparison that was on the screen waits while an earlier one is judged again', () => {
  const state = after(one, chose(3), opened);
  expect([state.work?.assignment.id, state.aside?.draft.step]).toEqual([idOf(9), 3]);
  expect(nextState(state, judged).work?.draft.step).toBe(3);
});

test('in a break nothing is chosen, and afterwards all is as it was', () => {
  const paused = after(one, chose(3), { type: 'paused' }, chose(8));
  expect([paused.paused, paused.work?.draft.step]).toEqual([true, 3]);
  expect(nextState(nextState(paused, { type: 'resumed' }), chose(8)).work?.draft.step).toBe(8);
});

const unread: Event = { type: 'gated', gate: 'guidelines' };
const untested: Event = { type: 'gated', gate: 'test' };

test('unread guidelines take the place of a comparison that nothing was done with, and of the whole hand', () => {
  const state = after(filled([held(1), held(2)]), unread);
  expect(state).toMatchObject({ gate: 'guidelines', phase: 'filling', work: null, hand: [] });
  expect(after(filled([]), unread)).toMatchObject({ gate: 'guidelines', phase: 'filling', work: null });
});

test('a comparison that was begun is finished first, and the guidelines come before the next', () => {
  const begun = after(filled([held(1), held(2)]), chose(4), unread);
  expect([begun.work?.draft.step, begun.hand]).toEqual([4, []]);
  const later = nextState(begun, judged);
  expect(later).toMatchObject({ gate: 'guidelines', phase: 'filling', work: null });
  expect(later.last?.assignment.id).toBe(idOf(1));
});

test('an earlier judgement that is looked at again is closed before the guidelines come', () => {
  const state = after(filled([held(1), held(2)]), chose(4), judged, { type: 'reopened' }, unread);
  expect(state).toMatchObject({ revising: true, gate: 'guidelines', work: { assignment: { id: idOf(1) } } });
  expect(nextState(state, { type: 'put_back' })).toMatchObject({
    revising: false,
    phase: 'filling',
    work: null,
  });
});

test('after the reading everything comes again, with the newer guidelines and the kept drafts', () => {
  const guidelines = { ...assignment().guidelines, number: 2 };
  const drafts = new Map([
    [idOf(1), { assignmentId: idOf(1), savedAt: 5, draft: { ...emptyDraft, comment: 'half' } }],
  ]);
  const news = filled([held(1, { guidelines }), held(2, { guidelines })], { drafts });
  const state = after(filled([held(1), held(2)]), unread, news);
  expect(state).toMatchObject({
    gate: null,
    phase: 'ready',
    work: { assignment: { id: idOf(1), guidelines } },
  });
  expect(state.work?.draft.comment).toBe('half');
  expect(state.hand.map((a) => a.guidelines.number)).toEqual([2]);
});

test('guidelines that were read elsewhere while a comparison is begun come to it, and its draft stays', () => {
  const guidelines = { ...assignment().guidelines, number: 2 };
  const news = filled([held(1, { guidelines }), held(2, { guidelines })]);
  const state = after(filled([held(1)]), chose(3), unread, news);
  expect(state).toMatchObject({ gate: null, work: { draft: { step: 3 }, assignment: { guidelines } } });
  expect(state.hand.map((a) => a.id)).toEqual([idOf(2)]);
});

const entered: Event = { type: 'entered', now: 7000 };

test('a test that is asked for takes the place of the comparisons, however often it is asked for', () => {
  const asked = after(one, chose(4), judged, untested);
  expect(asked).toMatchObject({ gate: 'test', phase: 'filling', work: null, hand: [] });
  expect(nextState(nextState(asked, { type: 'filling' }), untested)).toEqual(asked);
});

test('what is handed out after the test waits until its result was read, and is timed from then', () => {
  const behind = after(untested, filled([held(1), held(2)]));
  expect(behind).toMatchObject({ gate: 'test', phase: 'filling', work: null });
  expect(behind.hand.map((a) => a.id)).toEqual([idOf(1), idOf(2)]);
  expect(nextState(behind, entered)).toMatchObject({
    gate: null,
    phase: 'ready',
    work: { assignment: { id: idOf(1) }, shownAt: 7000 },
  });
});

test('who goes on from the test before anything is handed out waits for it', () => {
  const waiting = after(untested, entered);
  expect(waiting).toMatchObject({ gate: null, phase: 'filling', work: null });
  expect(nextState(waiting, filled([held(1)])).phase).toBe('ready');
  expect(nextState(waiting, filled([])).phase).toBe('no_work');
  expect(nextState(waiting, untested).gate).toBe('test');
});

test('what was begun before a project asked for a test is finished first', () => {
  const begun = after(filled([held(1), held(2)]), chose(4), untested);
  expect([begun.gate, begun.work?.draft.step, begun.hand]).toEqual(['test', 4, []]);
  expect(nextState(begun, judged)).toMatchObject({ gate: 'test', phase: 'filling', work: null });
  // The project has taken it back meanwhile.
  expect(nextState(begun, filled([held(1), held(2)]))).toMatchObject({
    gate: null,
    work: { draft: { step: 4 } },
  });
});

test('after the guidelines were read the test may still come, and the other way round', () => {
  expect(after(unread, untested).gate).toBe('test');
  expect(after(untested, unread).gate).toBe('guidelines');
});
