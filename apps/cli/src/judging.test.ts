import { placeOnScreen } from './judging.ts';
import { retryAfterMs } from './session.ts';
import { uuidv7 } from './uuid.ts';

const stored = { a: 'one', b: 'two' };

test.each([
  ['a shown first, a chosen', { first: 'one', second: 'two' }, 'a', 'first'],
  ['a shown first, b chosen', { first: 'one\n', second: 'two' }, 'b', 'second'],
  ['b shown first, a chosen', { first: 'two', second: 'one' }, 'a', 'second'],
  ['b shown first, b chosen', { first: 'two', second: ' one' }, 'b', 'first'],
] as const)('%s', (_, shown, side, place) => {
  expect(placeOnScreen(shown, stored, side)).toBe(place);
});

test('other texts on the screen are an error, not a guess', () => {
  expect(() => placeOnScreen({ first: 'one', second: 'three' }, stored, 'a')).toThrow(
    /not those of the file/u,
  );
});

test('ids are UUIDv7 and sort by time', () => {
  const [early, late] = [uuidv7(1_700_000_000_000), uuidv7(1_700_000_000_001)];
  expect(early).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/u);
  expect(early < late).toBe(true);
});

test.each([
  ['as told', { 'x-retry-after': '7' }, 7000],
  ['by the standard header', { 'retry-after': '3' }, 3000],
  ['a window when nothing is said', {}, 10_000],
  ['never longer than a minute', { 'retry-after': '86400' }, 60_000],
  ['a window when it is a date', { 'retry-after': 'Wed, 21 Oct 2026 07:28:00 GMT' }, 10_000],
])('a refused sign-in waits %s', (_, headers, ms) => {
  expect(retryAfterMs(new Headers(headers as Record<string, string>))).toBe(ms);
});
