import { getProject, getRun, getSnapshot, listProjects, listRuns, type Run } from '@preferably/contracts';
import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { ProjectNav } from '../../../../../../components/project-nav.tsx';
import { PageFrame } from '../../../../../../components/shell/app-shell.tsx';
import { type RunSnapshot, testSnapshotsOf } from '../../../../../../features/runs/name-evaluations.ts';
import type { OtherModel } from '../../../../../../features/runs/report-view.tsx';
import { RunView } from '../../../../../../features/runs/run-view.tsx';
import { orNotFound, requireMe, serverApi } from '../../../../../../lib/server-api.ts';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('runs'))('title') };
}

/** Names and dimensions of the snapshots that the run reads; those of projects the reader is not in are left out. */
async function snapshotsOf(run: Run): Promise<RunSnapshot[]> {
  const call = await serverApi();
  const { projects } = await call(listProjects, {});
  const found = await Promise.all(
    [run.trainSnapshotId, ...run.evaluateSnapshotIds].map(async (snapshotId) => {
      const snapshot = await call(getSnapshot, { params: { snapshotId } }).catch(() => null);
      const project = projects.find((each) => each.id === snapshot?.projectId);
      if (!snapshot || !project) return [];
      return [{ id: snapshot.id, projectId: project.id, name: snapshot.name, dimension: project.dimension }];
    }),
  );
  return found.flat();
}

/**
 * The newest finished run of the other dimension, of all projects that the reader sees; of those that were measured on a
 * test set of this run, where there are any.
 */
async function otherModelOf(run: Run): Promise<OtherModel | null> {
  const call = await serverApi();
  const { projects } = await call(listProjects, {});
  const lists = await Promise.all(
    projects
      .filter((each) => each.dimension !== run.dimension && each.role !== 'annotator')
      .map((each) => call(listRuns, { params: { projectId: each.id } }).catch(() => ({ runs: [] }))),
  );
  const finished = lists
    .flatMap((list) => list.runs)
    .filter((each) => each.own !== null)
    .toSorted((a, b) => b.createdAt.localeCompare(a.createdAt));
  const tests = testSnapshotsOf(run);
  const newest =
    finished.find((each) => testSnapshotsOf(each).some((id) => tests.includes(id))) ?? finished[0];
  const other = newest && (await call(getRun, { params: { runId: newest.id } }).catch(() => null));
  return other?.report ? { run: other, report: other.report } : null;
}

export default async function RunPage({ params }: PageProps<'/projects/[projectId]/runs/[runId]'>) {
  await requireMe();
  const [{ projectId, runId }, call] = await Promise.all([params, serverApi()]);
  const [{ project }, run] = await orNotFound(
    Promise.all([call(getProject, { params: { projectId } }), call(getRun, { params: { runId } })]),
  );
  if (run.projectId !== project.id) notFound();
  const [snapshots, otherModel] = await Promise.all([snapshotsOf(run), otherModelOf(run)]);
  const engineer = project.role === 'engineer' || project.role === 'admin';
  return (
    <PageFrame>
      <ProjectNav project={project} active="runs" />
      <RunView initial={run} snapshots={snapshots} otherModel={otherModel} engineer={engineer} />
    </PageFrame>
  );
}
