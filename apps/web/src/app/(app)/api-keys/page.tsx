import { listApiKeys } from '@preferably/contracts';
import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { PageFrame } from '../../../components/shell/app-shell.tsx';
import { PageHeader } from '../../../components/ui/page-header.tsx';
import { KeysTable } from '../../../features/api-keys/keys-table.tsx';
import { NewKey } from '../../../features/api-keys/new-key.tsx';
import { requireMe, serverApi } from '../../../lib/server-api.ts';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('apiKeys'))('title') };
}

export default async function ApiKeysPage() {
  const [me, call, t] = await Promise.all([requireMe(), serverApi(), getTranslations('apiKeys')]);
  const { apiKeys } = await call(listApiKeys, {});
  return (
    <PageFrame>
      <PageHeader title={t('title')} description={t('description')} actions={<NewKey role={me.role} />} />
      <KeysTable keys={apiKeys} now={new Date().toISOString()} />
    </PageFrame>
  );
}
