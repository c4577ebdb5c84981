import type { Assignment } from '@preferably/contracts';
import { decidePreference, type Judgement, type Place, type SafetyLabel, scale } from '@preferably/domain';

/** What the annotator has pressed and typed so far for one comparison. */
export interface Draft {
  /** A step of the 8-step scale; null while nothing is chosen. */
  step: number | null;
  safety: Record<Place, SafetyLabel | null>;
  comment: string;
}

/** One comparison on the screen. Times are milliseconds of the browser's clock. */
export interface Work {
  assignment: Assignment;
  draft: Draft;
  shownAt: number;
  firstChoiceAt: number | null;
  changes: number;
  /**
   * The id under which exactly this draft was sent. A retry uses it again, so that an answer lost on the way changes
   * nothing; any change of the draft drops it, because another judgement is another preference.
   */
  sentId: string | null;
}

export type Phase = 'claiming' | 'ready' | 'sending' | 'skipping' | 'no_work' | 'claim_failed';
export type LeaseState = 'held' | 'expiring' | 'lost';

export interface LabelState {
  phase: Phase;
  work: Work | null;
  /** The last saved one: it can be opened again. */
  last: Work | null;
  /** An earlier comparison is being judged again; `aside` is the one that waits meanwhile, if there is one. */
  revising: boolean;
  aside: Work | null;
  lease: LeaseState;
  /** The last failure; the draft stands as it was. */
  failure: { during: 'claim' | 'send' | 'skip'; error: unknown } | null;
  /** Enter was pressed before the form was complete: say what is missing. */
  insisted: boolean;
  savedAt: number | null;
}

export type Event =
  | { type: 'claiming' }
  | { type: 'claimed'; assignment: Assignment | null; now: number; draft: Draft | null }
  | { type: 'failed'; during: 'claim' | 'send' | 'skip'; error: unknown }
  | { type: 'chose'; step: number; now: number; by: 'key' | 'pointer' }
  | { type: 'labelled'; place: Place; label: SafetyLabel; now: number; by: 'key' | 'pointer' }
  | { type: 'commented'; comment: string }
  | { type: 'insisted' }
  | { type: 'sending'; id: string }
  | { type: 'saved'; now: number }
  | { type: 'skipping' }
  | { type: 'skipped' }
  | { type: 'reopened' }
  | { type: 'put_back' }
  | { type: 'lease'; lease: LeaseState };

export const emptyDraft: Draft = { step: null, safety: { first: null, second: null }, comment: '' };

const fresh = { revising: false, aside: null, failure: null, insisted: false } as const;

export const initialState: LabelState = {
  phase: 'claiming',
  work: null,
  last: null,
  revising: false,
  aside: null,
  lease: 'held',
  failure: null,
  insisted: false,
  savedAt: null,
};

/** A new comparison slides under a resting pointer: presses within this time were meant for the one before. */
export const misclickMs = 300;

export function nextState(state: LabelState, event: Event): LabelState {
  const { work } = state;
  switch (event.type) {
    case 'claiming':
      return { ...state, phase: 'claiming', failure: null };
    case 'claimed':
      return claimed(state, event);
    case 'failed':
      return {
        ...state,
        phase: event.during === 'claim' ? 'claim_failed' : 'ready',
        failure: { during: event.during, error: event.error },
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
      return { ...state, work: { ...work, sentId: null, draft: { ...work.draft, comment: event.comment } } };
    }
    case 'insisted':
      return state.phase === 'ready' ? { ...state, insisted: true } : state;
    case 'sending':
      return work
        ? { ...state, phase: 'sending', failure: null, work: { ...work, sentId: event.id } }
        : state;
    case 'saved':
      return saved(state, event.now);
    case 'skipping':
      return { ...state, phase: 'skipping', failure: null };
    case 'skipped':
      return { ...state, phase: 'claiming', work: null, insisted: false };
    case 'reopened':
      if (!state.last || state.revising || (state.phase !== 'ready' && state.phase !== 'no_work'))
        return state;
      return { ...state, ...fresh, phase: 'ready', revising: true, work: state.last, aside: work };
    case 'put_back':
      if (!state.revising || state.phase !== 'ready') return state;
      return { ...state, ...fresh, phase: state.aside ? 'ready' : 'no_work', work: state.aside };
    case 'lease':
      return state.lease === event.lease ? state : { ...state, lease: event.lease };
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
    failure: state.failure?.during === 'send' ? null : state.failure,
    work: {
      ...state.work,
      draft: { ...draft, ...part },
      sentId: null,
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

function claimed(state: LabelState, event: Extract<Event, { type: 'claimed' }>): LabelState {
  const { assignment, now } = event;
  const base = { ...state, ...fresh, lease: 'held' as const };
  if (!assignment) return { ...base, phase: 'no_work', work: null };
  const kept = state.work && sameOnScreen(state.work.assignment, assignment) ? state.work.draft : null;
  const draft = kept ?? event.draft ?? emptyDraft;
  const work = { assignment, draft, shownAt: now, firstChoiceAt: null, changes: 0, sentId: null };
  return { ...base, phase: 'ready', work };
}

function saved(state: LabelState, now: number): LabelState {
  const base = { ...state, ...fresh, last: state.work, savedAt: now };
  if (state.aside) return { ...base, phase: 'ready', work: state.aside };
  return { ...base, phase: 'claiming', work: null };
}

/** The same comparison with its sides where they were, for instance after a failed claim: its draft stays. */
function sameOnScreen(before: Assignment, after: Assignment): boolean {
  return before.comparisonId === after.comparisonId && before.responses.first === after.responses.first;
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
