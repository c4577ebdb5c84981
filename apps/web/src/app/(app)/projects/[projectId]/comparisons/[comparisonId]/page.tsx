import { getProject, listRevisions } from '@preferably/contracts';
import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { ProjectNav } from '../../../../../../components/project-nav.tsx';
import { PageFrame } from '../../../../../../components/shell/app-shell.tsx';
import { Badge } from '../../../../../../components/ui/badge.tsx';
import { PageHeader } from '../../../../../../components/ui/page-header.tsx';
import { HistoryView } from '../../../../../../features/projects/comparisons/history-view.tsx';
import { orNotFound, requireMe, serverApi } from '../../../../../../lib/server-api.ts';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('history'))('title') };
}

export default async function ComparisonPage(
  props: PageProps<'/projects/[projectId]/comparisons/[comparisonId]'>,
) {
  await requireMe();
  const [{ projectId, comparisonId }, call, t] = await Promise.all([
    props.params,
    serverApi(),
    getTranslations(),
  ]);
  const [{ project }, history] = await orNotFound(
    Promise.all([
      call(getProject, { params: { projectId } }),
      call(listRevisions, { params: { comparisonId } }),
    ]),
  );
  const { batch, sourceId } = history.comparison;
  if (history.comparison.projectId !== projectId) notFound();
  return (
    <PageFrame>
      <ProjectNav project={project} active="comparisons" />
      <PageHeader
        title={t('history.title')}
        description={sourceId ? <span className="font-mono text-sm">{sourceId}</span> : undefined}
        breadcrumbs={[
          { href: `/projects/${projectId}/comparisons`, label: t('projects.comparisons.title') },
          {
            href: `/projects/${projectId}/comparisons?batch=${batch.number}`,
            label: t('projects.comparisons.batchOption', { number: batch.number, name: batch.name }),
          },
        ]}
        badges={<Badge>{t(batch.open ? 'history.batchOpen' : 'history.batchNotOpen')}</Badge>}
      />
      <HistoryView {...history} />
    </PageFrame>
  );
}
