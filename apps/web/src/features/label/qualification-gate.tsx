'use client';

import type { Project, Qualification } from '@preferably/contracts';
import { useTranslations } from 'next-intl';
import { Button } from '../../components/ui/button.tsx';
import { Notice } from '../../components/ui/notice.tsx';
import { Spinner } from '../../components/ui/spinner.tsx';
import { useWordsForProblem } from '../../lib/words-for-problem.ts';
import { TestStanding } from './test-standing.tsx';
import type { Outbox } from './use-outbox.ts';
import { useQualificationGate } from './use-qualification-gate.ts';

/** In place of the comparisons while the project asks for its test: what it is, and how each try went. */
export function QualificationGate(props: {
  project: Pick<Project, 'id' | 'dimension'>;
  outbox: Outbox;
  onGoOn: () => void;
}) {
  const { project, outbox, onGoOn } = props;
  const t = useTranslations();
  const words = useWordsForProblem();
  const gate = useQualificationGate({ projectId: project.id, outbox, onGoOn });
  const { standing } = gate;
  const spoken = useSpoken(gate.waits, standing);
  return (
    <>
      <p className="sr-only" aria-live="polite">
        {spoken}
      </p>
      {standing ? (
        <TestStanding
          // Another state is another page: its heading takes the focus.
          key={standing.state}
          standing={standing}
          dimension={project.dimension}
          gate={gate}
          onGoOn={onGoOn}
        />
      ) : gate.unknown ? (
        <div className="mx-auto w-full max-w-3xl px-4 py-8">
          <Notice
            tone="error"
            title={t('label.test.unknown')}
            action={
              <Button size="sm" onClick={gate.askAgain}>
                {t('common.action.retry')}
              </Button>
            }
          >
            {words(gate.unknown)}
          </Notice>
        </div>
      ) : (
        <p className="flex grow items-center justify-center gap-2 px-4 py-16 text-muted">
          <Spinner /> {t(gate.waits ? 'label.test.sending' : 'label.test.loading')}
        </p>
      )}
    </>
  );
}

/** For a screen reader, beside the heading that takes the focus: what is waited for, and the result. */
function useSpoken(waits: boolean, standing: Qualification | null): string {
  const t = useTranslations('label.test');
  if (waits) return t('sending');
  const last = standing?.attempts.at(-1);
  if (!last || last.correct === null || last.comparisons === 0) return '';
  return t('result', { correct: last.correct, needed: last.needed, all: last.comparisons });
}
