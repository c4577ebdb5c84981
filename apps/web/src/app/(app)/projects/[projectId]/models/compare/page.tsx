import { ApiError, compareModels, getProject, listModels, type ModelComparison } from '@preferably/contracts';
import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { ProjectNav } from '../../../../../../components/project-nav.tsx';
import { PageFrame } from '../../../../../../components/shell/app-shell.tsx';
import { EmptyState } from '../../../../../../components/ui/empty-state.tsx';
import { Notice } from '../../../../../../components/ui/notice.tsx';
import { PageHeader } from '../../../../../../components/ui/page-header.tsx';
import { CompareChoice } from '../../../../../../features/models/compare-choice.tsx';
import { readCompareQuery } from '../../../../../../features/models/compare-query.ts';
import { CompareView } from '../../../../../../features/models/compare-view.tsx';
import { orNotFound, requireMe, serverApi } from '../../../../../../lib/server-api.ts';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('models.compare'))('title') };
}

/** Null where the two have no pair in common: that is an answer, not a failure. */
async function compared(projectId: string, a: string, b: string): Promise<ModelComparison | null> {
  const call = await serverApi();
  try {
    return await call(compareModels, { params: { projectId }, query: { a, b } });
  } catch (error) {
    if (error instanceof ApiError && error.problem?.code === 'models_not_comparable') return null;
    throw error;
  }
}

export default async function CompareModelsPage({
  params,
  searchParams,
}: PageProps<'/projects/[projectId]/models/compare'>) {
  await requireMe();
  const [{ projectId }, asked, call, t] = await Promise.all([
    params,
    searchParams,
    serverApi(),
    getTranslations(),
  ]);
  const of = { params: { projectId } };
  const [{ project }, { models }] = await orNotFound(
    Promise.all([call(getProject, of), call(listModels, of)]),
  );
  const chosen = readCompareQuery(asked, models);
  const found = chosen && (await orNotFound(compared(projectId, chosen.a.id, chosen.b.id)));
  return (
    <PageFrame>
      <ProjectNav project={project} active="models" />
      <PageHeader
        title={t('models.compare.title')}
        description={t('models.compare.description')}
        breadcrumbs={[{ href: `/projects/${projectId}/models`, label: t('models.title') }]}
      />
      {chosen ? (
        <div className="flex flex-col gap-4">
          <CompareChoice projectId={projectId} models={models} a={chosen.a} b={chosen.b} />
          {found ? (
            <CompareView found={found} />
          ) : (
            <Notice tone="warn">{t('problem.models_not_comparable')}</Notice>
          )}
        </div>
      ) : (
        <EmptyState title={t('models.compare.alone')}>{t('models.compare.aloneText')}</EmptyState>
      )}
    </PageFrame>
  );
}
