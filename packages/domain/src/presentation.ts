import type { Place, Side } from './vocabulary.ts';

/** Where each stored side stands on the screen, given which of them is shown first (as A). */
export function placeOf(side: Side, shownFirst: Side): Place {
  return side === shownFirst ? 'first' : 'second';
}

/** The stored side behind a place on the screen. Inverse of `placeOf`. */
export function sideAt(place: Place, shownFirst: Side): Side {
  if (place === 'first') return shownFirst;
  return shownFirst === 'a' ? 'b' : 'a';
}
