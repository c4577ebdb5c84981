import { neededOf, standingOf, type Tried } from './qualification.ts';
import type { QualificationState } from './vocabulary.ts';

const rules = { comparisons: 10, passMark: 0.7, tries: 2 };
const failed: Tried = { passed: false, granted: false };
const open: Tried = { passed: null, granted: false };
const passed: Tried = { passed: true, granted: false };
const letIn: Tried = { passed: true, granted: true };

test.each([
  [10, 0.7, 7],
  [10, 0.71, 8],
  [100, 0.55, 55],
  [3, 0.5, 2],
  [10, 0, 0],
  [7, 1, 7],
])('of %d comparisons a mark of %d needs %d', (comparisons, passMark, needed) => {
  expect(neededOf({ comparisons, passMark, tries: 1 })).toBe(needed);
});

test.each<[string, Tried[], QualificationState, number]>([
  ['who has not tried', [], 'not_begun', 2],
  ['who is in the middle of a try', [open], 'begun', 1],
  ['who failed once', [failed], 'try_failed', 1],
  ['who failed every time', [failed, failed], 'failed', 0],
  ['who failed more often than is allowed by now', [failed, failed, failed], 'failed', 0],
  ['who passed at last', [failed, passed], 'passed', 0],
  ['who was let in', [failed, failed, letIn], 'passed', 0],
  ['who was let in during a try', [open, letIn], 'passed', 1],
])('%s', (_, attempts, state, triesLeft) => {
  expect(standingOf(rules, attempts)).toEqual({ state, triesLeft, granted: attempts.includes(letIn) });
});

test('where no test is asked for, what was tried before asks nothing', () => {
  expect(standingOf(null, [failed])).toEqual({ state: 'not_asked', triesLeft: 0, granted: false });
});
