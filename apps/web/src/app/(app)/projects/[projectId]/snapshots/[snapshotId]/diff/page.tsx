import { diffSnapshots, getProject, getSnapshot, listSnapshots } from '@preferably/contracts';
import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { ProjectNav } from '../../../../../../../components/project-nav.tsx';
import { PageFrame } from '../../../../../../../components/shell/app-shell.tsx';
import { EmptyState } from '../../../../../../../components/ui/empty-state.tsx';
import { PageHeader } from '../../../../../../../components/ui/page-header.tsx';
import { readDiffQuery, usualOther } from '../../../../../../../features/snapshots/diff-query.ts';
import { DiffView } from '../../../../../../../features/snapshots/diff-view.tsx';
import { orNotFound, requireMe, serverApi } from '../../../../../../../lib/server-api.ts';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('snapshots.diff'))('title') };
}

export default async function SnapshotDiffPage({
  params,
  searchParams,
}: PageProps<'/projects/[projectId]/snapshots/[snapshotId]/diff'>) {
  await requireMe();
  const [{ projectId, snapshotId }, asked, call, t] = await Promise.all([
    params,
    searchParams,
    serverApi(),
    getTranslations('snapshots'),
  ]);
  const query = readDiffQuery(asked);
  const [{ project }, snapshot, { snapshots }] = await orNotFound(
    Promise.all([
      call(getProject, { params: { projectId } }),
      call(getSnapshot, { params: { snapshotId } }),
      call(listSnapshots, { params: { projectId } }),
    ]),
  );
  if (snapshot.projectId !== project.id) notFound();
  const others = snapshots.filter(({ id }) => id !== snapshot.id).map(({ id, name }) => ({ id, name }));
  const against = query.against
    ? others.find(({ id }) => id === query.against)
    : usualOther(snapshot, others);
  if (query.against && !against) notFound();
  const after = query.after ? { after: query.after } : {};
  return (
    <PageFrame>
      <ProjectNav project={project} active="snapshots" />
      <PageHeader
        title={t('diff.title')}
        breadcrumbs={[
          { href: `/projects/${projectId}/snapshots`, label: t('title') },
          { href: `/projects/${projectId}/snapshots/${snapshotId}`, label: snapshot.name },
        ]}
      />
      {against ? (
        <DiffView
          project={project}
          snapshot={snapshot}
          others={others}
          against={against}
          diff={
            await orNotFound(
              call(diffSnapshots, { params: { snapshotId }, query: { against: against.id, ...after } }),
            )
          }
          after={query.after}
        />
      ) : (
        <EmptyState title={t('diff.alone')}>{t('diff.aloneText')}</EmptyState>
      )}
    </PageFrame>
  );
}
