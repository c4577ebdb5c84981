'use client';

import { Plus } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useRef } from 'react';
import { Button } from '../../components/ui/button.tsx';
import { Card } from '../../components/ui/card.tsx';
import { type DraftQuestion, type Fault, fieldOf, most, moved, newQuestion } from './draft-content.ts';
import { QuestionFields } from './question-fields.tsx';

/** Up to three questions that annotators answer before their first comparison under this version. */
export function QuizEditor(props: {
  quiz: readonly DraftQuestion[];
  faults: ReadonlyMap<string, Fault>;
  onChange: (quiz: DraftQuestion[]) => void;
}) {
  const { quiz, onChange } = props;
  const t = useTranslations('guidelines.quiz');
  const add = useRef<HTMLButtonElement>(null);
  const full = quiz.length >= most.questions;
  return (
    <Card title={t('title')} description={t('description')}>
      <div className="flex flex-col gap-5">
        {quiz.length === 0 ? <p className="text-muted">{t('empty')}</p> : null}
        {quiz.map((question, index) => (
          <QuestionFields
            key={question.key}
            question={question}
            number={index + 1}
            last={index === quiz.length - 1}
            faults={props.faults}
            onChange={(next) => onChange(quiz.with(index, next))}
            onMove={(by) => onChange(moved(quiz, index, by))}
            onRemove={() => {
              onChange(quiz.toSpliced(index, 1));
              add.current?.focus();
            }}
          />
        ))}
        <div className="flex flex-wrap items-center gap-2">
          <Button
            ref={add}
            aria-disabled={full || undefined}
            onClick={() => {
              if (full) return;
              const question = newQuestion();
              onChange([...quiz, question]);
              requestAnimationFrame(() => document.getElementById(fieldOf.label(question.key))?.focus());
            }}
          >
            <Plus aria-hidden />
            {t('add')}
          </Button>
          {full ? <span className="text-sm text-muted">{t('full')}</span> : null}
        </div>
      </div>
    </Card>
  );
}
