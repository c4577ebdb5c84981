import { decideModelState, type ModelAction } from './model-state.ts';
import type { ModelState } from './vocabulary.ts';

test.each<[ModelState, ModelAction, ModelState]>([
  ['candidate', 'promote', 'promoted'],
  ['promoted', 'promote', 'promoted'],
  ['promoted', 'demote', 'candidate'],
  ['candidate', 'demote', 'candidate'],
  ['archived', 'demote', 'archived'],
  ['candidate', 'archive', 'archived'],
  ['archived', 'archive', 'archived'],
  ['archived', 'restore', 'candidate'],
  ['candidate', 'restore', 'candidate'],
  ['promoted', 'restore', 'promoted'],
])('from %s, %s leads to %s', (state, action, next) => {
  expect(decideModelState(state, action)).toBe(next);
});

test('the promoted model is not archived, and an archived one is not promoted', () => {
  expect(() => decideModelState('promoted', 'archive')).toThrow(
    expect.objectContaining({ code: 'model_promoted' }),
  );
  expect(() => decideModelState('archived', 'promote')).toThrow(
    expect.objectContaining({ code: 'model_archived' }),
  );
});
