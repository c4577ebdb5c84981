import { listProjects } from '@preferably/contracts';
import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { PageFrame } from '../../../components/shell/app-shell.tsx';
import { PageHeader } from '../../../components/ui/page-header.tsx';
import { MyActivity } from '../../../features/work/my-activity.tsx';
import { WorkHistory } from '../../../features/work/work-history.tsx';
import { readWorkQuery } from '../../../features/work/work-query.ts';
import { requireMe, serverApi } from '../../../lib/server-api.ts';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('work'))('title') };
}

export default async function WorkPage({ searchParams }: PageProps<'/work'>) {
  const [me, search, call, t] = await Promise.all([
    requireMe(),
    searchParams,
    serverApi(),
    getTranslations('work'),
  ]);
  const { projects } = await call(listProjects, {});
  return (
    <PageFrame>
      <PageHeader title={t('title')} description={t('description')} />
      <div className="flex flex-col gap-6">
        <MyActivity userId={me.id} />
        <WorkHistory userId={me.id} projects={projects} query={readWorkQuery(search)} />
      </div>
    </PageFrame>
  );
}
