import { getProject, listSnapshots } from '@preferably/contracts';
import type { Metadata } from 'next';
import Link from 'next/link';
import { getTranslations } from 'next-intl/server';
import { ProjectNav } from '../../../../../components/project-nav.tsx';
import { PageFrame } from '../../../../../components/shell/app-shell.tsx';
import { Button } from '../../../../../components/ui/button.tsx';
import { PageHeader } from '../../../../../components/ui/page-header.tsx';
import { SnapshotList } from '../../../../../features/snapshots/snapshot-list.tsx';
import { orNotFound, requireMe, serverApi } from '../../../../../lib/server-api.ts';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('snapshots'))('title') };
}

export default async function SnapshotsPage({ params }: PageProps<'/projects/[projectId]/snapshots'>) {
  await requireMe();
  const [{ projectId }, call, t] = await Promise.all([params, serverApi(), getTranslations('snapshots')]);
  const [{ project }, { snapshots }] = await orNotFound(
    Promise.all([
      call(getProject, { params: { projectId } }),
      call(listSnapshots, { params: { projectId } }),
    ]),
  );
  const engineer = project.role === 'engineer' || project.role === 'admin';
  return (
    <PageFrame>
      <ProjectNav project={project} active="snapshots" />
      <PageHeader
        title={t('title')}
        description={t('description')}
        actions={
          engineer ? (
            <Button asChild variant="primary">
              <Link href={`/projects/${projectId}/snapshots/new`}>{t('freeze')}</Link>
            </Button>
          ) : null
        }
      />
      <SnapshotList project={project} initial={snapshots} mayFreeze={engineer} />
    </PageFrame>
  );
}
