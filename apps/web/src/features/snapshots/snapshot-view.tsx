'use client';

import type { Batch, Project, Snapshot } from '@preferably/contracts';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { Markdown } from '../../components/markdown.tsx';
import { Button } from '../../components/ui/button.tsx';
import { Card } from '../../components/ui/card.tsx';
import { DateTime } from '../../components/ui/date-time.tsx';
import { Notice } from '../../components/ui/notice.tsx';
import { PageHeader } from '../../components/ui/page-header.tsx';
import { CompareCard, type Other } from './compare-card.tsx';
import { CountsCard } from './counts-card.tsx';
import { DatasetCard } from './dataset-card.tsx';
import { FilesCard } from './files-card.tsx';
import { FilterCard } from './filter-card.tsx';
import { LeftOutCard } from './left-out-card.tsx';
import { LoadExamples } from './load-examples.tsx';
import { BuildingProgress, SnapshotStateBadge } from './snapshot-state.tsx';
import { useSnapshot } from './use-snapshots.ts';

export function SnapshotView(props: {
  project: Project;
  batches: readonly Batch[];
  initial: Snapshot;
  /** The other snapshots of the project, newest first. */
  others: readonly Other[];
  /** The reader may download files and start runs. */
  engineer: boolean;
}) {
  const { project, batches, engineer } = props;
  const t = useTranslations('snapshots');
  const { data: snapshot, error } = useSnapshot(props.initial);
  const ready = snapshot.state === 'ready';
  const at = `/projects/${project.id}`;
  return (
    <>
      <PageHeader
        title={snapshot.name}
        breadcrumbs={[{ href: `${at}/snapshots`, label: t('title') }]}
        badges={<SnapshotStateBadge state={snapshot.state} />}
        description={<Origin snapshot={snapshot} at={at} />}
        actions={
          engineer ? (
            <>
              <Button asChild>
                <Link href={`${at}/snapshots/new?parent=${snapshot.id}`}>{t('page.next')}</Link>
              </Button>
              {ready && snapshot.counts.train > 0 ? (
                <Button asChild variant="primary">
                  <Link href={`${at}/runs/new?snapshot=${snapshot.id}`}>{t('page.train')}</Link>
                </Button>
              ) : null}
            </>
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
        {snapshot.erasedRows > 0 ? (
          <Notice tone="warn">{t('page.erased', { n: snapshot.erasedRows })}</Notice>
        ) : null}
        {snapshot.counts.train === 0 ? <Notice tone="warn">{t('page.nothingToTrain')}</Notice> : null}
        <BuildingProgress snapshot={snapshot} />
        {snapshot.notes ? (
          <Card title={t('page.notes')}>
            <Markdown text={snapshot.notes} className="max-w-prose" />
          </Card>
        ) : null}
        <CountsCard snapshot={snapshot} batches={batches} />
        <div className="grid items-start gap-4 lg:grid-cols-2">
          <FilterCard snapshot={snapshot} batches={batches} safety={project.dimension === 'safety'} />
          <LeftOutCard snapshot={snapshot} />
        </div>
        <FilesCard snapshot={snapshot} mayDownload={engineer} />
        {ready && engineer ? <LoadExamples snapshot={snapshot} /> : null}
        <CompareCard project={project} snapshot={snapshot} others={props.others} />
        {ready && engineer ? <DatasetCard snapshot={snapshot} /> : null}
      </div>
    </>
  );
}

/** When it was frozen, and the snapshot that it goes on from. */
function Origin({ snapshot, at }: { snapshot: Snapshot; at: string }) {
  const t = useTranslations('snapshots.page');
  const { parent } = snapshot;
  const when = () => <DateTime value={snapshot.frozenAt} />;
  if (!parent) return t.rich('description', { when });
  return t.rich('descriptionWithParent', {
    when,
    name: parent.name,
    parent: (name) => (
      <Link href={`${at}/snapshots/${parent.id}`} className="text-accent underline underline-offset-2">
        {name}
      </Link>
    ),
  });
}
