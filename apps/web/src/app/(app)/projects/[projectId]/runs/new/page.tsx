import { getProject, getRun, listProjects, listRuns, listSnapshots } from '@preferably/contracts';
import type { Metadata } from 'next';
import Link from 'next/link';
import { getTranslations } from 'next-intl/server';
import { ProjectNav } from '../../../../../../components/project-nav.tsx';
import { PageFrame } from '../../../../../../components/shell/app-shell.tsx';
import { Button } from '../../../../../../components/ui/button.tsx';
import { EmptyState } from '../../../../../../components/ui/empty-state.tsx';
import { Notice } from '../../../../../../components/ui/notice.tsx';
import { PageHeader } from '../../../../../../components/ui/page-header.tsx';
import { NewRunForm } from '../../../../../../features/runs/new-run-form.tsx';
import { startingValues } from '../../../../../../features/runs/read-run-form.ts';
import {
  choicesWith,
  type SnapshotChoice,
  suggestedChoice,
} from '../../../../../../features/runs/snapshot-choices.ts';
import { orNotFound, requireMe, serverApi } from '../../../../../../lib/server-api.ts';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('runs'))('form.title') };
}

const trains = (role: string) => role === 'engineer' || role === 'admin';

/** Ready snapshots of the other projects in which the reader trains; one that cannot be read is left out. */
async function othersOf(projectId: string) {
  const call = await serverApi();
  const { projects } = await call(listProjects, {});
  const others = projects.filter((each) => each.id !== projectId && trains(each.role));
  return Promise.all(
    others.map(async (project) => {
      const list = await call(listSnapshots, { params: { projectId: project.id } }).catch(() => null);
      return { project, snapshots: list?.snapshots ?? [] };
    }),
  );
}

export default async function NewRunPage({
  params,
  searchParams,
}: PageProps<'/projects/[projectId]/runs/new'>) {
  await requireMe();
  const [{ projectId }, asked, call, t] = await Promise.all([
    params,
    searchParams,
    serverApi(),
    getTranslations(),
  ]);
  const of = { params: { projectId } };
  const earlier =
    typeof asked.from === 'string'
      ? await call(getRun, { params: { runId: asked.from } }).catch(() => undefined)
      : undefined;
  const [{ project }, { snapshots }, { runs }, others] = await orNotFound(
    Promise.all([call(getProject, of), call(listSnapshots, of), call(listRuns, of), othersOf(projectId)]),
  );
  const ready = snapshots.filter((each) => each.state === 'ready');
  const wanted = earlier?.trainSnapshotId ?? asked.snapshot;
  const choices = choicesWith('test', others);
  const suggested = suggestedChoice(choices, project.dimension);
  const mixChoices = choicesWith('train', others);
  const idsOf = (all: readonly SnapshotChoice[]) => new Set(all.map((choice) => choice.snapshot.id));
  const [offered, mixable] = [idsOf(choices), idsOf(mixChoices)];
  const dimension = t(`common.dimension.${project.dimension}`);
  return (
    <PageFrame>
      <ProjectNav project={project} active="runs" />
      <PageHeader
        title={t('runs.form.title')}
        description={t('runs.form.description')}
        breadcrumbs={[{ href: `/projects/${projectId}/runs`, label: t('runs.title') }]}
      />
      {!trains(project.role) ? (
        <Notice tone="info">{t('runs.form.reviewer')}</Notice>
      ) : ready.length === 0 ? (
        <EmptyState
          title={t('runs.form.noSnapshot')}
          action={
            <Button asChild variant="primary">
              <Link href={`/projects/${projectId}/snapshots/new`}>{t('runs.empty.freeze')}</Link>
            </Button>
          }
        />
      ) : (
        <NewRunForm
          project={project}
          snapshots={ready}
          choices={choices}
          suggestedId={suggested?.snapshot.id}
          mixChoices={mixChoices}
          suggestedMixId={suggestedChoice(mixChoices, project.dimension)?.snapshot.id}
          recipeOpen={earlier !== undefined}
          initial={startingValues({
            name: t('runs.form.suggestedName', { dimension, n: runs.length + 1 }),
            snapshot: ready.find((each) => each.id === wanted) ?? ready[0],
            evaluate: earlier
              ? earlier.evaluateSnapshotIds.filter((id) => offered.has(id))
              : suggested
                ? [suggested.snapshot.id]
                : [],
            mix: earlier?.mixSnapshotIds.filter((id) => mixable.has(id)) ?? [],
            earlier,
            learningCurve: asked.curve === '1',
          })}
        />
      )}
    </PageFrame>
  );
}
