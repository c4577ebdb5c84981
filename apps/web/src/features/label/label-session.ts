import type { Assignment, Draft, HeldAssignment } from '@preferably/contracts';
import { decidePreference, type Judgement, type Place, type SafetyLabel, scale } from '@preferably/domain';
import type { KeptDraft } from './local-store.ts';

/** One comparison on the screen. Times are milliseconds of the browser's clock. */
export interface Work {
  assignment: Assignment;
  draft: Draft;
  shownAt: number;
  firstChoiceAt: number | null;
  changes: number;
}

export type Phase = 'filling' | 'ready' | 'no_work' | 'fill_failed';
export type LeaseState = 'held' | 'expiring' | 'lost';

export interface LabelState {
  phase: Phase;
  work: Work | null;
  /** The next comparisons, claimed ahead. */
  hand: readonly HeldAssignment[];
  /** Drafts of the hand that this browser kept. */
  drafts: ReadonlyMap<string, KeptDraft>;
  /** The last judged one: it can be opened again. */
  last: Work | null;
  /** An earlier comparison is being judged again; `aside` is the one that waits meanwhile, if there is one. */
  revising: boolean;
  aside: Work | null;
  /** The one being judged again was opened from the annotator's own work. */
  opened: boolean;
  lease: LeaseState;
  /** Why the last attempt to get comparisons failed. */
  failure: unknown;
  /** Enter was pressed before the form was complete: say what is missing. */
  insisted: boolean;
  /** The last thing that was done with a comparison, and when. */
  done: { what: 'judged' | 'skipped'; at: number } | null;
}

export type Event =
  | { type: 'filling' }
  | {
      type: 'filled';
      assignments: readonly HeldAssignment[];
      held: readonly { id: string; leaseExpiresAt: string }[];
      drafts: ReadonlyMap<string, KeptDraft>;
      ended: ReadonlySet<string>;
      clockAhead: number;
      now: number;
    }
  | { type: 'fill_failed'; error: unknown; expiring: boolean }
  | { type: 'chose'; step: number; now: number; by: 'key' | 'pointer' }
  | { type: 'labelled'; place: Place; label: SafetyLabel; now: number; by: 'key' | 'pointer' }
  | { type: 'commented'; comment: string }
  | { type: 'insisted' }
  | { type: 'judged'; now: number }
  | { type: 'skipped'; now: number }
  | { type: 'dropped'; now: number }
  | { type: 'reopened' }
  | { type: 'opened'; work: Work }
  | { type: 'put_back' };

export const emptyDraft: Draft = { step: null, safety: { first: null, second: null }, comment: '' };

const fresh = { revising: false, opened: false, aside: null, insisted: false } as const;

export const initialState: LabelState = {
  phase: 'filling',
  work: null,
  hand: [],
  drafts: new Map(),
  last: null,
  revising: false,
  aside: null,
  opened: false,
  lease: 'held',
  failure: null,
  insisted: false,
  done: null,
};

/** A new comparison slides under a resting pointer: presses within this time were meant for the one before. */
export const misclickMs = 300;

export function nextState(state: LabelState, event: Event): LabelState {
  const { work } = state;
  switch (event.type) {
    case 'filling':
      return work || state.phase === 'no_work' ? state : { ...state, phase: 'filling', failure: null };
    case 'filled':
      return filled(state, event);
    case 'fill_failed':
      return {
        ...state,
        phase: work ? state.phase : 'fill_failed',
        failure: event.error,
        lease: work && event.expiring && state.lease === 'held' ? 'expiring' : state.lease,
      };
    case 'chose': {
      if (!accepts(state, event) || event.step === work?.draft.step) return state;
      return changed(state, event.now, { step: event.step });
    }
    case 'labelled': {
      if (!work || !accepts(state, event) || work.draft.safety[event.place] === event.label) return state;
      return changed(state, event.now, { safety: { ...work.draft.safety, [event.place]: event.label } });
    }
    case 'commented': {
      if (!work || state.phase !== 'ready') return state;
      return { ...state, work: { ...work, draft: { ...work.draft, comment: event.comment } } };
    }
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
      if (!state.last || state.revising || (state.phase !== 'ready' && state.phase !== 'no_work'))
        return state;
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
      return { ...state, ...fresh, phase: state.aside ? 'ready' : 'no_work', work: state.aside };
  }
}

function accepts(state: LabelState, event: { now: number; by: 'key' | 'pointer' }): boolean {
  if (state.phase !== 'ready' || !state.work) return false;
  return event.by === 'key' || event.now - state.work.shownAt >= misclickMs;
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
    lease: mine && !leases.has(mine.assignment.id) && !event.ended.has(mine.assignment.id) ? 'lost' : 'held',
  };
  if (work) return withLease(next, leases);
  if (hand.length > 0) return onward(next, event.now);
  // While what was judged here is still on its way, its places in the hand are taken: more comes after it.
  const onTheWay = event.held.some((each) => event.ended.has(each.id));
  return { ...next, phase: onTheWay ? 'filling' : 'no_work' };
}

function withLease(state: LabelState, leases: ReadonlyMap<string, string>): LabelState {
  const renewed = (work: Work | null) => {
    const until = work && leases.get(work.assignment.id);
    return work && until ? { ...work, assignment: { ...work.assignment, leaseExpiresAt: until } } : work;
  };
  return { ...state, work: renewed(state.work), aside: renewed(state.aside) };
}

/** To the comparison that was put aside, or to the next of the hand. */
function onward(state: LabelState, now: number): LabelState {
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
  };
  return { ...base, lease: 'held', phase: 'ready', work, hand };
}

/** The newer of what this browser kept and what reached the service, perhaps from another device. */
function draftOf(assignment: HeldAssignment, kept: LabelState['drafts']): Draft {
  const here = kept.get(assignment.id);
  const there = assignment.draft;
  if (here && (!there || here.savedAt >= Date.parse(there.savedAt))) return here.draft;
  return there?.body ?? emptyDraft;
}

export type Missing = 'choice' | 'safety' | 'contradiction';
export type Readiness = { ok: true; judgement: Judgement } | { ok: false; missing: Missing };

/** Whether the draft can be sent, by the same rule that the service applies. */
export function readinessOf(work: Work): Readiness {
  const { step, safety } = work.draft;
  const { dimension } = work.assignment;
  const chosen = scale.find((s) => s.step === step);
  const labels = safety.first && safety.second ? { first: safety.first, second: safety.second } : null;
  if (!chosen) return { ok: false, missing: 'choice' };
  if (dimension === 'safety' && !labels) return { ok: false, missing: 'safety' };
  const judgement: Judgement = {
    place: chosen.place,
    strength: chosen.strength,
    safety: dimension === 'safety' ? labels : null,
  };
  // Which stored side stands first is unknown here and changes nothing about the rule.
  const decision = decidePreference(dimension, 'a', judgement);
  return decision.ok ? { ok: true, judgement } : { ok: false, missing: 'contradiction' };
}
