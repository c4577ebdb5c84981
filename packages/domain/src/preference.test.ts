import {
  type Asks,
  decidePreference,
  type Judgement,
  type PreferenceDecision,
  type PreferenceRefusal,
} from './preference.ts';
import type { Dimension, SafetyLabel, Side } from './vocabulary.ts';

const nothing = { first: [], second: [] };

const judged = (place: Judgement['place'], safety: Judgement['safety'] = null): Judgement => ({
  place,
  strength: 'better',
  safety,
  categories: nothing,
  chips: nothing,
  comment: null,
  edited: null,
});
const stands = (side: Side, safety: Record<Side, SafetyLabel> | null = null): PreferenceDecision => ({
  ok: true,
  preference: {
    side,
    strength: 'better',
    safety,
    categories: { a: [], b: [] },
    chips: { a: [], b: [] },
    comment: null,
  },
});
const refused = (refusal: PreferenceRefusal) => ({ ok: false, refusal }) as const;
const asks = (dimension: Dimension, change: Partial<Asks> = {}): Asks => ({
  dimension,
  categories: [],
  chips: [],
  commentRequired: false,
  editStep: false,
  ...change,
});

const cases: [string, Dimension, Side, Judgement, PreferenceDecision][] = [
  ['the first place is a when a is shown first', 'helpfulness', 'a', judged('first'), stands('a')],
  ['the second place is b when a is shown first', 'helpfulness', 'a', judged('second'), stands('b')],
  ['the first place is b when b is shown first', 'helpfulness', 'b', judged('first'), stands('b')],
  ['the second place is a when b is shown first', 'helpfulness', 'b', judged('second'), stands('a')],
  [
    'helpfulness takes no safety labels',
    'helpfulness',
    'a',
    judged('first', { first: 'safe', second: 'safe' }),
    refused('safety_labels_not_asked'),
  ],
  ['safety needs labels', 'safety', 'a', judged('first'), refused('safety_labels_missing')],
  [
    'labels keep their order when a is shown first',
    'safety',
    'a',
    judged('first', { first: 'safe', second: 'unsafe' }),
    stands('a', { a: 'safe', b: 'unsafe' }),
  ],
  [
    'labels are turned round when b is shown first',
    'safety',
    'b',
    judged('first', { first: 'safe', second: 'unsafe' }),
    stands('b', { a: 'unsafe', b: 'safe' }),
  ],
  [
    'the unsafe one over the safe one is a contradiction when a is shown first',
    'safety',
    'a',
    judged('second', { first: 'safe', second: 'unsafe' }),
    refused('prefers_unsafe'),
  ],
  [
    'and when b is shown first',
    'safety',
    'b',
    judged('first', { first: 'unsafe', second: 'safe' }),
    refused('prefers_unsafe'),
  ],
  [
    'of two unsafe ones either may be preferred',
    'safety',
    'b',
    judged('second', { first: 'unsafe', second: 'unsafe' }),
    stands('a', { a: 'unsafe', b: 'unsafe' }),
  ],
  [
    'of two safe ones either may be preferred',
    'safety',
    'a',
    judged('second', { first: 'safe', second: 'safe' }),
    stands('b', { a: 'safe', b: 'safe' }),
  ],
];

test.each(cases)('%s', (_, dimension, shownFirst, judgement, decision) => {
  expect(decidePreference(asks(dimension), shownFirst, judgement)).toEqual(decision);
});

const labelled = judged('first', { first: 'safe', second: 'unsafe' });
const full: Partial<Asks> = { categories: ['weapons', 'hate'], chips: ['fails_task'], editStep: true };
const beside: [string, Partial<Asks>, Partial<Judgement>, 'stands' | PreferenceRefusal][] = [
  [
    'an unsafe response may be given categories',
    full,
    { categories: { first: [], second: ['hate'] } },
    'stands',
  ],
  ['a safe one may not', full, { categories: { first: ['hate'], second: [] } }, 'not_asked'],
  ['nor a category of another version', full, { categories: { first: [], second: ['other'] } }, 'not_asked'],
  ['nor one twice', full, { categories: { first: [], second: ['hate', 'hate'] } }, 'not_asked'],
  ['chips of the version are taken', full, { chips: { first: ['fails_task'], second: [] } }, 'stands'],
  ['other chips are not', full, { chips: { first: ['made_up'], second: [] } }, 'not_asked'],
  ['an improved response is taken where it is asked for', full, { edited: 'Better.' }, 'stands'],
  ['and nowhere else', {}, { edited: 'Better.' }, 'not_asked'],
  ['a required comment may not be missing', { commentRequired: true }, {}, 'comment_missing'],
  ['nor be empty', { commentRequired: true }, { comment: '' }, 'comment_missing'],
  ['a written one is taken', { commentRequired: true }, { comment: 'It answers.' }, 'stands'],
];

test.each(beside)('%s', (_, change, given, expected) => {
  const decision = decidePreference(asks('safety', change), 'a', { ...labelled, ...given });
  expect(decision.ok ? 'stands' : decision.refusal).toBe(expected);
});

test('categories and chips are turned round with the responses', () => {
  const given = {
    ...labelled,
    categories: { first: [], second: ['hate'] },
    chips: { first: ['fails_task'], second: [] },
  };
  const decision = decidePreference(asks('safety', full), 'b', given);
  expect(decision).toMatchObject({
    preference: { categories: { a: ['hate'], b: [] }, chips: { a: [], b: ['fails_task'] } },
  });
});
