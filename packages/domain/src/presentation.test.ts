import { placeOf, sideAt } from './presentation.ts';
import { type Place, places, type Side, sides } from './vocabulary.ts';

const cases: [string, Side, Side, Place][] = [
  ['a stands first when a is shown first', 'a', 'a', 'first'],
  ['b stands second when a is shown first', 'b', 'a', 'second'],
  ['b stands first when b is shown first', 'b', 'b', 'first'],
  ['a stands second when b is shown first', 'a', 'b', 'second'],
];

test.each(cases)('%s', (_, side, shownFirst, place) => {
  expect(placeOf(side, shownFirst)).toBe(place);
});

test('sideAt undoes placeOf for every side and order', () => {
  for (const shownFirst of sides) {
    for (const side of sides) expect(sideAt(placeOf(side, shownFirst), shownFirst)).toBe(side);
    for (const place of places) expect(placeOf(sideAt(place, shownFirst), shownFirst)).toBe(place);
  }
});
