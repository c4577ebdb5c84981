import { getModel, getModelAgreement, getProject, listDisagreements } from '@preferably/contracts';
import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { ProjectNav } from '../../../../../../../components/project-nav.tsx';
import { PageFrame } from '../../../../../../../components/shell/app-shell.tsx';
import { PageHeader } from '../../../../../../../components/ui/page-header.tsx';
import { DisagreementsView } from '../../../../../../../features/models/disagreements/disagreements-view.tsx';
import { orNotFound, requireMe, serverApi } from '../../../../../../../lib/server-api.ts';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('disagreements'))('title') };
}

export default async function DisagreementsPage({
  params,
  searchParams,
}: PageProps<'/projects/[projectId]/models/[modelId]/disagreements'>) {
  await requireMe();
  const [{ projectId, modelId }, asked, call, t] = await Promise.all([
    params,
    searchParams,
    serverApi(),
    getTranslations(),
  ]);
  const state = asked.state === 'resolved' ? 'resolved' : 'open';
  const of = { params: { modelId } };
  const [{ project }, model, first] = await orNotFound(
    Promise.all([
      call(getProject, { params: { projectId } }),
      call(getModel, of),
      call(listDisagreements, { ...of, query: { state } }),
    ]),
  );
  if (model.projectId !== project.id) notFound();
  // Only an empty list has to say why it is empty.
  const scored = first.disagreements.length > 0 || (await call(getModelAgreement, of)).scored.judged > 0;
  const at = `/projects/${projectId}/models`;
  return (
    <PageFrame>
      <ProjectNav project={project} active="models" />
      <PageHeader
        title={t('disagreements.title')}
        description={t('disagreements.description')}
        breadcrumbs={[
          { href: at, label: t('models.title') },
          { href: `${at}/${modelId}`, label: model.name },
        ]}
      />
      <DisagreementsView
        key={state}
        projectId={projectId}
        modelId={modelId}
        state={state}
        first={first}
        scored={scored}
        decides={project.role === 'admin'}
      />
    </PageFrame>
  );
}
