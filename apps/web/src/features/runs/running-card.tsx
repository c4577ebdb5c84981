'use client';

import type { Run } from '@preferably/contracts';
import { useLocale, useTranslations } from 'next-intl';
import { Card } from '../../components/ui/card.tsx';
import { Notice } from '../../components/ui/notice.tsx';
import { ProgressBar } from '../../components/ui/progress-bar.tsx';
import { Spinner } from '../../components/ui/spinner.tsx';
import { formatDuration } from '../../lib/format.ts';
import { useNow } from '../../lib/use-now.ts';
import { rateOf } from './format-measured.ts';
import type { RunProgress } from './merge-events.ts';

/** Where the run is just now: its phase, how far, how fast, how long still. */
export function RunningCard({ run, progress }: { run: Run; progress: RunProgress }) {
  const t = useTranslations();
  const { phase, evaluating } = progress;
  const dimension = t(`common.dimension.${evaluating?.dimension ?? run.dimension}`);
  return (
    <Card>
      <div className="flex flex-col gap-2.5">
        <h2 className="flex items-center gap-2 font-semibold" aria-live="polite">
          <Spinner className="text-accent" />
          {t(`runs.run.phase.${phase}`, { dimension })}
        </h2>
        {progress.share ? (
          <p className="font-medium tabular-nums">{t('learningCurve.progress', shareOf(progress.share))}</p>
        ) : null}
        {phase === 'evaluating' && evaluating ? (
          <Evaluating {...evaluating} />
        ) : (
          <Steps progress={progress} />
        )}
        {progress.takenUp ? (
          <p className="text-sm text-muted">
            {'step' in progress.takenUp
              ? t('runs.run.resumed', progress.takenUp)
              : t('runs.run.restarted', progress.takenUp)}
          </p>
        ) : null}
        {run.cancelRequested ? <Notice tone="warn">{t('runs.run.cancelRequested')}</Notice> : null}
      </div>
    </Card>
  );
}

const shareOf = ({ share, number, of }: NonNullable<RunProgress['share']>) => ({ share, number, of });

function Evaluating({ done, total }: { done: number; total: number }) {
  const t = useTranslations('runs.run');
  return (
    <>
      <ProgressBar value={done} max={total} label={t('evaluatingProgress')} />
      <p className="tabular-nums">{t('pairsDone', { done, total })}</p>
    </>
  );
}

function Steps({ progress: { step, checkpoint } }: { progress: RunProgress }) {
  const t = useTranslations('runs.run');
  const locale = useLocale();
  const now = useNow(step !== null);
  if (!step) return null;
  // Between two steps the time left goes down by itself; it never goes below nothing.
  const since = now === null ? 0 : Math.max(0, (now - Date.parse(step.at)) / 1000);
  const facts = {
    eta: t('eta', { time: formatDuration(Math.max(0, step.eta_seconds - since)) }),
    pairs: t('pairsPerSecond', { n: rateOf(locale, step.pairs_per_second) }),
    tokens: t('tokensPerSecond', { n: rateOf(locale, step.tokens_per_second) }),
    ...(checkpoint === null ? {} : { checkpoint: t('checkpoint', { step: checkpoint }) }),
  };
  return (
    <>
      <ProgressBar value={step.step} max={step.steps} label={t('progress')} />
      <p className="flex flex-wrap gap-x-5 gap-y-1 tabular-nums">
        <span className="font-medium">{t('step', { step: step.step, steps: step.steps })}</span>
        {Object.entries(facts).map(([name, fact]) => (
          <span key={name} className="text-muted">
            {fact}
          </span>
        ))}
      </p>
    </>
  );
}
