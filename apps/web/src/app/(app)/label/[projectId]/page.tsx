import { getOwnAssignment, getProject } from '@preferably/contracts';
import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { JudgedView } from '../../../../features/label/judged-view.tsx';
import { LabelScreen } from '../../../../features/label/label-screen.tsx';
import { orNotFound, requireMe, serverApi } from '../../../../lib/server-api.ts';

type Props = PageProps<'/label/[projectId]'>;

async function projectOf(params: Props['params']) {
  const [{ projectId }, call] = await Promise.all([params, serverApi()]);
  return (await orNotFound(call(getProject, { params: { projectId } }))).project;
}

/** The earlier judgement that the address names. */
async function openedBy({ params, searchParams }: Props) {
  const [{ projectId }, { assignment: assignmentId }, call] = await Promise.all([
    params,
    searchParams,
    serverApi(),
  ]);
  if (typeof assignmentId !== 'string') return null;
  const own = await orNotFound(call(getOwnAssignment, { params: { assignmentId } }));
  return own.projectId === projectId ? own : notFound();
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: (await projectOf(params)).name };
}

export default async function LabelPage(props: Props) {
  const [project, me, opened] = await Promise.all([projectOf(props.params), requireMe(), openedBy(props)]);
  if (opened && !opened.reopenable) return <JudgedView own={opened} />;
  return (
    <LabelScreen key={opened?.id} project={project} userId={me.id} serverNow={Date.now()} opened={opened} />
  );
}
