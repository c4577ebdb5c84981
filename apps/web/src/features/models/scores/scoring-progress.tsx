'use client';

import { cancelScoring, type Scoring } from '@preferably/contracts';
import { useMutation } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { StartWorker } from '../../../components/start-worker.tsx';
import { Button } from '../../../components/ui/button.tsx';
import { Notice } from '../../../components/ui/notice.tsx';
import { ProgressBar } from '../../../components/ui/progress-bar.tsx';
import { Spinner } from '../../../components/ui/spinner.tsx';
import { api } from '../../../lib/api.ts';
import { useNow } from '../../../lib/use-now.ts';
import { useWordsForProblem } from '../../../lib/words-for-problem.ts';

const patienceMs = 30_000;

/** A scoring that waits or is under way, and the button that stops it: nothing is lost, so it does not ask. */
export function ScoringProgress(props: {
  scoring: Scoring;
  mayStop: boolean;
  hear: (said: Scoring) => void;
  askAgain: () => Promise<void>;
}) {
  const { scoring } = props;
  const t = useTranslations('scores');
  const words = useWordsForProblem();
  const waits = scoring.state === 'queued';
  const now = useNow(waits);
  const stop = useMutation({
    mutationFn: () => api(cancelScoring, { params: { scoringId: scoring.id } }),
    onSuccess: props.hear,
    onError: props.askAgain,
  });
  const done = scoring.scored + scoring.unscorable;
  return (
    <div className="flex flex-col gap-2">
      <div className="flex flex-wrap items-center justify-between gap-2">
        <h3 className="flex items-center gap-2 font-semibold" aria-live="polite">
          <Spinner className={waits ? 'text-muted' : 'text-accent'} />
          {t(waits ? 'waiting' : `scoring.${scoring.scope}`)}
        </h3>
        {props.mayStop ? (
          <Button
            size="sm"
            pending={stop.isPending}
            disabled={scoring.cancelRequested}
            onClick={() => stop.mutate()}
          >
            {t('stop')}
          </Button>
        ) : null}
      </div>
      <ProgressBar value={done} max={scoring.comparisons} label={t('progress')} />
      <p className="tabular-nums">{t('doneOf', { done, all: scoring.comparisons })}</p>
      {scoring.cancelRequested ? <Notice tone="warn">{t('stopping')}</Notice> : null}
      {stop.error ? <Notice tone="error">{words(stop.error)}</Notice> : null}
      {waits && now !== null && now - Date.parse(scoring.createdAt) > patienceMs ? <StartWorker /> : null}
    </div>
  );
}
