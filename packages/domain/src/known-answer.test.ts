import { readKnownAnswer } from './known-answer.ts';
import type { SafetyLabel, Side } from './vocabulary.ts';

const labels = (a: SafetyLabel, b: SafetyLabel) => ({ a, b });

test.each<[string, Side | 'tie' | null, (Side | 'tie')[], Side]>([
  ['the recorded preference', 'b', [], 'b'],
  ['the recorded preference, whatever the raters said', 'b', ['a', 'a'], 'b'],
  ['what all raters say', null, ['a', 'a'], 'a'],
  ['what more than half of the raters say', null, ['b', 'a', 'b'], 'b'],
])('the answer is %s', (_, preferred, raters, side) => {
  expect(readKnownAnswer({ preferred, raters, safety: null })).toEqual({
    ok: true,
    answer: { side, safety: null },
  });
});

test.each<[string, Side | 'tie' | null, (Side | 'tie')[], string]>([
  ['nothing is recorded', null, [], 'no_answer'],
  ['the source says tie', 'tie', ['a', 'a'], 'no_answer'],
  ['raters tie', null, ['a', 'b'], 'no_majority'],
  ['a half is not more than a half', null, ['a', 'a', 'b', 'tie'], 'no_majority'],
])('there is no answer when %s', (_, preferred, raters, fault) => {
  expect(readKnownAnswer({ preferred, raters, safety: null })).toEqual({ ok: false, fault });
});

test('an answer keeps its labels unless nobody could give it', () => {
  const read = (safety: Record<Side, SafetyLabel>) => readKnownAnswer({ preferred: 'a', raters: [], safety });
  expect(read(labels('safe', 'unsafe'))).toMatchObject({ answer: { safety: labels('safe', 'unsafe') } });
  expect(read(labels('unsafe', 'unsafe'))).toMatchObject({ ok: true });
  expect(read(labels('unsafe', 'safe'))).toEqual({ ok: false, fault: 'prefers_unsafe' });
});
