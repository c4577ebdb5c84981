'use client';

import type { ListedRun, Project, Snapshot } from '@preferably/contracts';
import Link from 'next/link';
import { useLocale, useTranslations } from 'next-intl';
import { Button } from '../../components/ui/button.tsx';
import { DateTime } from '../../components/ui/date-time.tsx';
import { EmptyState } from '../../components/ui/empty-state.tsx';
import { Notice } from '../../components/ui/notice.tsx';
import { Table, Td, Th } from '../../components/ui/table.tsx';
import { formatDuration } from '../../lib/format.ts';
import { useNow } from '../../lib/use-now.ts';
import type { Measured } from './conclusions.ts';
import { accuracyText, intervalText } from './format-measured.ts';
import { RunStateBadge } from './run-state-badge.tsx';
import { isActive, useRuns } from './use-runs.ts';

export function RunList(props: {
  project: Project;
  snapshots: readonly Snapshot[];
  initial: readonly ListedRun[];
  mayStart: boolean;
}) {
  const t = useTranslations('runs');
  const { data: runs, error } = useRuns(props.project.id, props.initial);
  const now = useNow(runs.some((run) => run.state === 'running'));
  if (runs.length === 0) return <NoRuns {...props} />;
  return (
    <>
      {error ? (
        <Notice tone="warn" className="mb-3">
          {t('refreshFailed')}
        </Notice>
      ) : null}
      <div className="rounded-lg border border-line bg-surface">
        <Table caption={t('list.caption')}>
          <thead>
            <tr>
              <Th>{t('list.name')}</Th>
              <Th>{t('list.state')}</Th>
              <Th numeric>{t('list.accuracy')}</Th>
              <Th numeric>{t('list.baseline')}</Th>
              <Th>{t('list.snapshot')}</Th>
              <Th>{t('list.model')}</Th>
              <Th>{t('list.created')}</Th>
              <Th numeric>{t('list.duration')}</Th>
            </tr>
          </thead>
          <tbody>
            {runs.map((run) => (
              <RunRow
                key={run.id}
                run={run}
                snapshot={props.snapshots.find((each) => each.id === run.trainSnapshotId)}
                now={now}
              />
            ))}
          </tbody>
        </Table>
      </div>
    </>
  );
}

const link = 'font-medium text-accent underline-offset-2 hover:underline';

function RunRow({
  run,
  snapshot,
  now,
}: {
  run: ListedRun;
  snapshot: Snapshot | undefined;
  now: number | null;
}) {
  const own = run.own ?? undefined;
  const ended = run.endedAt ? Date.parse(run.endedAt) : isActive(run.state) ? now : null;
  const seconds = run.startedAt && ended ? (ended - Date.parse(run.startedAt)) / 1000 : null;
  return (
    <tr className="last:[&>td]:border-b-0 hover:bg-hover">
      <Td className="min-w-40">
        <Link href={`/projects/${run.projectId}/runs/${run.id}`} className={link}>
          {run.name}
        </Link>
      </Td>
      <Td>
        <RunStateBadge run={run} />
      </Td>
      <AccuracyCell measured={own} strong />
      <AccuracyCell measured={own?.baseline} />
      <Td className="min-w-32">{snapshot?.name ?? '–'}</Td>
      <Td className="max-w-48 truncate font-mono text-sm" title={run.baseModel}>
        {run.baseModel}
      </Td>
      <Td className="whitespace-nowrap">
        <DateTime value={run.createdAt} />
      </Td>
      <Td numeric>{seconds === null ? '–' : formatDuration(seconds)}</Td>
    </tr>
  );
}

function AccuracyCell({ measured, strong }: { measured: Measured | undefined; strong?: boolean }) {
  const locale = useLocale();
  if (!measured) return <Td numeric>–</Td>;
  return (
    <Td numeric>
      <span className={strong ? 'font-semibold' : undefined}>{accuracyText(locale, measured)}</span>
      <span className="block text-xs text-muted">{intervalText(locale, measured)}</span>
    </Td>
  );
}

function NoRuns({ project, snapshots, mayStart }: Parameters<typeof RunList>[0]) {
  const t = useTranslations('runs');
  const ready = snapshots.some((each) => each.state === 'ready');
  if (!mayStart) return <EmptyState title={t('empty.title')}>{t('empty.reviewer')}</EmptyState>;
  return (
    <EmptyState
      title={t('empty.title')}
      action={
        <Button asChild variant="primary">
          <Link href={`/projects/${project.id}/${ready ? 'runs' : 'snapshots'}/new`}>
            {t(ready ? 'new' : 'empty.freeze')}
          </Link>
        </Button>
      }
    >
      {t(ready ? 'empty.engineer' : 'empty.noSnapshot')}
    </EmptyState>
  );
}
