import { getProject, getSnapshot, listSnapshots } from '@preferably/contracts';
import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { ProjectNav } from '../../../../../../components/project-nav.tsx';
import { PageFrame } from '../../../../../../components/shell/app-shell.tsx';
import { SnapshotView } from '../../../../../../features/snapshots/snapshot-view.tsx';
import { orNotFound, requireMe, serverApi } from '../../../../../../lib/server-api.ts';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('snapshots'))('title') };
}

export default async function SnapshotPage({
  params,
}: PageProps<'/projects/[projectId]/snapshots/[snapshotId]'>) {
  await requireMe();
  const [{ projectId, snapshotId }, call] = await Promise.all([params, serverApi()]);
  const [{ project, batches }, snapshot, { snapshots }] = await orNotFound(
    Promise.all([
      call(getProject, { params: { projectId } }),
      call(getSnapshot, { params: { snapshotId } }),
      call(listSnapshots, { params: { projectId } }),
    ]),
  );
  if (snapshot.projectId !== project.id) notFound();
  const engineer = project.role === 'engineer' || project.role === 'admin';
  return (
    <PageFrame>
      <ProjectNav project={project} active="snapshots" />
      <SnapshotView
        project={project}
        batches={batches}
        initial={snapshot}
        others={snapshots.filter(({ id }) => id !== snapshot.id).map(({ id, name }) => ({ id, name }))}
        engineer={engineer}
      />
    </PageFrame>
  );
}
