import { getProject, listFlags } from '@preferably/contracts';
import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { ProjectNav } from '../../../../../components/project-nav.tsx';
import { PageFrame } from '../../../../../components/shell/app-shell.tsx';
import { PageHeader } from '../../../../../components/ui/page-header.tsx';
import { FlagsView } from '../../../../../features/projects/flags/flags-view.tsx';
import { orNotFound, requireMe, serverApi } from '../../../../../lib/server-api.ts';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('projects.flags'))('title') };
}

export default async function FlagsPage({ params, searchParams }: PageProps<'/projects/[projectId]/flags'>) {
  await requireMe();
  const [{ projectId }, asked, call, t] = await Promise.all([
    params,
    searchParams,
    serverApi(),
    getTranslations('projects.flags'),
  ]);
  const state = asked.state === 'resolved' ? 'resolved' : 'open';
  const after = typeof asked.after === 'string' ? { after: asked.after } : {};
  const [{ project }, page] = await orNotFound(
    Promise.all([
      call(getProject, { params: { projectId } }),
      call(listFlags, { params: { projectId }, query: { state, ...after } }),
    ]),
  );
  return (
    <PageFrame>
      <ProjectNav project={project} active="flags" />
      <PageHeader title={t('title')} description={t('description')} />
      <FlagsView project={project} state={state} page={page} />
    </PageFrame>
  );
}
