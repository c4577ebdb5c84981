import type { Draft, OwnAssignment } from '@preferably/contracts';
import { stepOf } from '@preferably/domain';
import type { Work } from './label-state.ts';

/** What the form held when the last revision was submitted. */
function draftOf({ place, strength, safety, comment, edited, ...last }: OwnAssignment['preference']): Draft {
  return {
    step: stepOf(place, strength),
    safety: safety ?? { first: null, second: null },
    categories: last.categories,
    chips: last.chips,
    comment: comment ?? '',
    edited: edited === null ? null : { place, text: edited },
  };
}

/** A comparison of the annotator's own work, as they left it, to be judged again. Its time starts anew. */
export function workAgain(own: OwnAssignment, now: number): Work {
  const draft = draftOf(own.preference);
  // They have seen these texts before, blurred or not.
  return { assignment: own, draft, shownAt: now, firstChoiceAt: null, changes: 0, revealed: true };
}
