// What the tests of a labeling session start from: comparisons, and the events that happen to them.
import type { Assignment, HeldAssignment } from '@preferably/contracts';
import { nextState } from './label-session.ts';
import { type Event, initialState, type LabelState } from './label-state.ts';

export function assignment(part: Partial<Assignment> = {}): Assignment {
  return {
    id: '00000000-0000-4000-8000-000000000001',
    comparisonId: '00000000-0000-4000-8000-000000000004',
    projectId: '00000000-0000-4000-8000-000000000002',
    projectName: 'p',
    dimension: 'helpfulness',
    batch: { number: 1, name: 'b' },
    qualification: false,
    lang: null,
    prompt: [{ role: 'user', content: 'hi' }],
    responses: { first: 'one', second: 'two' },
    guidelines: {
      versionId: '00000000-0000-4000-8000-000000000003',
      number: 1,
      texts: { en: 'x' },
      categories: [],
      chips: [],
    },
    leaseExpiresAt: '2026-01-01T00:00:00Z',
    ...part,
  };
}

export const idOf = (n: number) => `00000000-0000-7000-8000-${String(n).padStart(12, '0')}`;
export const held = (n: number, part: Partial<HeldAssignment> = {}): HeldAssignment => ({
  ...assignment({ id: idOf(n), ...part }),
  draft: null,
  ...part,
});

/** The service answers: these are held, in whatever order, and all of them are news. */
export function filled(
  assignments: HeldAssignment[],
  part: Partial<Extract<Event, { type: 'filled' }>> = {},
): Event {
  const { leaseExpiresAt } = assignment();
  return {
    type: 'filled',
    assignments,
    held: assignments.map(({ id }) => ({ id, leaseExpiresAt })),
    released: [],
    drafts: new Map(),
    ended: new Set(),
    clockAhead: 0,
    now: 1000,
    ...part,
  };
}
export const one = filled([held(1)]);
export const judged: Event = { type: 'judged', now: 5000 };
export const chose = (step: number, now = 2000): Event => ({ type: 'chose', step, now, by: 'key' });
export const labelled = (place: 'first' | 'second', label: 'safe' | 'unsafe'): Event => ({
  type: 'labelled',
  place,
  label,
  now: 3000,
  by: 'key',
});
export const after = (...events: Event[]): LabelState => events.reduce(nextState, initialState);
