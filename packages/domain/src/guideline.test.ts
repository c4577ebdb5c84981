import { inLanguage, type QuizQuestion, type Words, wrongAnswers } from './guideline.ts';

const question = (correct: number): QuizQuestion => ({
  question: { en: 'Which one?' },
  answers: [{ en: 'This' }, { en: 'That' }, { en: 'Neither' }],
  correct,
});

const cases: [string, QuizQuestion[], number[], number[]][] = [
  ['no quiz is passed by no answers', [], [], []],
  ['every answer right', [question(1), question(0)], [1, 0], []],
  ['one wrong, named by its place', [question(1), question(0), question(2)], [1, 2, 2], [1]],
  ['all wrong', [question(1), question(0)], [0, 1], [0, 1]],
  ['a missing answer is wrong', [question(0), question(0)], [0], [1]],
  ['an answer to no question changes nothing', [question(2)], [2, 7, 7], []],
  ['an answer that is not offered is wrong', [question(2)], [9], [0]],
];

test.each(cases)('%s', (_, quiz, answers, wrong) => {
  expect(wrongAnswers(quiz, answers)).toEqual(wrong);
});

test('words are in the language of the reader where they were written, else in English', () => {
  const both: Words = { en: 'Fair', ko: '공정함' };
  expect([inLanguage(both, 'ko'), inLanguage(both, 'en'), inLanguage({ en: 'Fair' }, 'ko')]).toEqual([
    '공정함',
    'Fair',
    'Fair',
  ]);
});
