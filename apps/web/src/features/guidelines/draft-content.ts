import type { GuidelineContent, GuidelineVersion } from '@preferably/contracts';
import type { Dimension, Locale } from '@preferably/domain';
import type { z } from 'zod';

/** Both languages as they are typed: an empty one is not written yet. */
export type DraftWords = Record<Locale, string>;

/** `key` tells rows apart while they are moved about, and is the id of their fields. */
export interface DraftChoice {
  key: string;
  label: DraftWords;
  code: string;
  /** The code follows the English label until it is typed or stored: what is stored under a code keeps it. */
  follows: boolean;
}

export interface DraftQuestion {
  key: string;
  question: DraftWords;
  answers: { key: string; words: DraftWords }[];
  /** The key of the right answer. */
  correct: string | null;
}

export interface DraftContent {
  texts: DraftWords;
  categories: DraftChoice[];
  chips: DraftChoice[];
  quiz: DraftQuestion[];
}

export const most = { choices: 30, questions: 3, answers: 5 } as const;
export const fewestAnswers = 2;

let keys = 0;
/** Of rows that are added on the page. Those of a stored version are keyed by their place, alike on the server. */
const newKey = () => `new-${++keys}`;
const typed = (words?: { en: string; ko?: string | undefined }): DraftWords => ({
  en: words?.en ?? '',
  ko: words?.ko ?? '',
});

export const newChoice = (): DraftChoice => ({ key: newKey(), label: typed(), code: '', follows: true });
export const choiceOf = (
  { code, label }: GuidelineVersion['chips'][number],
  key = newKey(),
): DraftChoice => ({
  key,
  code,
  label: typed(label),
  follows: false,
});
export const newAnswer = () => ({ key: newKey(), words: typed() });
export const newQuestion = (): DraftQuestion => ({
  key: newKey(),
  question: typed(),
  answers: [newAnswer(), newAnswer()],
  correct: null,
});

export function draftOf(version: GuidelineVersion | null): DraftContent {
  const choices = (name: string, stored: GuidelineVersion['chips'] = []) =>
    stored.map((choice, index) => choiceOf(choice, `${name}-${index}`));
  const quiz = (version?.quiz ?? []).map(({ question, answers, correct }, index): DraftQuestion => {
    const key = `question-${index}`;
    const drafted = answers.map((words, n) => ({ key: `${key}-answer-${n}`, words: typed(words) }));
    const right = correct === null ? null : (drafted[correct]?.key ?? null);
    return { key, question: typed(question), answers: drafted, correct: right };
  });
  return {
    texts: typed(version?.texts),
    categories: choices('category', version?.categories),
    chips: choices('chip', version?.chips),
    quiz,
  };
}

const written = ({ en, ko }: DraftWords) => ({ en: en.trim(), ...(ko.trim() ? { ko: ko.trim() } : {}) });
const choiceAsWritten = ({ code, label }: DraftChoice) => ({ code: code.trim(), label: written(label) });

/** What is sent, without what is empty and without the white space around; two drafts that send the same are the same. */
export const contentOf = (draft: DraftContent): z.input<typeof GuidelineContent> => ({
  texts: written(draft.texts),
  categories: draft.categories.map(choiceAsWritten),
  chips: draft.chips.map(choiceAsWritten),
  quiz: draft.quiz.map(({ question, answers, correct }) => ({
    question: written(question),
    answers: answers.map(({ words }) => written(words)),
    correct: answers.findIndex(({ key }) => key === correct),
  })),
});

/** A code of an English label: small letters, digits and underscores, a letter first. */
export const codeOf = (label: string): string =>
  label
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/gu, '_')
    .replace(/^[^a-z]+/u, '')
    .slice(0, 40)
    .replace(/_+$/u, '');

export type Fault =
  | 'textMissing'
  | 'labelMissing'
  | 'codeInvalid'
  | 'codeTaken'
  | 'questionMissing'
  | 'answerMissing'
  | 'noRightAnswer';

/** The id of the field that a fault is about. */
export const fieldOf = {
  text: 'guideline-text-en',
  label: (key: string) => `${key}-label`,
  code: (key: string) => `${key}-code`,
};

const codePattern = /^[a-z][a-z0-9_]{0,39}$/u;

function faultsOfChoices(choices: readonly DraftChoice[]): [string, Fault][] {
  const seen = new Set<string>();
  return choices.flatMap(({ key, label, code }) => {
    const faults: [string, Fault][] = [];
    if (!label.en.trim()) faults.push([fieldOf.label(key), 'labelMissing']);
    // Without a label there is nothing to make a code of: one sentence is enough.
    else if (!codePattern.test(code.trim())) faults.push([fieldOf.code(key), 'codeInvalid']);
    else if (seen.has(code.trim())) faults.push([fieldOf.code(key), 'codeTaken']);
    seen.add(code.trim());
    return faults;
  });
}

function faultsOfQuestion({ key, question, answers, correct }: DraftQuestion): [string, Fault][] {
  const faults: [string, Fault][] = [];
  if (!question.en.trim()) faults.push([fieldOf.label(key), 'questionMissing']);
  for (const answer of answers)
    if (!answer.words.en.trim()) faults.push([fieldOf.label(answer.key), 'answerMissing']);
  if (!answers.some((answer) => answer.key === correct)) faults.push([key, 'noRightAnswer']);
  return faults;
}

/** What keeps a draft from being stored, by the field it is about, in the order of the page. */
export function faultsOf(draft: DraftContent, dimension: Dimension): Map<string, Fault> {
  return new Map([
    ...(draft.texts.en.trim() ? [] : [[fieldOf.text, 'textMissing'] as [string, Fault]]),
    ...(dimension === 'safety' ? faultsOfChoices(draft.categories) : []),
    ...faultsOfChoices(draft.chips),
    ...draft.quiz.flatMap(faultsOfQuestion),
  ]);
}

/** A list with one of its rows moved by one place; at its ends nothing moves. */
export function moved<Row>(rows: readonly Row[], index: number, by: 1 | -1): Row[] {
  const [row, other] = [rows[index], rows[index + by]];
  if (row === undefined || other === undefined) return [...rows];
  return rows.with(index, other).with(index + by, row);
}
