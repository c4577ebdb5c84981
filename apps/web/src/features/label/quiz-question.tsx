'use client';

import { inLanguage } from '@preferably/domain';
import { useLocale } from 'next-intl';
import { cn } from '../../lib/cn.ts';
import type { Current } from './use-guidelines-gate.ts';

export const answerId = (question: number, answer: number) => `answer-${question}-${answer}`;

/** One question of the quiz as native radios, with what is wrong about the answer below it. */
export function QuizQuestion(props: {
  index: number;
  asked: Current['questions'][number];
  chosen: number | null;
  problem: string | null;
  onChoose: (answer: number) => void;
}) {
  const locale = useLocale();
  const { index, asked, chosen, problem } = props;
  return (
    <fieldset
      className="flex flex-col gap-1.5"
      aria-describedby={problem ? `problem-${index}` : undefined}
      aria-invalid={problem ? true : undefined}
    >
      <legend className="mb-1 font-medium">{inLanguage(asked.question, locale)}</legend>
      {asked.answers.map((words, answer) => (
        <label
          // biome-ignore lint/suspicious/noArrayIndexKey: answers are told apart by their place, and never move
          key={answer}
          className={cn(
            'flex items-start gap-2 rounded-md border bg-surface px-3 py-2 hover:bg-hover',
            chosen === answer ? 'border-accent' : 'border-line',
          )}
        >
          <input
            id={answerId(index, answer)}
            type="radio"
            name={`question-${index}`}
            className="mt-1 size-4 shrink-0 accent-(--color-accent)"
            checked={chosen === answer}
            onChange={() => props.onChoose(answer)}
          />
          {inLanguage(words, locale)}
        </label>
      ))}
      {problem ? (
        <p id={`problem-${index}`} className="text-sm text-danger">
          {problem}
        </p>
      ) : null}
    </fieldset>
  );
}
