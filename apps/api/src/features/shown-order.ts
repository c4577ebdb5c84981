import type { work } from '@preferably/db';
import { type Place, placeOf, type Side } from '@preferably/domain';

/** What is stored of each side, as the annotator saw it. */
export function byPlace<T>(stored: Record<Side, T>, shownFirst: Side): Record<Place, T> {
  return shownFirst === 'a' ? { first: stored.a, second: stored.b } : { first: stored.b, second: stored.a };
}

/** A stored judgement as its annotator saw it: A is what stood first. */
export function inShownOrder(last: work.LastRevision) {
  const { side, shownFirst, strength, safeA, safeB } = last;
  const safety = safeA && safeB ? byPlace({ a: safeA, b: safeB }, shownFirst) : null;
  return { place: placeOf(side, shownFirst), strength, safety };
}
