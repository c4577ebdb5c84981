import { listGuidelineSets } from '@preferably/contracts';
import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { PageFrame } from '../../../components/shell/app-shell.tsx';
import { PageHeader } from '../../../components/ui/page-header.tsx';
import { NewSet } from '../../../features/guidelines/new-set.tsx';
import { SetsTable } from '../../../features/guidelines/sets-table.tsx';
import { orNotFound, requireMe, serverApi } from '../../../lib/server-api.ts';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('guidelines'))('title') };
}

export default async function GuidelinesPage() {
  const [me, call, t] = await Promise.all([requireMe(), serverApi(), getTranslations('guidelines')]);
  const { guidelineSets } = await orNotFound(call(listGuidelineSets, {}));
  const manages = me.role === 'admin';
  return (
    <PageFrame>
      <PageHeader
        title={t('title')}
        description={t('description')}
        actions={manages ? <NewSet /> : undefined}
      />
      <SetsTable sets={guidelineSets} manages={manages} />
    </PageFrame>
  );
}
