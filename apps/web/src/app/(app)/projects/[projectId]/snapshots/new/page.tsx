import {
  ApiError,
  getProject,
  getProjectStatistics,
  listMembers,
  listSnapshots,
} from '@preferably/contracts';
import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { ProjectNav } from '../../../../../../components/project-nav.tsx';
import { PageFrame } from '../../../../../../components/shell/app-shell.tsx';
import { EmptyState } from '../../../../../../components/ui/empty-state.tsx';
import { Notice } from '../../../../../../components/ui/notice.tsx';
import { PageHeader } from '../../../../../../components/ui/page-header.tsx';
import { FreezeForm } from '../../../../../../features/snapshots/freeze-form.tsx';
import { settingsOf, startingValues } from '../../../../../../features/snapshots/freeze-values.ts';
import { freeName } from '../../../../../../features/snapshots/read-freeze-form.ts';
import { orNotFound, requireMe, serverApi } from '../../../../../../lib/server-api.ts';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('snapshots'))('form.title') };
}

/** What the reader's role does not show is left out of the form rather than the form out of reach. */
async function ifAllowed<T>(answer: Promise<T[]>): Promise<T[]> {
  try {
    return await answer;
  } catch (error) {
    if (error instanceof ApiError && error.status === 403) return [];
    throw error;
  }
}

async function annotatorsOf(projectId: string) {
  const call = await serverApi();
  return ifAllowed(
    call(listMembers, { params: { projectId } }).then(({ members }) =>
      members.map(({ userId, name }) => ({ userId, name })),
    ),
  );
}

export default async function FreezeSnapshotPage({
  params,
  searchParams,
}: PageProps<'/projects/[projectId]/snapshots/new'>) {
  await requireMe();
  const [{ projectId }, asked, call, t] = await Promise.all([
    params,
    searchParams,
    serverApi(),
    getTranslations('snapshots'),
  ]);
  const of = { params: { projectId } };
  const [{ project, batches }, statistics, { snapshots }] = await orNotFound(
    Promise.all([call(getProject, of), call(getProjectStatistics, of), call(listSnapshots, of)]),
  );
  const engineer = project.role === 'engineer' || project.role === 'admin';
  const taken = snapshots.map((snapshot) => snapshot.name);
  const name = freeName(taken, (n) => t('form.suggestedName', { project: project.name, n }));
  const parent = snapshots.find((snapshot) => snapshot.id === asked.parent);
  return (
    <PageFrame>
      <ProjectNav project={project} active="snapshots" />
      <PageHeader
        title={t('form.title')}
        description={t('form.description')}
        breadcrumbs={[{ href: `/projects/${projectId}/snapshots`, label: t('title') }]}
      />
      {!engineer ? (
        <Notice tone="info">{t('form.reviewer')}</Notice>
      ) : statistics.preferences === 0 ? (
        <EmptyState title={t('form.nothing')} />
      ) : (
        <FreezeForm
          project={project}
          batches={batches}
          statistics={statistics}
          snapshots={snapshots}
          annotators={await annotatorsOf(projectId)}
          initial={{
            ...startingValues(name),
            ...(parent ? { ...settingsOf(parent), parentId: parent.id } : {}),
          }}
        />
      )}
    </PageFrame>
  );
}
