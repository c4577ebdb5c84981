import { expect, test } from '@playwright/test';
import type { Revision } from '@preferably/contracts';
import { type Change, changesBetween } from './revision-changes.ts';

const revision = (part: Partial<Revision> = {}): Revision => ({
  revision: 1,
  side: 'a',
  strength: 'better',
  safety: { a: 'safe', b: 'unsafe' },
  categories: { a: [], b: [] },
  chips: { a: [], b: [] },
  comment: null,
  edited: null,
  shownFirst: 'a',
  judgedAt: null,
  submittedAt: '2026-01-01T00:00:00Z',
  activeMs: null,
  idleMs: null,
  firstChoiceMs: null,
  changes: null,
  seen: null,
  guidelineVersion: 1,
  ...part,
});

const cases: [string, Partial<Revision>, Partial<Revision>, Change[]][] = [
  [
    'the marks of a response, in whatever order',
    { chips: { a: ['x', 'y'], b: [] } },
    { chips: { a: ['y', 'x'], b: ['made_up'] } },
    [{ what: 'chips', side: 'b', codes: ['made_up'] }],
  ],
  ['an improved response', {}, { edited: 'Better.' }, [{ what: 'edited', how: 'added' }]],
  ['nothing but its number and time', {}, { revision: 2, submittedAt: '2026-01-02T00:00:00Z' }, []],
  ['the other side', {}, { side: 'b' }, [{ what: 'side', from: 'a', to: 'b' }]],
  [
    'another strength',
    {},
    { strength: 'slightly_better' },
    [{ what: 'strength', from: 'better', to: 'slightly_better' }],
  ],
  [
    'one label',
    {},
    { safety: { a: 'safe', b: 'safe' } },
    [{ what: 'safety', side: 'b', from: 'unsafe', to: 'safe' }],
  ],
  ['a comment added', {}, { comment: 'x' }, [{ what: 'comment', how: 'added' }]],
  ['a comment changed', { comment: 'x' }, { comment: 'y' }, [{ what: 'comment', how: 'changed' }]],
  ['a comment removed', { comment: 'x' }, {}, [{ what: 'comment', how: 'removed' }]],
  [
    'side and strength at once',
    {},
    { side: 'b', strength: null },
    [
      { what: 'side', from: 'a', to: 'b' },
      { what: 'strength', from: 'better', to: null },
    ],
  ],
];
for (const [name, before, after, wanted] of cases) {
  test(`between two revisions: ${name}`, () => {
    expect(changesBetween(revision(before), revision(after))).toEqual(wanted);
  });
}
