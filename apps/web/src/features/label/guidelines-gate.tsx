'use client';

import type { ProjectGuidelines } from '@preferably/contracts';
import { useTranslations } from 'next-intl';
import { type FormEvent, type ReactNode, useEffect, useEffectEvent, useRef } from 'react';
import { Button } from '../../components/ui/button.tsx';
import { DateTime } from '../../components/ui/date-time.tsx';
import { Notice } from '../../components/ui/notice.tsx';
import { Spinner } from '../../components/ui/spinner.tsx';
import { Tabs } from '../../components/ui/tabs.tsx';
import { useWordsForProblem } from '../../lib/words-for-problem.ts';
import { GuidelineChanges, GuidelineText } from './guideline-text.tsx';
import { answerId, QuizQuestion } from './quiz-question.tsx';
import { type Current, useGuidelinesGate } from './use-guidelines-gate.ts';
import type { Outbox } from './use-outbox.ts';
import { useReading } from './use-reading.ts';

/** In place of the comparisons until the newest guidelines are read: their text, what changed, and their questions. */
export function GuidelinesGate(props: { projectId: string; outbox: Outbox; onRead: () => void }) {
  const { projectId, outbox } = props;
  const t = useTranslations();
  const words = useWordsForProblem();
  const reading = useReading(projectId);
  const current = reading.isFetchedAfterMount ? (reading.data?.current ?? null) : null;

  // They were read in another tab or on another device.
  const read = useEffectEvent(props.onRead);
  const done = current?.acknowledged === true;
  useEffect(() => {
    if (done) read();
  }, [done]);

  if (reading.error && !current) {
    return (
      <div className="mx-auto w-full max-w-3xl px-4 py-8">
        <Notice
          tone="error"
          title={t('label.gate.failed')}
          action={
            <Button size="sm" onClick={() => void reading.refetch()}>
              {t('common.action.retry')}
            </Button>
          }
        >
          {words(reading.error)}
        </Notice>
      </div>
    );
  }
  if (!current || done) {
    return (
      <p className="flex grow items-center justify-center gap-2 py-16 text-muted">
        <Spinner /> {t('label.gate.loading')}
      </p>
    );
  }
  return (
    <Gate
      key={current.versionId}
      projectId={projectId}
      current={current}
      previous={reading.data?.previous ?? null}
      outbox={outbox}
      onRead={props.onRead}
    />
  );
}

function Gate(props: {
  projectId: string;
  current: Current;
  previous: ProjectGuidelines['previous'];
  outbox: Outbox;
  onRead: () => void;
}) {
  const { current, previous } = props;
  const t = useTranslations('label');
  const words = useWordsForProblem();
  const gate = useGuidelinesGate(props);
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    heading.current?.focus({ preventScroll: true });
    scrollTo({ top: 0 });
  }, []);

  const focusQuestion = (question: number) =>
    document.getElementById(answerId(question, gate.answers[question] ?? 0))?.focus();
  const firstWrong = gate.wrong[0];
  const toWrong = useEffectEvent(focusQuestion);
  const tries = gate.tries;
  // biome-ignore lint/correctness/useExhaustiveDependencies: every refusal leads back to its first question
  useEffect(() => {
    if (firstWrong !== undefined) toWrong(firstWrong);
  }, [tries]);

  function confirm(event: FormEvent) {
    event.preventDefault();
    if (gate.pending) return;
    const open = gate.confirm();
    if (open !== null) focusQuestion(open);
  }

  const problemOf = (question: number) =>
    gate.unanswered.includes(question)
      ? t('gate.unanswered')
      : gate.wrong.includes(question)
        ? t('gate.wrong')
        : null;
  const whole = <GuidelineText texts={current.texts} />;

  return (
    <section
      aria-labelledby="gate-heading"
      className="mx-auto flex w-full max-w-3xl flex-col gap-5 px-4 py-8"
    >
      <header className="flex flex-col gap-1">
        <h2 id="gate-heading" ref={heading} tabIndex={-1} className="text-xl font-semibold">
          {t('guidelines.title', { number: current.number })}
        </h2>
        <p className="text-sm text-muted">
          {t('gate.published')} <DateTime value={current.publishedAt} dateOnly />
        </p>
        <p>{previous ? t('gate.again', { number: previous.number }) : t('gate.first')}</p>
      </header>
      {previous ? (
        <Tabs
          label={t('gate.views')}
          tabs={[
            {
              value: 'changes',
              label: t('changes.since', { number: previous.number }),
              content: (
                <Sheet>
                  <GuidelineChanges from={previous} to={current.texts} />
                </Sheet>
              ),
            },
            { value: 'whole', label: t('changes.whole'), content: <Sheet>{whole}</Sheet> },
          ]}
        />
      ) : (
        <Sheet>{whole}</Sheet>
      )}
      <form noValidate onSubmit={confirm} className="flex flex-col gap-5">
        {current.questions.length > 0 ? (
          <>
            <div>
              <h3 className="text-lg font-semibold">{t('gate.quiz')}</h3>
              <p className="text-sm text-muted">{t('gate.quizHint')}</p>
            </div>
            {current.questions.map((asked, index) => (
              <QuizQuestion
                // biome-ignore lint/suspicious/noArrayIndexKey: questions are told apart by their place, and never move
                key={index}
                index={index}
                asked={asked}
                chosen={gate.answers[index] ?? null}
                problem={problemOf(index)}
                onChoose={(answer) => gate.answer(index, answer)}
              />
            ))}
          </>
        ) : null}
        {gate.wrong.length > 0 ? (
          <Notice tone="error">{t('gate.notPassed', { count: gate.wrong.length })}</Notice>
        ) : null}
        {gate.waits ? <Notice tone="info">{t('gate.waits')}</Notice> : null}
        {gate.error ? <Notice tone="error">{words(gate.error)}</Notice> : null}
        <div>
          <Button type="submit" variant="primary" size="lg" pending={gate.pending}>
            {t('gate.confirm')}
          </Button>
        </div>
      </form>
    </section>
  );
}

const Sheet = ({ children }: { children: ReactNode }) => (
  <div className="rounded-lg border border-line bg-surface px-5 py-4">{children}</div>
);
