'use client';

import type { Run } from '@preferably/contracts';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { Badge } from '../../components/ui/badge.tsx';
import { Button } from '../../components/ui/button.tsx';
import { Notice } from '../../components/ui/notice.tsx';
import { PageHeader } from '../../components/ui/page-header.tsx';
import { CancelRun } from './cancel-run.tsx';
import { CurvesCard } from './curves-card.tsx';
import { EventLog } from './event-log.tsx';
import { LearningCurveCard } from './learning-curve/learning-curve-card.tsx';
import type { RunSnapshot } from './name-evaluations.ts';
import { QueuedCard } from './queued-card.tsx';
import { ResolvedRecipe, TrainingFacts } from './report-facts.tsx';
import { type OtherModel, ReportView } from './report-view.tsx';
import { RunFacts } from './run-facts.tsx';
import { RunStateBadge } from './run-state-badge.tsx';
import { RunningCard } from './running-card.tsx';
import { isActive, useRun, useRunEvents } from './use-runs.ts';

export function RunView(props: {
  initial: Run;
  snapshots: readonly RunSnapshot[];
  otherModel: OtherModel | null;
  /** The reader may cancel it and start others. */
  engineer: boolean;
}) {
  const t = useTranslations('runs');
  const [logOpen, setLogOpen] = useState(false);
  const { data: run, error } = useRun(props.initial);
  const { report } = run;
  // A report holds its whole curve: the events of a finished run are fetched for their log only.
  const events = useRunEvents(run, !report || logOpen);
  const { progress } = events;
  const points = report?.curve ?? progress.points;
  const active = isActive(run.state);
  return (
    <>
      <PageHeader
        title={run.name}
        breadcrumbs={[{ href: `/projects/${run.projectId}/runs`, label: t('title') }]}
        badges={
          <>
            <RunStateBadge run={run} />
            {run.attempt > 1 ? <Badge>{t('run.attempt', { n: run.attempt })}</Badge> : null}
          </>
        }
        actions={
          props.engineer ? (
            active ? (
              <CancelRun run={run} />
            ) : (
              <Button asChild>
                <Link href={`/projects/${run.projectId}/runs/new?from=${run.id}`}>{t('run.again')}</Link>
              </Button>
            )
          ) : null
        }
      />
      <RunFacts run={run} snapshots={props.snapshots} />
      <div className="flex flex-col gap-4">
        {(error ?? events.error) && active ? <Notice tone="warn">{t('refreshFailed')}</Notice> : null}
        {run.state === 'queued' ? <QueuedCard run={run} progress={progress} /> : null}
        {run.state === 'running' ? <RunningCard run={run} progress={progress} /> : null}
        {run.state === 'failed' ? <Failed error={run.error} /> : null}
        {run.state === 'cancelled' ? (
          <Notice tone="info">
            {progress.step ? t('run.cancelledAt', progress.step) : t('run.cancelled')}
          </Notice>
        ) : null}
        {report ? (
          <ReportView run={run} report={report} snapshots={props.snapshots} otherModel={props.otherModel} />
        ) : null}
        {run.curve ? <LearningCurveCard curve={run.curve} /> : null}
        {points.length > 0 || run.state === 'running' ? (
          <CurvesCard points={points} steps={report?.train.steps ?? progress.step?.steps ?? 0} />
        ) : null}
        {report ? (
          <div className="grid items-start gap-4 lg:grid-cols-2">
            <TrainingFacts report={report} />
            <ResolvedRecipe report={report} run={run} />
          </div>
        ) : null}
        {run.state === 'queued' && run.attempt === 0 ? null : (
          <EventLog log={progress.log} open={logOpen} onOpenChange={setLogOpen} />
        )}
      </div>
    </>
  );
}

function Failed({ error }: { error: string | null }) {
  const t = useTranslations('runs.run');
  return (
    <Notice tone="error" title={t('failed')}>
      {/* The trainer's own words, with its line breaks. */}
      <p className="font-mono text-sm whitespace-pre-wrap">{error ?? t('failedUnknown')}</p>
    </Notice>
  );
}
