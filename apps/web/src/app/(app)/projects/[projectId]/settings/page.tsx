import { getProject } from '@preferably/contracts';
import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { ProjectNav } from '../../../../../components/project-nav.tsx';
import { PageFrame } from '../../../../../components/shell/app-shell.tsx';
import { PageHeader } from '../../../../../components/ui/page-header.tsx';
import { SettingsForm } from '../../../../../features/projects/settings/settings-form.tsx';
import { orNotFound, requireMe, serverApi } from '../../../../../lib/server-api.ts';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('projects.settings'))('title') };
}

export default async function SettingsPage({ params }: PageProps<'/projects/[projectId]/settings'>) {
  await requireMe();
  const [{ projectId }, call, t] = await Promise.all([
    params,
    serverApi(),
    getTranslations('projects.settings'),
  ]);
  const { project } = await orNotFound(call(getProject, { params: { projectId } }));
  if (project.role !== 'admin') notFound();
  return (
    <PageFrame>
      <ProjectNav project={project} active="settings" />
      <PageHeader title={t('title')} description={t('description')} />
      <SettingsForm project={project} />
    </PageFrame>
  );
}
