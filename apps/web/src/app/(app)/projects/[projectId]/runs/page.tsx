import { getProject, listRuns, listSnapshots } from '@preferably/contracts';
import type { Metadata } from 'next';
import Link from 'next/link';
import { getTranslations } from 'next-intl/server';
import { ProjectNav } from '../../../../../components/project-nav.tsx';
import { PageFrame } from '../../../../../components/shell/app-shell.tsx';
import { Button } from '../../../../../components/ui/button.tsx';
import { PageHeader } from '../../../../../components/ui/page-header.tsx';
import { RunList } from '../../../../../features/runs/run-list.tsx';
import { orNotFound, requireMe, serverApi } from '../../../../../lib/server-api.ts';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('runs'))('title') };
}

export default async function RunsPage({ params }: PageProps<'/projects/[projectId]/runs'>) {
  await requireMe();
  const [{ projectId }, call, t] = await Promise.all([params, serverApi(), getTranslations('runs')]);
  const of = { params: { projectId } };
  const [{ project }, { runs }, { snapshots }] = await orNotFound(
    Promise.all([call(getProject, of), call(listRuns, of), call(listSnapshots, of)]),
  );
  const engineer = project.role === 'engineer' || project.role === 'admin';
  return (
    <PageFrame>
      <ProjectNav project={project} active="runs" />
      <PageHeader
        title={t('title')}
        description={t('description')}
        actions={
          engineer && runs.length > 0 ? (
            <Button asChild variant="primary">
              <Link href={`/projects/${projectId}/runs/new`}>{t('new')}</Link>
            </Button>
          ) : null
        }
      />
      <RunList project={project} snapshots={snapshots} initial={runs} mayStart={engineer} />
    </PageFrame>
  );
}
