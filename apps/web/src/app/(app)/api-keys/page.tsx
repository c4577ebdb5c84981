import { listApiKeys, listProjects } from '@preferably/contracts';
import { BookOpen } from 'lucide-react';
import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { PageFrame } from '../../../components/shell/app-shell.tsx';
import { Button } from '../../../components/ui/button.tsx';
import { PageHeader } from '../../../components/ui/page-header.tsx';
import { KeysTable } from '../../../features/api-keys/keys-table.tsx';
import { NewKey } from '../../../features/api-keys/new-key.tsx';
import { requireMe, serverApi } from '../../../lib/server-api.ts';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('apiKeys'))('title') };
}

export default async function ApiKeysPage() {
  const [me, call, t] = await Promise.all([requireMe(), serverApi(), getTranslations('apiKeys')]);
  const [{ apiKeys }, { projects }] = await Promise.all([call(listApiKeys, {}), call(listProjects, {})]);
  return (
    <PageFrame>
      <PageHeader
        title={t('title')}
        description={t('description')}
        actions={
          <>
            <Button asChild>
              {/* The service's own page, none of these: a whole load, not a step between pages. */}
              <a href="/v1/docs">
                <BookOpen aria-hidden />
                {t('docs')}
              </a>
            </Button>
            <NewKey role={me.role} projects={projects} />
          </>
        }
      />
      <KeysTable keys={apiKeys} projects={projects} now={new Date().toISOString()} />
    </PageFrame>
  );
}
