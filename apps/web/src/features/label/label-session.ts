import type { Draft, HeldAssignment } from '@preferably/contracts';
import {
  type Event,
  emptyDraft,
  fresh,
  isOver,
  type LabelState,
  type LeaseState,
  type Work,
} from './label-state.ts';

/** A new comparison slides under a resting pointer: presses within this time were meant for the one before. */
export const misclickMs = 300;

export function nextState(state: LabelState, event: Event): LabelState {
  const { work } = state;
  switch (event.type) {
    case 'filling':
      return work || isOver(state.phase) ? state : { ...state, phase: 'filling', failure: null };
    case 'filled':
      return filled(state, event);
    case 'fill_failed':
      return {
        ...state,
        phase: work ? state.phase : 'fill_failed',
        failure: event.error,
        lease: work && event.expiring && state.lease === 'held' ? 'expiring' : state.lease,
      };
    case 'capped':
      return work ? state : { ...state, phase: 'capped' };
    case 'gated':
      // What was begun is finished under the version that it was shown with; all else is asked for anew behind the gate.
      return state.revising || (work && work.draft !== emptyDraft)
        ? { ...state, gate: event.gate, hand: [] }
        : atGate({ ...state, gate: event.gate });
    case 'entered':
      return work ? { ...state, gate: null } : onward({ ...state, gate: null }, event.now);
    case 'chose': {
      if (!accepts(state, event) || event.step === work?.draft.step) return state;
      return changed(state, event.now, { step: event.step });
    }
    case 'labelled': {
      if (!work || !accepts(state, event) || work.draft.safety[event.place] === event.label) return state;
      return changed(state, event.now, { safety: { ...work.draft.safety, [event.place]: event.label } });
    }
    case 'ticked': {
      const codes = work?.draft[event.what];
      if (!codes) return state;
      const { place, code } = event;
      const before = codes[place];
      const after = before.includes(code) ? before.filter((c) => c !== code) : [...before, code];
      return noted(state, { [event.what]: { ...codes, [place]: after } });
    }
    case 'edited':
      return noted(state, { edited: event.edited });
    case 'commented':
      return noted(state, { comment: event.comment });
    case 'insisted':
      return state.phase === 'ready' ? { ...state, insisted: true } : state;
    case 'judged':
      if (!work) return state;
      return onward({ ...state, last: work, done: { what: 'judged', at: event.now } }, event.now);
    case 'skipped':
      return onward({ ...state, done: { what: 'skipped', at: event.now } }, event.now);
    case 'dropped':
      return onward(state, event.now);
    case 'reopened':
      if (!state.last || state.revising || (state.phase !== 'ready' && !isOver(state.phase))) return state;
      return { ...state, ...fresh, phase: 'ready', revising: true, work: state.last, aside: work };
    case 'opened':
      if (state.revising) return state;
      return {
        ...state,
        ...fresh,
        phase: 'ready',
        revising: true,
        opened: true,
        work: event.work,
        aside: work,
      };
    case 'put_back':
      if (!state.revising || state.phase !== 'ready') return state;
      if (state.gate) return atGate(state);
      return { ...state, ...fresh, phase: state.aside ? 'ready' : 'no_work', work: state.aside };
    case 'revealed':
      return work ? { ...state, work: { ...work, revealed: true } } : state;
    case 'paused':
    case 'resumed':
      return { ...state, paused: event.type === 'paused' };
  }
}

function accepts(state: LabelState, event: { now: number; by: 'key' | 'pointer' }): boolean {
  if (state.phase !== 'ready' || !state.work || state.paused) return false;
  return event.by === 'key' || event.now - state.work.shownAt >= misclickMs;
}

/** Something beside the choice and the labels: it tells nothing about when the choice was made. */
function noted(state: LabelState, part: Partial<Draft>): LabelState {
  const { work } = state;
  if (!work || state.phase !== 'ready') return state;
  return { ...state, work: { ...work, draft: { ...work.draft, ...part } } };
}

function changed(state: LabelState, now: number, part: Partial<Draft>): LabelState {
  if (!state.work) return state;
  const { draft, firstChoiceAt, changes } = state.work;
  const first = firstChoiceAt === null;
  return {
    ...state,
    work: {
      ...state.work,
      draft: { ...draft, ...part },
      firstChoiceAt: first ? now : firstChoiceAt,
      // Filling in an open question is no change of mind.
      changes:
        changes + (part.step !== undefined ? Number(draft.step !== null) : Number(relabelled(draft, part))),
    },
  };
}

