import { decidePreference, type Judgement, type PreferenceDecision } from './preference.ts';
import type { Dimension, SafetyLabel, Side } from './vocabulary.ts';

const judged = (place: Judgement['place'], safety: Judgement['safety'] = null): Judgement => ({
  place,
  strength: 'better',
  safety,
});
const stands = (side: Side, safety: Record<Side, SafetyLabel> | null = null): PreferenceDecision => ({
  ok: true,
  preference: { side, strength: 'better', safety },
});
const refused = (refusal: 'safety_labels_missing' | 'safety_labels_not_asked' | 'prefers_unsafe') =>
  ({ ok: false, refusal }) as const;

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
  expect(decidePreference(dimension, shownFirst, judgement)).toEqual(decision);
});
