import { getProject, listImports } from '@preferably/contracts';
import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { ProjectNav } from '../../../../../components/project-nav.tsx';
import { PageFrame } from '../../../../../components/shell/app-shell.tsx';
import { PageHeader } from '../../../../../components/ui/page-header.tsx';
import { EarlierImports } from '../../../../../features/projects/imports/earlier-imports.tsx';
import { UploadCard } from '../../../../../features/projects/imports/upload-card.tsx';
import { orNotFound, requireMe, serverApi } from '../../../../../lib/server-api.ts';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('projects.imports'))('title') };
}

export default async function ImportsPage({ params }: PageProps<'/projects/[projectId]/imports'>) {
  await requireMe();
  const [{ projectId }, call, t] = await Promise.all([
    params,
    serverApi(),
    getTranslations('projects.imports'),
  ]);
  const [{ project, batches }, { imports }] = await orNotFound(
    Promise.all([call(getProject, { params: { projectId } }), call(listImports, { params: { projectId } })]),
  );
  const manages = project.role === 'admin';
  return (
    <PageFrame>
      <ProjectNav project={project} active="imports" />
      <PageHeader title={t('title')} />
      <div className="flex flex-col gap-6">
        {manages ? <UploadCard project={project} batches={batches} /> : null}
        <EarlierImports imports={imports} batches={batches} manages={manages} />
      </div>
    </PageFrame>
  );
}