function relabelled(draft: Draft, part: Partial<Draft>): boolean {
  const { safety } = part;
  if (!safety) return false;
  return (['first', 'second'] as const).some(
    (p) => draft.safety[p] !== null && draft.safety[p] !== safety[p],
  );
}

function filled(state: LabelState, event: Extract<Event, { type: 'filled' }>): LabelState {
  const leases = new Map(event.held.map((each) => [each.id, each.leaseExpiresAt]));
  const { work, revising } = state;
  const mine = revising ? state.aside : work;
  const onScreen = new Set([work, state.aside].map((each) => each?.assignment.id));
  const wanted = (a: HeldAssignment) => leases.has(a.id) && !event.ended.has(a.id) && !onScreen.has(a.id);
  const before = new Set(state.hand.map((a) => a.id));
  const hand = [...state.hand, ...event.assignments.filter((a) => !before.has(a.id))]
    .filter(wanted)
    // Ids are made in the order of claiming (UUIDv7).
    .toSorted((a, b) => (a.id < b.id ? -1 : 1))
    .map((a) => ({ ...a, leaseExpiresAt: leases.get(a.id) ?? a.leaseExpiresAt }));
  const next: LabelState = {
    ...state,
    hand,
    drafts: event.drafts,
    failure: null,
    // Who has passed the test reads so first: what is handed out then waits behind that page.
    gate: state.gate === 'test' && !work ? 'test' : null,
    lease: leaseOf(mine, state.lease, leases, event),
  };
  if (work) return withNews(next, leases, event.assignments);
  if (next.gate) return next;
  if (hand.length > 0) return onward(next, event.now);
  // While what was judged here is still on its way, its places in the hand are taken: more comes after it.
  const onTheWay = event.held.some((each) => event.ended.has(each.id));
  return { ...next, phase: onTheWay ? 'filling' : 'no_work' };
}

function leaseOf(
  mine: Work | null,
  before: LeaseState,
  leases: ReadonlyMap<string, string>,
  { ended, released }: Extract<Event, { type: 'filled' }>,
): LeaseState {
  if (!mine || leases.has(mine.assignment.id) || ended.has(mine.assignment.id)) return 'held';
  return before === 'closed' || released.includes(mine.assignment.id) ? 'closed' : 'lost';
}

/** What is on the screen gets its new lease, and the newer guidelines where it was asked for anew. */
function withNews(
  state: LabelState,
  leases: ReadonlyMap<string, string>,
  asked: readonly HeldAssignment[],
): LabelState {
  const renewed = (work: Work | null) => {
    const until = work && leases.get(work.assignment.id);
    if (!work || !until) return work;
    const { guidelines } = asked.find((a) => a.id === work.assignment.id) ?? work.assignment;
    return { ...work, assignment: { ...work.assignment, guidelines, leaseExpiresAt: until } };
  };
  return { ...state, work: renewed(state.work), aside: renewed(state.aside) };
}

/** No comparison is on the screen: the gate is. Drafts are kept, and come back with their comparisons. */
const atGate = (state: LabelState): LabelState => ({
  ...state,
  ...fresh,
  phase: 'filling',
  work: null,
  hand: [],
  failure: null,
  lease: 'held',
});

/** To the comparison that was put aside, or to the next of the hand. */
function onward(state: LabelState, now: number): LabelState {
  if (state.gate) return atGate(state);
  const base = { ...state, ...fresh };
  if (state.aside) return { ...base, phase: 'ready', work: state.aside };
  const [next, ...hand] = state.hand;
  if (!next) return { ...base, lease: 'held', phase: 'filling', work: null, hand };
  const work = {
    assignment: next,
    draft: draftOf(next, state.drafts),
    shownAt: now,
    firstChoiceAt: null,
    changes: 0,
    revealed: false,
  };
  return { ...base, lease: 'held', phase: 'ready', work, hand };
}

/** The newer of what this browser kept and what reached the service, perhaps from another device. */
function draftOf(assignment: HeldAssignment, kept: LabelState['drafts']): Draft {
  const here = kept.get(assignment.id);
  const there = assignment.draft;
  if (here && (!there || here.savedAt >= Date.parse(there.savedAt)))
    // One that an earlier version of the page kept lacks what came since.
    return { ...emptyDraft, ...here.draft };
  return there?.body ?? emptyDraft;
}
