'use client';

import type { Batch, Project, Snapshot } from '@preferably/contracts';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { Button } from '../../components/ui/button.tsx';
import { DateTime } from '../../components/ui/date-time.tsx';
import { Notice } from '../../components/ui/notice.tsx';
import { PageHeader } from '../../components/ui/page-header.tsx';
import { FileTable } from './file-table.tsx';
import { LoadExamples } from './load-examples.tsx';
import { CountsCard, FilterCard, LeftOutCard } from './snapshot-facts.tsx';
import { BuildingProgress, SnapshotStateBadge } from './snapshot-state.tsx';
import { useSnapshot } from './use-snapshots.ts';

export function SnapshotView(props: {
  project: Project;
  batches: readonly Batch[];
  initial: Snapshot;
  /** The reader may download files and start runs. */
  engineer: boolean;
}) {
  const { project, engineer } = props;
  const t = useTranslations('snapshots');
  const { data: snapshot, error } = useSnapshot(props.initial);
  const ready = snapshot.state === 'ready';
  return (
    <>
      <PageHeader
        title={snapshot.name}
        breadcrumbs={[{ href: `/projects/${project.id}/snapshots`, label: t('title') }]}
        badges={<SnapshotStateBadge state={snapshot.state} />}
        description={t.rich('page.description', { when: () => <DateTime value={snapshot.frozenAt} /> })}
        actions={
          engineer && ready && snapshot.counts.train > 0 ? (
            <Button asChild variant="primary">
              <Link href={`/projects/${project.id}/runs/new?snapshot=${snapshot.id}`}>{t('page.train')}</Link>
            </Button>
          ) : null
        }
      />
      <div className="flex flex-col gap-4">
        {error ? <Notice tone="warn">{t('refreshFailed')}</Notice> : null}
        {snapshot.state === 'failed' ? (
          <Notice tone="error" title={t('failed.title')}>
            {snapshot.error ?? t('failed.unknown')}
          </Notice>
        ) : null}
        {snapshot.counts.train === 0 ? <Notice tone="warn">{t('page.nothingToTrain')}</Notice> : null}
        <BuildingProgress snapshot={snapshot} />
        <CountsCard snapshot={snapshot} />
        <div className="grid items-start gap-4 lg:grid-cols-2">
          <FilterCard snapshot={snapshot} batches={props.batches} safety={project.dimension === 'safety'} />
          <LeftOutCard snapshot={snapshot} />
        </div>
        <FileTable snapshot={snapshot} mayDownload={engineer} />
        {ready && engineer ? <LoadExamples snapshot={snapshot} /> : null}
      </div>
    </>
  );
}
