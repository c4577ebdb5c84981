import { getProject, listMembers, listQualifications, listUsers } from '@preferably/contracts';
import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { ProjectNav } from '../../../../../components/project-nav.tsx';
import { PageFrame } from '../../../../../components/shell/app-shell.tsx';
import { PageHeader } from '../../../../../components/ui/page-header.tsx';
import { AddMemberCard } from '../../../../../features/projects/members/add-member-card.tsx';
import { MembersTable } from '../../../../../features/projects/members/members-table.tsx';
import { TooFewNotice } from '../../../../../features/projects/members/too-few-notice.tsx';
import { orNotFound, requireMe, serverApi } from '../../../../../lib/server-api.ts';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('projects.members'))('title') };
}

export default async function MembersPage({ params }: PageProps<'/projects/[projectId]/members'>) {
  await requireMe();
  const [{ projectId }, call, t] = await Promise.all([
    params,
    serverApi(),
    getTranslations('projects.members'),
  ]);
  const [{ project }, { members }, { users }] = await orNotFound(
    Promise.all([
      call(getProject, { params: { projectId } }),
      call(listMembers, { params: { projectId } }),
      call(listUsers, {}),
    ]),
  );
  const test = project.qualification
    ? await orNotFound(call(listQualifications, { params: { projectId } }))
    : null;
  const belongs = new Set(members.map((member) => member.userId));
  const candidates = users.filter((user) => !user.disabled && !belongs.has(user.id));
  return (
    <PageFrame>
      <ProjectNav project={project} active="members" />
      <PageHeader title={t('title')} description={t('description')} />
      <div className="flex flex-col gap-6">
        {test ? <TooFewNotice projectId={projectId} test={test} /> : null}
        <MembersTable projectId={projectId} members={members} test={test} />
        <AddMemberCard projectId={projectId} candidates={candidates} />
      </div>
    </PageFrame>
  );
}
