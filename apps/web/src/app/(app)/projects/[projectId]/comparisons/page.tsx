import { getProject, listComparisons } from '@preferably/contracts';
import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { ProjectNav } from '../../../../../components/project-nav.tsx';
import { PageFrame } from '../../../../../components/shell/app-shell.tsx';
import { PageHeader } from '../../../../../components/ui/page-header.tsx';
import { ComparisonsView } from '../../../../../features/projects/comparisons/comparisons-view.tsx';
import { readListQuery } from '../../../../../features/projects/comparisons/list-query.ts';
import { orNotFound, requireMe, serverApi } from '../../../../../lib/server-api.ts';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('projects.comparisons'))('title') };
}

export default async function ComparisonsPage(props: PageProps<'/projects/[projectId]/comparisons'>) {
  await requireMe();
  const [{ projectId }, search, call, t] = await Promise.all([
    props.params,
    props.searchParams,
    serverApi(),
    getTranslations('projects.comparisons'),
  ]);
  const query = readListQuery(search);
  const [{ project, batches }, page] = await orNotFound(
    Promise.all([
      call(getProject, { params: { projectId } }),
      call(listComparisons, { params: { projectId }, query }),
    ]),
  );
  return (
    <PageFrame>
      <ProjectNav project={project} active="comparisons" />
      <PageHeader title={t('title')} description={t('description')} />
      <ComparisonsView project={project} batches={batches} page={page} query={query} />
    </PageFrame>
  );
}
