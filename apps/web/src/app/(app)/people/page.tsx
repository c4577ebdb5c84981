import { listUsers } from '@preferably/contracts';
import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { PageFrame } from '../../../components/shell/app-shell.tsx';
import { Notice } from '../../../components/ui/notice.tsx';
import { PageHeader } from '../../../components/ui/page-header.tsx';
import { NewAccount } from '../../../features/people/new-account.tsx';
import { PeopleTable } from '../../../features/people/people-table.tsx';
import { RoleLegend } from '../../../features/people/role-legend.tsx';
import { requireMe, serverApi } from '../../../lib/server-api.ts';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('people'))('title') };
}

export default async function PeoplePage() {
  const [me, call, t] = await Promise.all([requireMe(), serverApi(), getTranslations('people')]);
  if (me.role !== 'admin') {
    return (
      <PageFrame>
        <PageHeader title={t('title')} />
        <Notice tone="error">{t('forbidden')}</Notice>
      </PageFrame>
    );
  }
  const { users } = await call(listUsers, {});
  return (
    <PageFrame>
      <PageHeader title={t('title')} description={t('description')} actions={<NewAccount />} />
      <div className="flex flex-col gap-4">
        <PeopleTable users={users} myId={me.id} />
        <RoleLegend />
      </div>
    </PageFrame>
  );
}
