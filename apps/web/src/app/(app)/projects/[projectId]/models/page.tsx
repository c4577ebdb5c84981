import { getProject, listModels } from '@preferably/contracts';
import type { Metadata } from 'next';
import Link from 'next/link';
import { getTranslations } from 'next-intl/server';
import { ProjectNav } from '../../../../../components/project-nav.tsx';
import { PageFrame } from '../../../../../components/shell/app-shell.tsx';
import { Button } from '../../../../../components/ui/button.tsx';
import { PageHeader } from '../../../../../components/ui/page-header.tsx';
import { ModelList } from '../../../../../features/models/model-list.tsx';
import { orNotFound, requireMe, serverApi } from '../../../../../lib/server-api.ts';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('models'))('title') };
}

export default async function ModelsPage({ params }: PageProps<'/projects/[projectId]/models'>) {
  await requireMe();
  const [{ projectId }, call, t] = await Promise.all([params, serverApi(), getTranslations('models')]);
  const of = { params: { projectId } };
  const [{ project }, { models }] = await orNotFound(
    Promise.all([call(getProject, of), call(listModels, of)]),
  );
  return (
    <PageFrame>
      <ProjectNav project={project} active="models" />
      <PageHeader
        title={t('title')}
        description={t('description')}
        actions={
          models.length > 1 ? (
            <Button asChild>
              <Link href={`/projects/${projectId}/models/compare`}>{t('compare.open')}</Link>
            </Button>
          ) : null
        }
      />
      <ModelList
        projectId={projectId}
        models={models}
        mayStart={project.role === 'engineer' || project.role === 'admin'}
      />
    </PageFrame>
  );
}
