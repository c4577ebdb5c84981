import type { Locale } from './vocabulary.ts';

/** The same words in several languages. English is always there; it is what other languages fall back to. */
export type Words = { en: string } & Partial<Record<Exclude<Locale, 'en'>, string>>;

/** Something that can be said of a response: a risk category or a yes/no chip. Stored by its code. */
export interface Choice {
  code: string;
  label: Words;
}

/** `correct` is the index of the right one of the answers. */
export interface QuizQuestion {
  question: Words;
  answers: Words[];
  correct: number;
}

/** What a guideline version asks beside the scale. */
export interface Asked {
  /** Why a response is unsafe (safety projects only). */
  categories: Choice[];
  /** Yes/no questions about each response. */
  chips: Choice[];
  /** Asked once, before the first comparison under this version. */
  quiz: QuizQuestion[];
}

export const nothingAsked: Asked = { categories: [], chips: [], quiz: [] };

/** In the reader's language where it was written, else in English. */
export const inLanguage = (words: Words, locale: Locale): string => words[locale] ?? words.en;

/** The indexes of the questions that were not answered rightly; a question without an answer is one of them. */
export const wrongAnswers = (quiz: readonly QuizQuestion[], answers: readonly number[]): number[] =>
  quiz.flatMap(({ correct }, index) => (answers[index] === correct ? [] : [index]));
