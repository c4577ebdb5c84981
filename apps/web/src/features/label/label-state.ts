import type { Assignment, Draft, HeldAssignment } from '@preferably/contracts';
import type { Place, SafetyLabel } from '@preferably/domain';
import type { KeptDraft } from './local-store.ts';

/** One comparison on the screen. Times are milliseconds of the browser's clock. */
export interface Work {
  assignment: Assignment;
  draft: Draft;
  shownAt: number;
  firstChoiceAt: number | null;
  changes: number;
  /** Where a project blurs its texts: the annotator asked to see these. */
  revealed: boolean;
}

/** `capped`: as much as the project gives one person on one day was judged. */
export type Phase = 'filling' | 'ready' | 'no_work' | 'capped' | 'fill_failed';
/** `closed`: let go because its batch was closed, so that nothing can be submitted. */
export type LeaseState = 'held' | 'expiring' | 'lost' | 'closed';
/** What comes before the next comparison: a guideline version that was not read yet, or the project's test. */
export type Gate = 'guidelines' | 'test';

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
  /** What stands before the next comparison. */
  gate: Gate | null;
  /** Why the last attempt to get comparisons failed. */
  failure: unknown;
  /** Enter was pressed before the form was complete: say what is missing. */
  insisted: boolean;
  /** The last thing that was done with a comparison, and when. */
  done: { what: 'judged' | 'skipped'; at: number } | null;
  /** A break: nothing is shown and nothing is taken until the annotator goes on. */
  paused: boolean;
}

export type Event =
  | { type: 'filling' }
  | {
      type: 'filled';
      assignments: readonly HeldAssignment[];
      held: readonly { id: string; leaseExpiresAt: string }[];
      released: readonly string[];
      drafts: ReadonlyMap<string, KeptDraft>;
      ended: ReadonlySet<string>;
      clockAhead: number;
      now: number;
    }
  | { type: 'fill_failed'; error: unknown; expiring: boolean }
  | { type: 'gated'; gate: Gate }
  | { type: 'entered'; now: number }
  | { type: 'capped' }
  | { type: 'chose'; step: number; now: number; by: 'key' | 'pointer' }
  | { type: 'labelled'; place: Place; label: SafetyLabel; now: number; by: 'key' | 'pointer' }
  | { type: 'ticked'; what: 'categories' | 'chips'; place: Place; code: string }
  | { type: 'edited'; edited: Draft['edited'] }
  | { type: 'commented'; comment: string }
  | { type: 'insisted' }
  | { type: 'judged'; now: number }
  | { type: 'skipped'; now: number }
  | { type: 'dropped'; now: number }
  | { type: 'reopened' }
  | { type: 'opened'; work: Work }
  | { type: 'put_back' }
  | { type: 'revealed' }
  | { type: 'paused' }
  | { type: 'resumed' };

export const emptyDraft: Draft = {
  step: null,
  safety: { first: null, second: null },
  categories: { first: [], second: [] },
  chips: { first: [], second: [] },
  comment: '',
  edited: null,
};

/** Nothing is opened again and nothing was missed. */
export const fresh = { revising: false, opened: false, aside: null, insisted: false } as const;

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
  gate: null,
  failure: null,
  insisted: false,
  done: null,
  paused: false,
};

/** Nothing comes for now, and that is no fault. */
export const isOver = (phase: Phase) => phase === 'no_work' || phase === 'capped';
