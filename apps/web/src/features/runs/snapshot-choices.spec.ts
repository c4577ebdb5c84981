import { expect, test } from '@playwright/test';
import type { Project, Snapshot } from '@preferably/contracts';
import { choicesWith, mayOverlap, suggestedChoice } from './snapshot-choices.ts';

const project = (id: string, dimension: Project['dimension']) => ({ id, name: id, dimension }) as Project;
const snapshot = (id: string, day: number, changes: Partial<Snapshot> = {}) =>
  ({
    id,
    state: 'ready',
    testShare: 0.1,
    frozenAt: `2026-01-0${day}T00:00:00Z`,
    counts: { rows: 10, train: 9, test: 1, comparisons: 10, annotators: 1, leftOut: {} },
    ...changes,
  }) as Snapshot;

const helpful = { project: project('help', 'helpfulness'), snapshots: [snapshot('h3', 3)] };
const safety = {
  project: project('safe', 'safety'),
  snapshots: [snapshot('s2', 2), snapshot('s1', 1), snapshot('building', 4, { state: 'building' })],
};

test('only snapshots that are ready and have test rows can be measured on', () => {
  const empty = snapshot('empty', 1, { counts: { ...snapshot('x', 1).counts, test: 0 } });
  const choices = choicesWith('test', [safety, { ...helpful, snapshots: [empty] }]);
  expect(choices.map((each) => each.snapshot.id)).toEqual(['s2', 's1']);
});

test('the newest of the other dimension is suggested, and none when there is no other', () => {
  const choices = choicesWith('test', [helpful, safety]);
  expect(suggestedChoice(choices, 'helpfulness')?.snapshot.id).toBe('s2');
  expect(suggestedChoice(choicesWith('test', [helpful]), 'helpfulness')).toBeUndefined();
});

test('a larger test share elsewhere may hold dialogs that were trained on', () => {
  const train = snapshot('train', 1);
  expect(mayOverlap(train, snapshot('other', 1, { testShare: 0.2 }))).toBe(true);
  expect(mayOverlap(train, snapshot('other', 1))).toBe(false);
  expect(mayOverlap(undefined, snapshot('other', 1, { testShare: 0.2 }))).toBe(false);
});
