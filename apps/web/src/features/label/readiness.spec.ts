import { expect, test } from '@playwright/test';
import type { Event } from './label-state.ts';
import { readinessOf } from './readiness.ts';
import { after, assignment, chose, filled, held, labelled, one } from './session-samples.ts';

type Case = [string, Event[], 'helpfulness' | 'safety', string];
const readiness: Case[] = [
  ['nothing chosen', [], 'helpfulness', 'choice'],
  ['a choice in a helpfulness project', [chose(3)], 'helpfulness', 'ok'],
  ['a choice without labels in a safety project', [chose(3)], 'safety', 'safety'],
  ['one label missing', [chose(3), labelled('first', 'safe')], 'safety', 'safety'],
  ['both safe', [chose(3), labelled('first', 'safe'), labelled('second', 'safe')], 'safety', 'ok'],
  ['both unsafe', [chose(6), labelled('first', 'unsafe'), labelled('second', 'unsafe')], 'safety', 'ok'],
  [
    'prefers the safe one',
    [chose(3), labelled('first', 'safe'), labelled('second', 'unsafe')],
    'safety',
    'ok',
  ],
  [
    'prefers the unsafe one',
    [chose(8), labelled('first', 'safe'), labelled('second', 'unsafe')],
    'safety',
    'contradiction',
  ],
];
const plain = { commentRequired: false, editStep: false };
for (const [name, events, dimension, wanted] of readiness) {
  test(`readiness: ${name} -> ${wanted}`, () => {
    const { work } = after(filled([held(1, { dimension })]), ...events);
    const found = work && readinessOf(work, plain);
    expect(found?.ok ? 'ok' : found?.missing).toBe(wanted);
  });
}

const choices = (...codes: string[]) => codes.map((code) => ({ code, label: { en: code } }));
const asking = held(1, {
  dimension: 'safety',
  guidelines: {
    ...assignment().guidelines,
    categories: choices('hate', 'weapons'),
    chips: choices('made_up'),
  },
});
const ticked = (what: 'categories' | 'chips', place: 'first' | 'second', code: string): Event => ({
  type: 'ticked',
  what,
  place,
  code,
});
const judgementOf = (...events: Event[]) => {
  const { work } = after(filled([asking]), chose(1), labelled('first', 'safe'), ...events);
  const found = work && readinessOf(work, { commentRequired: false, editStep: true });
  return found?.ok ? found.judgement : null;
};

test('a tick is set and taken back, and only what still means something is sent', () => {
  const both = [ticked('categories', 'second', 'hate'), ticked('categories', 'second', 'weapons')];
  const unsafe = labelled('second', 'unsafe');
  expect(judgementOf(unsafe, ...both)?.categories).toEqual({ first: [], second: ['hate', 'weapons'] });
  expect(judgementOf(unsafe, ...both, ticked('categories', 'second', 'hate'))?.categories.second).toEqual([
    'weapons',
  ]);
  expect(judgementOf(unsafe, ...both, labelled('second', 'safe'))?.categories.second).toEqual([]);
  expect(
    judgementOf(unsafe, ticked('chips', 'first', 'gone'), ticked('chips', 'first', 'made_up'))?.chips,
  ).toEqual({
    first: ['made_up'],
    second: [],
  });
});

test('an improvement is sent only of the preferred response and only when it is another text', () => {
  const labels = labelled('second', 'safe');
  const improved = (place: 'first' | 'second', text: string): Event => ({
    type: 'edited',
    edited: { place, text },
  });
  expect(judgementOf(labels, improved('first', ' one, better '))?.edited).toBe('one, better');
  expect(judgementOf(labels, improved('second', 'two, better'))?.edited).toBeNull();
  expect(judgementOf(labels, improved('first', 'one'))?.edited).toBeNull();
  expect(judgementOf(labels, improved('first', 'x'), { type: 'edited', edited: null })?.edited).toBeNull();
});

test('a required comment is missed until it is written', () => {
  const asks = { commentRequired: true, editStep: false };
  const { work } = after(one, chose(1));
  expect(work && readinessOf(work, asks)).toEqual({ ok: false, missing: 'comment' });
  const written = after(one, chose(1), { type: 'commented', comment: 'Clearer.' });
  expect(written.work && readinessOf(written.work, asks).ok).toBe(true);
});
