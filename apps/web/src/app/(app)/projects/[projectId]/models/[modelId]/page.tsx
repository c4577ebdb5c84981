import { getModel, getProject, listModelFiles, listModels, listScorings } from '@preferably/contracts';
import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { ProjectNav } from '../../../../../../components/project-nav.tsx';
import { PageFrame } from '../../../../../../components/shell/app-shell.tsx';
import { ModelView } from '../../../../../../features/models/model-view.tsx';
import { orNotFound, requireMe, serverApi } from '../../../../../../lib/server-api.ts';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('models'))('title') };
}

export default async function ModelPage({ params }: PageProps<'/projects/[projectId]/models/[modelId]'>) {
  await requireMe();
  const [{ projectId, modelId }, call] = await Promise.all([params, serverApi()]);
  const of = { params: { projectId } };
  const [{ project }, model, { files }, { models }, { scorings }] = await orNotFound(
    Promise.all([
      call(getProject, of),
      call(getModel, { params: { modelId } }),
      call(listModelFiles, { params: { modelId } }),
      call(listModels, of),
      call(listScorings, of),
    ]),
  );
  if (model.projectId !== project.id) notFound();
  return (
    <PageFrame>
      <ProjectNav project={project} active="models" />
      <ModelView
        model={model}
        files={files}
        others={models.filter(({ id }) => id !== model.id)}
        project={project}
        scorings={scorings}
        engineer={project.role === 'engineer' || project.role === 'admin'}
      />
    </PageFrame>
  );
}
