'use client';

import { Plus } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useRef } from 'react';
import { Button } from '../../components/ui/button.tsx';
import { type DraftQuestion, type Fault, fewestAnswers, fieldOf, most, newAnswer } from './draft-content.ts';
import { RowTools } from './row-tools.tsx';
import { WordsFields } from './words-fields.tsx';

/** One question of the quiz: its words, its answers, and which of them is right. */
export function QuestionFields(props: {
  question: DraftQuestion;
  number: number;
  last: boolean;
  faults: ReadonlyMap<string, Fault>;
  onChange: (question: DraftQuestion) => void;
  onMove: (by: 1 | -1) => void;
  onRemove: () => void;
}) {
  const { question, number, faults, onChange } = props;
  const t = useTranslations('guidelines');
  const add = useRef<HTMLButtonElement>(null);
  const faultAt = (field: string) => {
    const fault = faults.get(field);
    return fault ? t(`fault.${fault}`) : undefined;
  };
  const { answers } = question;
  const noRight = faultAt(question.key);

  return (
    <fieldset className="flex flex-col gap-3 rounded-md border border-line px-3 pt-1 pb-3">
      <legend className="px-1 text-sm font-semibold">{t('quiz.number', { number })}</legend>
      <div className="flex flex-wrap items-start gap-x-3 gap-y-2">
        <WordsFields
          id={fieldOf.label(question.key)}
          label={t('quiz.question')}
          words={question.question}
          error={faultAt(fieldOf.label(question.key))}
          onChange={(words) => onChange({ ...question, question: words })}
        />
        <div className="mt-6">
          <RowTools
            name={t('quiz.number', { number })}
            first={number === 1}
            last={props.last}
            onMove={props.onMove}
            onRemove={props.onRemove}
          />
        </div>
      </div>
      {answers.map((answer, index) => {
        const name = t('quiz.answer', { number: index + 1 });
        return (
          <div key={answer.key} className="flex flex-wrap items-start gap-x-3 gap-y-2">
            <label className="mt-6 flex h-8 shrink-0 items-center gap-2 text-sm">
              <input
                id={index === 0 ? question.key : undefined}
                type="radio"
                name={`${question.key}-right`}
                aria-label={t('quiz.isRight', { name })}
                aria-describedby={noRight ? `${question.key}-problem` : undefined}
                className="size-4 accent-(--color-accent)"
                checked={question.correct === answer.key}
                onChange={() => onChange({ ...question, correct: answer.key })}
              />
              {t('quiz.right')}
            </label>
            <WordsFields
              id={fieldOf.label(answer.key)}
              label={name}
              words={answer.words}
              error={faultAt(fieldOf.label(answer.key))}
              onChange={(words) =>
                onChange({ ...question, answers: answers.with(index, { ...answer, words }) })
              }
            />
            <div className="mt-6">
              <RowTools
                name={name}
                first
                last
                onRemove={
                  answers.length > fewestAnswers
                    ? () => {
                        onChange({ ...question, answers: answers.toSpliced(index, 1) });
                        add.current?.focus();
                      }
                    : null
                }
              />
            </div>
          </div>
        );
      })}
      {noRight ? (
        <p id={`${question.key}-problem`} role="alert" className="text-sm text-danger">
          {noRight}
        </p>
      ) : null}
      <Button
        ref={add}
        size="sm"
        className="self-start"
        aria-disabled={answers.length >= most.answers || undefined}
        onClick={() => {
          if (answers.length < most.answers) onChange({ ...question, answers: [...answers, newAnswer()] });
        }}
      >
        <Plus aria-hidden />
        {t('quiz.addAnswer')}
      </Button>
    </fieldset>
  );
}
