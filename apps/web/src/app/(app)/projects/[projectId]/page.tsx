import { getNewestCurve, getProgress, getProject, getProjectStatistics } from '@preferably/contracts';
import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { ProjectNav } from '../../../../components/project-nav.tsx';
import { PageFrame } from '../../../../components/shell/app-shell.tsx';
import { PageHeader } from '../../../../components/ui/page-header.tsx';
import { AnnotatorHome } from '../../../../features/projects/overview/annotator-home.tsx';
import { BatchesCard } from '../../../../features/projects/overview/batches-card.tsx';
import { StatisticsSection } from '../../../../features/projects/overview/statistics-section.tsx';
import { NewestCurveCard } from '../../../../features/runs/learning-curve/newest-curve.tsx';
import { orNotFound, requireMe, serverApi } from '../../../../lib/server-api.ts';

export async function generateMetadata({ params }: PageProps<'/projects/[projectId]'>): Promise<Metadata> {
  const [{ projectId }, call] = await Promise.all([params, serverApi()]);
  const found = await call(getProject, { params: { projectId } }).catch(() => null);
  return found ? { title: found.project.name } : {};
}

export default async function ProjectPage({ params }: PageProps<'/projects/[projectId]'>) {
  await requireMe();
  const [{ projectId }, call, t] = await Promise.all([params, serverApi(), getTranslations('projects')]);
  const { project, batches } = await orNotFound(call(getProject, { params: { projectId } }));

  if (project.role === 'annotator') {
    const progress = await orNotFound(call(getProgress, { params: { projectId } }));
    return (
      <PageFrame>
        <ProjectNav project={project} active="overview" />
        <PageHeader title={t('mine.title')} />
        <AnnotatorHome project={project} progress={progress} />
      </PageFrame>
    );
  }

  // The batches can still be opened and closed while the numbers are not to be had.
  const of = { params: { projectId } };
  const [statistics, curve] = await Promise.all([
    call(getProjectStatistics, of).catch(() => null),
    call(getNewestCurve, of).catch(() => null),
  ]);
  const facts = { votes: project.votesWanted, minutes: Math.round(project.leaseSeconds / 60) };
  return (
    <PageFrame>
      <ProjectNav project={project} active="overview" />
      <PageHeader title={t('overview.title')} description={t('overview.facts', facts)} />
      <div className="flex flex-col gap-6">
        <BatchesCard project={project} batches={batches} />
        <StatisticsSection statistics={statistics} />
        {curve ? (
          <NewestCurveCard
            projectId={projectId}
            newest={curve.newest}
            engineer={project.role === 'engineer' || project.role === 'admin'}
          />
        ) : null}
      </div>
    </PageFrame>
  );
}
