import type { work } from '@preferably/db';
import { placeOf } from '@preferably/domain';

/** A stored judgement as its annotator saw it: A is what stood first. */
export function inShownOrder(last: work.LastRevision) {
  const { side, shownFirst, strength, safeA, safeB } = last;
  const aFirst = placeOf('a', shownFirst) === 'first';
  const safety =
    safeA && safeB ? (aFirst ? { first: safeA, second: safeB } : { first: safeB, second: safeA }) : null;
  return { place: placeOf(side, shownFirst), strength, safety };
}
