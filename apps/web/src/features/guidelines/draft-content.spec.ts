import { expect, test } from '@playwright/test';
import type { GuidelineVersion } from '@preferably/contracts';
import {
  codeOf,
  contentOf,
  type DraftContent,
  draftOf,
  faultsOf,
  fieldOf,
  moved,
  newAnswer,
  newChoice,
  newQuestion,
} from './draft-content.ts';

const version: GuidelineVersion = {
  id: '00000000-0000-4000-8000-000000000001',
  guidelineSetId: '00000000-0000-4000-8000-000000000002',
  number: 1,
  state: 'published',
  texts: { en: '# Judge', ko: '# 평가' },
  categories: [{ code: 'weapons', label: { en: 'Weapons' } }],
  chips: [{ code: 'made_up_fact', label: { en: 'States a made-up fact', ko: '지어낸 사실' } }],
  quiz: [
    { question: { en: 'Ties?' }, answers: [{ en: 'Skip' }, { en: 'Choose', ko: '고르기' }], correct: 1 },
  ],
  createdAt: '2026-01-01T00:00:00Z',
  publishedAt: '2026-01-01T00:00:00Z',
};

test('a draft of a version sends all of it again', () => {
  const { texts, categories, chips, quiz } = version;
  expect(contentOf(draftOf(version))).toEqual({ texts, categories, chips, quiz });
});

const labels: [string, string][] = [
  ['Personal data', 'personal_data'],
  ['Made-up fact!', 'made_up_fact'],
  ['3 wishes', 'wishes'],
  ['Café déjà vu', 'cafe_deja_vu'],
  ['한국어', ''],
  ['x'.repeat(60), 'x'.repeat(40)],
];
for (const [label, code] of labels) {
  test(`the code of ${JSON.stringify(label)} is ${JSON.stringify(code)}`, () => {
    // An accent is a sign of its own after the normal form, and stands for nothing.
    expect(codeOf(label)).toBe(code);
  });
}

const written = (en: string) => ({ en, ko: '' });
const chip = (en: string, code: string) => ({ ...newChoice(), label: written(en), code });
const draft = (part: Partial<DraftContent> = {}): DraftContent => ({ ...draftOf(version), ...part });
const one = chip('', '');
const bad = chip('한국어', '');
const twin = chip('Weapons again', 'made_up_fact');
const question = newQuestion();
const lone = { ...newQuestion(), question: written('Why?'), answers: [newAnswer(), newAnswer()] };

const cases: [string, DraftContent, 'helpfulness' | 'safety', [string, string][]][] = [
  ['nothing is wrong with what was stored', draft(), 'safety', []],
  ['no English text', draft({ texts: { en: ' ', ko: '글' } }), 'safety', [[fieldOf.text, 'textMissing']]],
  ['a chip without a label', draft({ chips: [one] }), 'safety', [[fieldOf.label(one.key), 'labelMissing']]],
  ['a code that is none', draft({ chips: [bad] }), 'safety', [[fieldOf.code(bad.key), 'codeInvalid']]],
  [
    'a code that is taken',
    draft({ chips: [...draft().chips, twin] }),
    'safety',
    [[fieldOf.code(twin.key), 'codeTaken']],
  ],
  ['categories are asked in safety projects only', draft({ categories: [one] }), 'helpfulness', []],
  [
    'a question that was only begun',
    draft({ quiz: [question] }),
    'safety',
    [
      [fieldOf.label(question.key), 'questionMissing'],
      ...question.answers.map(({ key }): [string, string] => [fieldOf.label(key), 'answerMissing']),
      [question.key, 'noRightAnswer'],
    ],
  ],
  [
    'a right answer that was taken away',
    draft({
      quiz: [{ ...lone, correct: 'gone', answers: lone.answers.map((a) => ({ ...a, words: written('x') })) }],
    }),
    'safety',
    [[lone.key, 'noRightAnswer']],
  ],
];
for (const [name, given, dimension, faults] of cases) {
  test(`faults: ${name}`, () => {
    expect([...faultsOf(given, dimension)]).toEqual(faults);
  });
}

test('a row moves by one place, and not past the ends', () => {
  expect(moved(['a', 'b', 'c'], 1, -1)).toEqual(['b', 'a', 'c']);
  expect(moved(['a', 'b', 'c'], 1, 1)).toEqual(['a', 'c', 'b']);
  expect(moved(['a', 'b'], 0, -1)).toEqual(['a', 'b']);
  expect(moved(['a', 'b'], 1, 1)).toEqual(['a', 'b']);
});
