import { getProject, listWebhooks } from '@preferably/contracts';
import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { ProjectNav } from '../../../../../components/project-nav.tsx';
import { PageFrame } from '../../../../../components/shell/app-shell.tsx';
import { PageHeader } from '../../../../../components/ui/page-header.tsx';
import { NewWebhook } from '../../../../../features/webhooks/new-webhook.tsx';
import { WebhookList } from '../../../../../features/webhooks/webhook-list.tsx';
import { orNotFound, requireMe, serverApi } from '../../../../../lib/server-api.ts';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('webhooks'))('title') };
}

export default async function WebhooksPage({ params }: PageProps<'/projects/[projectId]/webhooks'>) {
  await requireMe();
  const [{ projectId }, call, t] = await Promise.all([params, serverApi(), getTranslations('webhooks')]);
  const of = { params: { projectId } };
  const [{ project }, { webhooks }] = await orNotFound(
    Promise.all([call(getProject, of), call(listWebhooks, of)]),
  );
  return (
    <PageFrame>
      <ProjectNav project={project} active="webhooks" />
      <PageHeader
        title={t('title')}
        description={t('description')}
        actions={<NewWebhook projectId={projectId} />}
      />
      <WebhookList projectId={projectId} initial={webhooks} />
    </PageFrame>
  );
}
