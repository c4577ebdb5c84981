'use client';

import type { Project, Qualification } from '@preferably/contracts';
import { CircleCheck } from 'lucide-react';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { type ReactNode, useEffect, useRef } from 'react';
import { Button } from '../../components/ui/button.tsx';
import { Notice } from '../../components/ui/notice.tsx';
import { useWordsForProblem } from '../../lib/words-for-problem.ts';
import { TestResult } from './test-result.tsx';
import { TestTerms } from './test-terms.tsx';
import type { useQualificationGate } from './use-qualification-gate.ts';

/** One page of the test: before it, between two of its comparisons, or after a try. */
export function TestStanding(props: {
  standing: Qualification;
  dimension: Project['dimension'];
  gate: ReturnType<typeof useQualificationGate>;
  onGoOn: () => void;
}) {
  const { standing, gate, onGoOn } = props;
  const { rules, triesLeft } = standing;
  const t = useTranslations('label.test');
  const common = useTranslations('common.action');
  const words = useWordsForProblem();
  const last = standing.attempts.at(-1);
  const result =
    last && last.correct !== null && last.comparisons > 0 ? (
      <TestResult correct={last.correct} needed={last.needed} comparisons={last.comparisons} />
    ) : null;
  const begin = (label: string) => (
    <Button variant="primary" size="lg" pending={gate.beginning} onClick={gate.begin}>
      {label}
    </Button>
  );
  const goOn = (label: string) => (
    <Button variant="primary" size="lg" onClick={onGoOn}>
      {label}
    </Button>
  );

  switch (standing.state) {
    case 'not_asked':
      return null;
    case 'not_begun':
      return (
        <Page title={t('begin.title')} intro={t('begin.intro')} action={begin(t('begin.button'))}>
          {rules ? <TestTerms rules={rules} triesLeft={triesLeft} dimension={props.dimension} /> : null}
          {gate.refusal ? <Notice tone="error">{words(gate.refusal)}</Notice> : null}
        </Page>
      );
    case 'begun':
      return (
        <Page title={t('begun.title')} action={goOn(t('begun.button'))}>
          {last ? <p>{t('begun.answered', { answered: last.answered, all: last.comparisons })}</p> : null}
        </Page>
      );
    case 'try_failed':
      return (
        <Page title={t('failedTry.title')} action={begin(t('failedTry.button'))}>
          {result}
          <p>{t('failedTry.next', { count: triesLeft })}</p>
          {gate.refusal ? <Notice tone="error">{words(gate.refusal)}</Notice> : null}
        </Page>
      );
    case 'passed':
      return (
        <Page
          icon={<CircleCheck aria-hidden className="size-6 shrink-0 text-ok" />}
          title={t('passed.title')}
          action={goOn(t('passed.button'))}
        >
          {standing.granted ? <p>{t('passed.granted')}</p> : result}
          <p>{t('passed.next')}</p>
        </Page>
      );
    case 'failed':
      return (
        <Page
          title={t('failed.title')}
          action={
            <Button asChild>
              <Link href="/">{common('backHome')}</Link>
            </Button>
          }
        >
          {result}
          <p>{t('failed.next')}</p>
        </Page>
      );
  }
}

function Page(props: {
  icon?: ReactNode;
  title: string;
  intro?: string;
  action: ReactNode;
  children: ReactNode;
}) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    heading.current?.focus({ preventScroll: true });
    scrollTo({ top: 0 });
  }, []);
  return (
    <section
      aria-labelledby="test-heading"
      className="mx-auto flex w-full max-w-3xl flex-col gap-5 px-4 py-8"
    >
      <header className="flex flex-col gap-1">
        <h2
          id="test-heading"
          ref={heading}
          tabIndex={-1}
          className="flex items-center gap-2 text-xl font-semibold outline-none"
        >
          {props.icon}
          {props.title}
        </h2>
        {props.intro ? <p>{props.intro}</p> : null}
      </header>
      <div className="flex flex-col gap-4 rounded-lg border border-line bg-surface px-5 py-4">
        {props.children}
      </div>
      <div>{props.action}</div>
    </section>
  );
}
