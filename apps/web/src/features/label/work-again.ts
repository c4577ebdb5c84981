import type { Draft, OwnAssignment } from '@preferably/contracts';
import { stepOf } from '@preferably/domain';
import type { Work } from './label-session.ts';

/** What the form held when the last revision was submitted. */
function draftOf({ place, strength, safety, comment }: OwnAssignment['preference']): Draft {
  return {
    step: stepOf(place, strength),
    safety: safety ?? { first: null, second: null },
    comment: comment ?? '',
  };
}

/** A comparison of the annotator's own work, as they left it, to be judged again. Its time starts anew. */
export function workAgain(own: OwnAssignment, now: number): Work {
  return { assignment: own, draft: draftOf(own.preference), shownAt: now, firstChoiceAt: null, changes: 0 };
}
