'use client';

import type { Run } from '@preferably/contracts';
import { useTranslations } from 'next-intl';
import { StartWorker } from '../../components/start-worker.tsx';
import { Card } from '../../components/ui/card.tsx';
import { Spinner } from '../../components/ui/spinner.tsx';
import { formatDuration } from '../../lib/format.ts';
import { useNow } from '../../lib/use-now.ts';
import type { RunProgress } from './merge-events.ts';

const patienceSeconds = 30;

export function QueuedCard({ run, progress }: { run: Run; progress: RunProgress }) {
  const t = useTranslations('runs.run');
  const now = useNow(true);
  // A run that was given back waits since its last sign of life.
  const since = Date.parse(progress.log.at(-1)?.at ?? progress.step?.at ?? run.createdAt);
  const seconds = now === null ? 0 : Math.max(0, (now - since) / 1000);
  return (
    <Card>
      <div className="flex items-start gap-3">
        <Spinner className="mt-1 text-muted" />
        <div className="flex min-w-0 grow flex-col gap-1">
          <h2 className="font-semibold">{t('queued.title')}</h2>
          <p className="text-muted">
            {run.attempt > 0 ? t('queued.again') : t('queued.body')}{' '}
            {now === null ? null : (
              <span className="tabular-nums">{t('queued.since', { time: formatDuration(seconds) })}</span>
            )}
          </p>
          {seconds > patienceSeconds ? <StartWorker /> : null}
        </div>
      </div>
    </Card>
  );
}
