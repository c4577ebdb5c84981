import { listGuidelineSets } from '@preferably/contracts';
import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { PageFrame } from '../../../../components/shell/app-shell.tsx';
import { Notice } from '../../../../components/ui/notice.tsx';
import { PageHeader } from '../../../../components/ui/page-header.tsx';
import { ProjectForm } from '../../../../features/projects/create/project-form.tsx';
import { requireMe, serverApi } from '../../../../lib/server-api.ts';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('projects.create'))('title') };
}

export default async function NewProjectPage() {
  const [me, call, t] = await Promise.all([requireMe(), serverApi(), getTranslations()]);
  const header = (
    <PageHeader
      breadcrumbs={[{ href: '/', label: t('common.nav.projects') }]}
      title={t('projects.create.title')}
      description={t('projects.create.description')}
    />
  );
  if (me.role !== 'admin') {
    return (
      <PageFrame>
        {header}
        <Notice tone="error">{t('projects.create.forbidden')}</Notice>
      </PageFrame>
    );
  }
  const { guidelineSets } = await call(listGuidelineSets, {});
  return (
    <PageFrame>
      {header}
      <ProjectForm guidelineSets={guidelineSets} />
    </PageFrame>
  );
}
