'use client';

import type { Run } from '@preferably/contracts';
import { useTranslations } from 'next-intl';
import { Card } from '../../components/ui/card.tsx';
import { CodeBlock } from '../../components/ui/code-block.tsx';
import { Spinner } from '../../components/ui/spinner.tsx';
import { formatDuration } from '../../lib/format.ts';
import { useOrigin } from '../../lib/use-origin.ts';
import type { RunProgress } from './merge-events.ts';
import { useNow } from './use-now.ts';

const patienceSeconds = 30;

/** The address of a service on this very machine is no use on another one, but right on this one. */
const workerCommands = (origin: string) =>
  [
    'packages/trainer/python/setup.sh',
    `export PREFERABLY_URL=${origin}`,
    'export PREFERABLY_API_KEY=…',
    'node --import tsx packages/trainer/src/main.ts',
  ].join('\n');

export function QueuedCard({ run, progress }: { run: Run; progress: RunProgress }) {
  const t = useTranslations('runs.run');
  const origin = useOrigin();
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
          {seconds > patienceSeconds ? (
            <div className="mt-2 flex max-w-2xl flex-col gap-2">
              <h3 className="text-sm font-semibold">{t('queued.hintTitle')}</h3>
              <p className="text-sm">{t('queued.hint')}</p>
              <CodeBlock label={t('queued.hintTitle')} code={workerCommands(origin)} />
              <p className="text-xs text-muted">{t('queued.hintCpu')}</p>
            </div>
          ) : null}
        </div>
      </div>
    </Card>
  );
}
