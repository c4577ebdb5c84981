'use client';

import type { Run } from '@preferably/contracts';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { DateTime } from '../../components/ui/date-time.tsx';
import { formatDuration } from '../../lib/format.ts';
import { useNow } from '../../lib/use-now.ts';
import type { RunSnapshot } from './name-evaluations.ts';

const Fact = ({ label, children }: { label: ReactNode; children: ReactNode }) => (
  <div className="min-w-0">
    <dt className="text-xs text-muted">{label}</dt>
    <dd className="tabular-nums">{children}</dd>
  </div>
);

/** What every run has, whatever its state. */
export function RunFacts({ run, snapshots }: { run: Run; snapshots: readonly RunSnapshot[] }) {
  const t = useTranslations('runs.run');
  const curve = useTranslations('learningCurve');
  const running = run.state === 'running';
  const now = useNow(running);
  const snapshot = snapshots.find((each) => each.id === run.trainSnapshotId);
  const ended = run.endedAt ? Date.parse(run.endedAt) : running ? now : null;
  const seconds = run.startedAt && ended ? (ended - Date.parse(run.startedAt)) / 1000 : null;
  return (
    <dl className="mb-4 flex flex-wrap gap-x-8 gap-y-2">
      <Fact label={t(run.state === 'queued' || running ? 'trainingOn' : 'trainedOn')}>
        {snapshot ? (
          <Link
            href={`/projects/${snapshot.projectId}/snapshots/${snapshot.id}`}
            className="text-accent underline-offset-2 hover:underline"
          >
            {snapshot.name}
          </Link>
        ) : (
          '–'
        )}
      </Fact>
      <Fact label={t('baseModel')}>
        <span className="font-mono text-sm break-all">{run.baseModel}</span>
      </Fact>
      {run.learningCurve ? <Fact label={curve('fact')}>{curve('factShares')}</Fact> : null}
      {run.worker ? <Fact label={t('worker')}>{run.worker}</Fact> : null}
      {run.startedAt ? (
        <Fact label={t('started')}>
          <DateTime value={run.startedAt} />
        </Fact>
      ) : null}
      {seconds === null ? null : <Fact label={t('duration')}>{formatDuration(Math.max(0, seconds))}</Fact>}
    </dl>
  );
}
