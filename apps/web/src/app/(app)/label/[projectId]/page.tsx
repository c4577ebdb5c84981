import { getProject } from '@preferably/contracts';
import type { Metadata } from 'next';
import { LabelScreen } from '../../../../features/label/label-screen.tsx';
import { orNotFound, requireMe, serverApi } from '../../../../lib/server-api.ts';

type Props = PageProps<'/label/[projectId]'>;

async function projectOf(params: Props['params']) {
  const [{ projectId }, call] = await Promise.all([params, serverApi()]);
  return (await orNotFound(call(getProject, { params: { projectId } }))).project;
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: (await projectOf(params)).name };
}

export default async function LabelPage({ params }: Props) {
  const [project, me] = await Promise.all([projectOf(params), requireMe()]);
  return <LabelScreen project={project} userId={me.id} serverNow={Date.now()} />;
}
